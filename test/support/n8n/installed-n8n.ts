import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../../..');
const PLAYGROUND = path.join(ROOT, 'playground');

/** The n8n of playground/, as the path of its command. */
export const N8N_BIN = path.join(PLAYGROUND, 'node_modules/n8n/bin/n8n');

/** The project's own Node 24; n8n 2.40 starts on nothing older. */
export const NODE_BIN = path.join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Why no n8n can be started here, or null. */
export function n8nMissing(): string | null {
  if (!existsSync(N8N_BIN)) return 'n8n is not installed in playground/ (npm test installs it)';
  return existsSync(path.join(ROOT, 'dist/types/nodes.json')) ? null : 'the pack is not built (npm run build)';
}

/** A bcrypt hash, by the library that n8n itself checks passwords with. */
export function hashPassword(password: string): string {
  const bcrypt = createRequire(N8N_BIN)('bcryptjs') as { hashSync(text: string, rounds: number): string };
  return bcrypt.hashSync(password, 10);
}
