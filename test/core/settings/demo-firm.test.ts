import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkSettings } from '../../../engine/core/settings/check-settings';

const document: unknown = JSON.parse(readFileSync(join(__dirname, '../../../workflows/demo-firm.settings.json'), 'utf8'));

describe('the demo firm', () => {
  it('PK-04: is a settings document without a mistake, with people for every role and a price for every package', () => {
    const check = checkSettings(document);
    expect(check.ok ? [] : check.problems).toEqual([]);
    if (!check.ok) return;
    const { users, offers, sla } = check.settings;
    expect([...new Set(users.map(({ role }) => role))].sort()).toEqual(['admin', 'closer', 'manager', 'ops', 'setter']);
    expect(offers.packages.every(({ price_minor }) => price_minor !== null)).toBe(true);
    expect(sla.policies.HandoffFix.calendar).toBe('case-ops');
  });
});
