import { checkSettings, settingsOrThrow } from '../../../engine/core/settings/check-settings';
import { diffSettings } from '../../../engine/core/settings/diff-settings';
import { DEFAULT_SETTINGS } from '../../../engine/core/settings';

const rep = (id: string, fields: object = {}) => ({ id, name: id, email: `${id}@firm.test`, role: 'setter', certified: true, ...fields });

const TEN_MISTAKES = {
  firm: { time_zone: 'Toronto', currency: 'ABC' },
  users: [rep('ana', { weight: -1 }), rep('ana', { email: 'bo@firm.test', manager_id: 'max' }), rep('cy', { skills: [{ program_family: 'Express Entri' }] })],
  routing: { mode: 'loudest' },
  sla: { default_calendar: 'office', policies: { OpsValidation: { target_minutes: -5 }, HandoffFix: { calendar: 'ops' } } },
  payments: {},
};

describe('checking a settings document', () => {
  it('PK-04: an empty document is a working firm', () => {
    expect(checkSettings({})).toEqual({ ok: true, settings: DEFAULT_SETTINGS });
  });

  it('PK-04: ten mistakes are listed at once, by path, those between the parts too', () => {
    const check = checkSettings(TEN_MISTAKES);
    expect(check.ok ? [] : Object.fromEntries(check.problems.map(({ field, message }) => [field, message]))).toEqual({
      'firm.time_zone': "'Toronto' is not an IANA time zone such as America/Toronto",
      'firm.currency': "'ABC' is not an active ISO 4217 currency",
      'users.0.weight': expect.stringContaining('0'),
      'users.1.id': "'ana' is used twice, also in users.0",
      'users.1.manager_id': "'max' is no user of the firm; allowed: ana, cy",
      'users.2.skills.0.program_family': expect.stringContaining("'Express Entri' is no program of the firm; allowed: Express Entry"),
      'routing.mode': expect.stringContaining("'weighted' | 'equal' | 'random'"),
      'sla.default_calendar': "'office' is no calendar of sla.calendars; allowed: default",
      'sla.policies.OpsValidation.target_minutes': 'must be more than 0 minutes',
      'sla.policies.HandoffFix.calendar': "'ops' is no calendar of sla.calendars; allowed: default",
      payments: 'no such setting; check the spelling or remove it',
    });
  });

  it('PK-04: the error carries the count, every sentence and a stable code', () => {
    expect(() => settingsOrThrow(TEN_MISTAKES)).toThrow(expect.objectContaining({ code: 'SETTINGS_INVALID', message: expect.stringContaining('has 11 mistakes and was not applied') }));
  });

  it.each([
    ['not an object', 'expected object', 'text'],
    ['a list', 'object', []],
    ['null', 'object', null],
  ])('PK-04: %s is no settings document', (_, sentence, document) => {
    const check = checkSettings(document);
    expect(check.ok ? '' : check.problems[0]!.message.toLowerCase()).toContain(sentence);
  });

  it.each([
    ['a manager who is none', { users: [rep('ana', { manager_id: 'bo' }), rep('bo')] }, "'bo' has the role setter; a manager must have the role manager or admin"],
    ['an e-mail twice', { users: [rep('ana'), rep('bo', { email: 'ANA@firm.test' })] }, 'is used twice, also in users.0'],
    ['a calendar twice', { sla: { calendars: [{ id: 'default' }, { id: 'default' }] } }, "'default' is used twice"],
    ['a holiday twice', { sla: { calendars: [{ id: 'default', holidays: [{ date: '2026-07-01', name: 'a' }, { date: '2026-07-01', name: 'b' }] }] } }, "'2026-07-01' is used twice"],
    ['a target for an unknown segment', { sla: { policies: { FirstHumanAttempt: { segment_minutes: { 'Hot Pie': 5 } } } } }, 'no such segment'],
    ['a fallback in another currency', { offers: { packages: [{ code: 'AA', name: 'a', scenario: 's', fallback_code: 'BB' }, { code: 'BB', name: 'b', scenario: 's', currency: 'USD' }] } }, "'BB' is priced in USD, this package in CAD"],
    ['a price that cannot be charged', { offers: { packages: [{ code: 'AA', name: 'a', scenario: 's', price_minor: 49 }] } }, '0.49 CAD cannot be charged; allowed: from 0.50 to 999999.99 CAD'],
    ['a price in a currency without cards', { firm: { currency: 'KPW' }, offers: { packages: [{ code: 'AA', name: 'a', scenario: 's', price_minor: 4_900 }] } }, "'KPW' cannot be charged"],
  ])('PK-04: %s is found', (_, document, sentence) => {
    const check = checkSettings(document);
    expect(check.ok ? '' : check.problems.map(({ message }) => message).join('\n')).toContain(sentence);
  });
});

describe('the difference between two settings documents', () => {
  it('PK-04: is readable by path, people by their id', () => {
    const before = settingsOrThrow({ users: [rep('ana'), rep('bo')] });
    const after = settingsOrThrow({ firm: { name: 'North' }, users: [rep('bo'), rep('ana', { weight: 2 }), rep('cy')] });
    const texts = diffSettings(before, after).map(({ text }) => text);
    expect(texts).toEqual(['firm.name: "New firm" → "North"', 'users.ana.weight: 1 → 2', expect.stringMatching(/^users\.cy: added \{"id":"cy"/)]);
  });

  it('PK-04: a default that is written out is no difference', () => {
    expect(diffSettings(settingsOrThrow({}), settingsOrThrow({ firm: { currency: 'CAD' } }))).toEqual([]);
  });

  it('PK-04: something removed and a list of plain values show before and after', () => {
    const before = settingsOrThrow({ users: [rep('ana', { languages: ['en', 'fr'] }), rep('bo')] });
    const after = settingsOrThrow({ users: [rep('ana')] });
    expect(diffSettings(before, after).map(({ text }) => text)).toEqual(['users.ana.languages: ["en","fr"] → ["en"]', expect.stringMatching(/^users\.bo: removed/)]);
  });

  it('PK-04: the order of a list is a difference of its own', () => {
    const before = settingsOrThrow({ users: [rep('ana'), rep('bo')] });
    const after = settingsOrThrow({ users: [rep('bo'), rep('ana')] });
    expect(diffSettings(before, after).map(({ text }) => text)).toEqual(['users: order changed to bo, ana']);
  });
});
