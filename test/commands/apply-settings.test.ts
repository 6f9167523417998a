import { applySettings, rollBackSettings, type ApplySettings } from '../../engine/commands/apply-settings';
import { settingsDocument, settingsVersions } from '../../engine/queries/settings-versions';
import { currentSettings, type Store } from '../../engine/store';
import { describeStores } from '../support/stores';
import { FLOW, rep, seedOpportunities } from './sales-seed';

const AT = new Date('2026-05-11T14:00:00Z');
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);
const order = (document: unknown, fields: Partial<ApplySettings> = {}): ApplySettings => ({ document, dry_run: false, note: null, effective_at: null, at: AT, actor: FLOW, acting_user_id: null, ...fields });

describeStores('firm settings', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  const inForce = (account: string, at: Date) => store.transaction(account, (tx) => currentSettings(tx, at));
  const users = (account: string) => store.transaction(account, (tx) => tx.db.selectFrom('users').select(['id', 'name', 'active', 'profile', 'settings_version']).orderBy('id').execute());

  it('PK-04: a dry run shows the difference and writes nothing', async () => {
    const result = await applySettings(store, 'dry', order({ firm: { name: 'North' }, users: [rep('ana')] }, { dry_run: true }));
    expect(result).toMatchObject({ applied: false, version: 1, previous_version: 0, warnings: ['No active, certified user takes leads as closer: they will wait'] });
    expect(result.changes.map(({ text }) => text)).toEqual(['firm.name: "New firm" → "North"', expect.stringMatching(/^users: \[\] → |^users\.ana: added/)]);
    expect(await inForce('dry', AT)).toMatchObject({ version: 0 });
    expect(await users('dry')).toEqual([]);
  });

  it('PK-04: applied, it is a version with users, account, audit and note; the same document again is none', async () => {
    const document = { firm: { name: 'North', time_zone: 'America/Vancouver' }, users: [rep('ana', { languages: ['fr'] }), rep('max', { role: 'manager', certified: undefined })] };
    expect(await applySettings(store, 'one', order(document, { note: 'go-live' }))).toMatchObject({ applied: true, version: 1 });
    expect(await applySettings(store, 'one', order(document))).toMatchObject({ applied: false, version: 1, changes: [] });
    expect(await users('one')).toMatchObject([{ id: 'ana', active: true, settings_version: 1, profile: { languages: ['fr'], owner_roles: ['setter'] } }, { id: 'max', profile: { owner_roles: [] } }]);
    const { account, audit } = await store.transaction('one', async (tx) => ({
      account: await tx.db.selectFrom('accounts').selectAll().executeTakeFirstOrThrow(),
      audit: await tx.db.selectFrom('audit_entries').selectAll().execute(),
    }));
    expect(account).toMatchObject({ name: 'North', time_zone: 'America/Vancouver' });
    expect(audit).toMatchObject([{ action: 'settings_applied', subject_id: '1', reason: 'go-live', actor: FLOW }]);
  });

  it('PK-04: a document with mistakes lists them all and changes nothing', async () => {
    const bad = order({ users: [rep('ana', { weight: 0 }), rep('ana', { email: 'x' })], sla: { default_calendar: 'x' } });
    await expect(applySettings(store, 'bad', bad)).rejects.toMatchObject({ code: 'SETTINGS_INVALID', problems: expect.arrayContaining([expect.anything(), expect.anything(), expect.anything(), expect.anything()]) });
    expect(await inForce('bad', AT)).toMatchObject({ version: 0 });
  });

  it('PK-04: people who are no longer in the document become inactive, with a warning when they own something', async () => {
    await applySettings(store, 'leave', order({ users: [rep('ana'), rep('bo')] }));
    const [seeded] = await seedOpportunities(store, 'leave', [{}]);
    await store.transaction('leave', (tx) => tx.db.updateTable('opportunities').set({ setter_id: 'bo' }).where('id', '=', seeded!.opportunity_id).execute());
    const result = await applySettings(store, 'leave', order({ users: [rep('ana')] }, { at: later(1) }));
    expect(result.warnings).toContain('bo leaves with 1 open opportunities: reassign them (Route Owner: Reassign)');
    expect(await users('leave')).toMatchObject([{ id: 'ana', active: true }, { id: 'bo', active: false }]);
  });

  it('PK-04: a planned version holds from its date on; a newer one replaces it with a warning', async () => {
    await applySettings(store, 'plan', order({ firm: { name: 'Now' } }));
    await applySettings(store, 'plan', order({ firm: { name: 'Soon' } }, { effective_at: later(60) }));
    expect((await inForce('plan', later(59))).settings.firm.name).toBe('Now');
    expect((await inForce('plan', later(60))).settings.firm.name).toBe('Soon');
    const third = await applySettings(store, 'plan', order({ firm: { name: 'Other' } }, { at: later(5) }));
    expect(third.warnings.join()).toContain('Version 2, planned for');
    expect((await inForce('plan', later(60))).settings.firm.name).toBe('Other');
  });

  it('PK-04: the past is not rewritten', async () => {
    await expect(applySettings(store, 'past', order({ firm: { name: 'X' } }, { effective_at: later(-1) }))).rejects.toMatchObject({ code: 'EFFECTIVE_AT_PAST' });
  });

  it('PK-04: rolling back applies an old document as a new version', async () => {
    await applySettings(store, 'back', order({ firm: { name: 'First' } }));
    await applySettings(store, 'back', order({ firm: { name: 'Second' } }, { at: later(1) }));
    const back = await rollBackSettings(store, 'back', { ...order(null, { at: later(2) }), version: 1 });
    expect(back).toMatchObject({ applied: true, version: 3, changes: [{ path: 'firm.name', before: 'Second', after: 'First' }] });
    const versions = await settingsVersions(store, 'back', { at: later(3), limit: 10 });
    expect(versions.map(({ version, in_force, note }) => [version, in_force, note])).toEqual([[3, true, 'Roll back to version 1'], [2, false, null], [1, false, null]]);
    expect((await settingsDocument(store, 'back', { version: 2, at: AT })).document).toEqual({ firm: { name: 'Second' } });
    await expect(rollBackSettings(store, 'back', { ...order(null, { at: later(3) }), version: 9 })).rejects.toMatchObject({ code: 'SETTINGS_VERSION_UNKNOWN' });
  });

  it('PK-04: twenty at once make versions without gaps or doubles', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => applySettings(store, 'race', order({ firm: { name: `Name ${index}` } }))));
    const versions = await settingsVersions(store, 'race', { at: AT, limit: 50 });
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  });

  it('GV-03: only a manager or admin changes settings, when a person is named', async () => {
    await applySettings(store, 'role', order({ users: [rep('ana'), rep('max', { role: 'admin', certified: undefined })] }));
    await expect(applySettings(store, 'role', order({}, { acting_user_id: 'ana' }))).rejects.toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    await expect(applySettings(store, 'role', order({}, { acting_user_id: 'nobody' }))).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
    expect(await applySettings(store, 'role', order({ firm: { name: 'By Max' }, users: [rep('max', { role: 'admin', certified: undefined })] }, { acting_user_id: 'max' }))).toMatchObject({ applied: true });
  });

  it('GV-01: another account sees no version', async () => {
    expect(await settingsVersions(store, 'stranger', { at: AT, limit: 10 })).toEqual([]);
  });
});
