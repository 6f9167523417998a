import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths';

/** People of the demo firm who act where nobody was assigned by routing; their ids are what the forms ask for. */
export const PEOPLE = { setter: 'ana', closer: 'bo', ops: 'carla', admin: 'iris' } as const;

/** E-mail of the closer whose Calendly the clients of the demo book. */
export const HOST_EMAIL = 'bo@northgate.example';

/** The settings document of the demo firm, as text: the example that ships with the templates. */
export function demoFirm(): string {
  return readFileSync(path.join(ROOT, 'workflows/demo-firm.settings.json'), 'utf8');
}
