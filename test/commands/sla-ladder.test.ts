import { assignOwners } from '../../engine/commands/assign-owners';
import { applyClockActions } from '../../engine/commands/change-sla-timers';
import { fireDueTimers } from '../../engine/commands/fire-due-timers';
import { pauseReps, resumeReps } from '../../engine/commands/pause-reps';
import { settleSlaNotices } from '../../engine/commands/settle-sla-notices';
import { startSlaTimers } from '../../engine/commands/start-sla-timers';
import { type Store } from '../../engine/store';
import { describeStores } from '../support/stores';
import { applyDocument, FLOW, rep, type Seeded, seedOpportunities } from './sales-seed';

/** A Monday, 10:00 in Toronto. A Hot lead has 30 minutes: warning at 22.5, manager at 37.5, reassignment at 45. */
const MADE = new Date('2026-05-11T14:00:00Z');
const minutes = (count: number): Date => new Date(MADE.getTime() + count * 60_000);
const manager = (id: string): object => ({ id, name: id, email: `${id}@firm.test`, role: 'manager' });
const CALL = { kind: 'activity', direction: 'outbound', on_channel: true, acknowledgement: false, by_human: true, is_answer: false } as const;

describeStores('the escalation ladder', (open) => {
  let store: Store;
  let accounts = 0;
  beforeAll(async () => {
    store = await open();
  });

  async function firm(leads: number, document: object = {}, users: object[] = [rep('ana', { manager_id: 'max' }), rep('bo', { manager_id: 'max' }), manager('max')]) {
    const account = `ladder-${(accounts += 1)}`;
    await applyDocument(store, account, { users, routing: { default_caps: { daily_sql_limit: null, max_open_opportunities: null }, handling_minutes: null }, ...document }, minutes(-60));
    const seeded = await seedOpportunities(store, account, Array.from({ length: leads }, () => ({ created_at: MADE })));
    return { account, seeded, first: seeded[0]! };
  }
  const own = (account: string, seeded: readonly Seeded[], owner_id: string | null = 'ana') =>
    assignOwners(store, account, { items: seeded.map(({ opportunity_id }) => ({ opportunity_id, role: 'setter', owner_id, reason: owner_id && 'test', acting_user_id: null })), at: MADE, actor: FLOW });
  const start = (account: string, seeded: readonly Seeded[], at = MADE) =>
    startSlaTimers(store, account, { items: seeded.map(({ opportunity_id }) => ({ policy: 'FirstHumanAttempt', opportunity_id, lead_id: null, started_at: null, occurrence: '' })), at, actor: FLOW });
  async function beat(account: string, at: Date) {
    while ((await fireDueTimers(store, account, { at, limit: 50 })).fired === 50);
    return settleSlaNotices(store, account, { at, limit: 500 });
  }
  const events = (account: string) =>
    store.transaction(account, async (tx) => {
      const rows = await tx.db.selectFrom('events').select(['type', 'data', 'occurred_at']).where('type', 'in', ['SLA_Breach_FirstHumanAttempt', 'SlaEscalated', 'SlaDigest', 'CoachingFlagged']).orderBy('seq').execute();
      return rows.map(({ type, data, occurred_at }) => ({ type, occurred_at, ...(data as { action?: string; recipient_id?: string | null; in_digest?: boolean; notices?: number; misses?: number }) }));
    });
  const said = async (account: string): Promise<string[]> => (await events(account)).map(({ type, action, recipient_id }) => (type === 'SlaEscalated' ? `${action} ${recipient_id}` : type.replace('_FirstHumanAttempt', '')));
  const timers = (account: string) => store.transaction(account, (tx) => tx.db.selectFrom('timers').selectAll().orderBy('started_at').execute());
  const ownerOf = async (account: string): Promise<(string | null)[]> => (await store.transaction(account, (tx) => tx.db.selectFrom('opportunities').select('setter_id').execute())).map(({ setter_id }) => setter_id);

  it('SL-03, SL-04: warns, reminds, tells the manager, reassigns by routing; the miss stays, the next rep has a clock of their own', async () => {
    const { account, seeded } = await firm(1);
    await own(account, seeded);
    await start(account, seeded);
    await beat(account, minutes(22));
    expect(await said(account)).toEqual([]);
    for (const minute of [23, 30, 38, 45, 45, 46]) await beat(account, minutes(minute));
    expect(await said(account)).toEqual(['warn ana', 'SLA_Breach', 'notify_rep ana', 'notify_manager max', 'reassign null', 'coach max']);
    expect((await events(account)).every(({ in_digest }) => in_digest !== true)).toBe(true);
    expect(await ownerOf(account)).toEqual(['bo']);
    expect(await timers(account)).toMatchObject([
      { status: 'breached', owner_id: 'ana', due_at: minutes(30), taken: 5, next_at: null },
      { status: 'pending', owner_id: 'bo', due_at: minutes(75) },
    ]);
  });

  it('SL-03: what an outage delayed happens once and in order, and each person gets one digest', async () => {
    const { account, seeded } = await firm(120);
    await own(account, seeded.slice(0, 80), 'ana');
    await own(account, seeded.slice(80), 'bo');
    await start(account, seeded);
    expect(await beat(account, minutes(300))).toMatchObject({ digests: 3, reassigned: 120 });
    const all = await events(account);
    expect(all.filter(({ type }) => type === 'SLA_Breach_FirstHumanAttempt')).toHaveLength(120);
    expect(all.filter(({ type }) => type === 'SlaEscalated')).toHaveLength(120 * 5);
    expect(all.filter(({ in_digest }) => in_digest === false).map(({ action }) => action).filter((action) => action !== 'reassign' && action !== 'coach')).toEqual([]);
    expect(Object.fromEntries(all.filter(({ type }) => type === 'SlaDigest').map(({ recipient_id, notices }) => [recipient_id, notices]))).toEqual({ ana: 160, bo: 80, max: 120 });
    await beat(account, minutes(301));
    expect((await events(account)).length).toBe(all.length);
  });

  it('SL-03: a process that dies between firing and settling leaves the rest for the next, also for several at once', async () => {
    const { account, seeded } = await firm(30);
    await own(account, seeded);
    await start(account, seeded);
    await Promise.all([1, 2, 3].map(() => fireDueTimers(store, account, { at: minutes(200), limit: 30 })));
    const settled = await Promise.all([1, 2, 3].map(() => settleSlaNotices(store, account, { at: minutes(201), limit: 500 })));
    expect(settled.reduce((sum, { digests }) => sum + digests, 0)).toBe(2);
    expect((await events(account)).filter(({ type }) => type === 'SlaDigest')).toHaveLength(2);
    expect(new Set(await ownerOf(account))).toEqual(new Set(['bo']));
    const assignments = await store.transaction(account, (tx) => tx.db.selectFrom('assignments').select('user_id').where('ended_at', 'is', null).execute());
    expect(assignments).toHaveLength(30);
    expect((await timers(account)).filter(({ owner_id }) => owner_id === 'bo')).toHaveLength(30);
  });

  it('SL-03: many notices for one person at once are a digest, a few are told alone', async () => {
    const { account, seeded } = await firm(9);
    await own(account, seeded.slice(0, 3), 'ana');
    await own(account, seeded.slice(3), 'bo');
    await start(account, seeded);
    await beat(account, minutes(23));
    const all = await events(account);
    expect(all.filter(({ recipient_id, in_digest }) => recipient_id === 'ana' && in_digest === false)).toHaveLength(3);
    expect(all.filter(({ type }) => type === 'SlaDigest')).toMatchObject([{ recipient_id: 'bo', notices: 6 }]);
  });

  it('SL-03: the ladder waits while all managers are away, and goes on when one is back', async () => {
    const { account, seeded } = await firm(1, {}, [rep('ana', { manager_id: 'max' }), rep('bo'), { ...manager('max'), pauses: [{ from: '2026-05-11', to: '2026-05-11', reason: 'leave' }] }]);
    await own(account, seeded);
    await start(account, seeded);
    for (const minute of [23, 30, 38, 45, 60, 90]) await beat(account, minutes(minute));
    expect(await said(account)).toEqual(['warn ana', 'SLA_Breach', 'notify_rep ana']);
    expect(await ownerOf(account)).toEqual(['ana']);
    await beat(account, minutes(24 * 60));
    expect((await said(account)).slice(3)).toEqual(expect.arrayContaining(['notify_manager max', 'reassign null', 'coach max']));
    expect(await ownerOf(account)).toEqual(['bo']);
  });

  it('SL-03: without any manager the ladder goes on without telling one', async () => {
    const { account, seeded } = await firm(1, {}, [rep('ana'), rep('bo')]);
    await own(account, seeded);
    await start(account, seeded);
    for (const minute of [23, 30, 38, 45]) await beat(account, minutes(minute));
    expect(await said(account)).toEqual(['warn ana', 'SLA_Breach', 'notify_rep ana', 'notify_manager null', 'reassign null', 'coach null']);
  });

  it('SL-03: coaching is flagged on a pattern, once, not on a single miss', async () => {
    const { account, seeded } = await firm(4);
    await own(account, seeded);
    await start(account, seeded.slice(0, 1));
    expect(await beat(account, minutes(46))).toMatchObject({ flagged: 0 });
    await start(account, seeded.slice(1));
    expect(await beat(account, minutes(47))).toMatchObject({ flagged: 1 });
    expect((await events(account)).filter(({ type }) => type === 'CoachingFlagged')).toMatchObject([{ owner_id: 'ana', recipient_id: 'max', misses: 4 }]);
  });

  it('SL-04: a late reply stays a miss and ends the ladder, a closed opportunity too', async () => {
    const { account, seeded } = await firm(2);
    await own(account, seeded);
    await start(account, seeded);
    await beat(account, minutes(31));
    const [late, closed] = seeded as [Seeded, Seeded];
    await store.transaction(account, (tx) =>
      applyClockActions(tx, [{ opportunity_id: late.opportunity_id, lead_id: null, action: CALL, occurred_at: minutes(33) }, { opportunity_id: closed.opportunity_id, lead_id: null, action: { kind: 'stage', stage: 'CLOSED_LOST' }, occurred_at: minutes(33) }], minutes(33)),
    );
    await beat(account, minutes(60));
    expect((await said(account)).filter((line) => /manager|reassign|coach/.test(line))).toEqual([]);
    expect(await timers(account)).toMatchObject([{ status: 'breached', next_at: null }, { status: 'breached', next_at: null }]);
  });

  it('SL-03: a clock that goes backwards does nothing, and what was done is not done again', async () => {
    const { account, seeded } = await firm(1);
    await own(account, seeded);
    await start(account, seeded);
    await beat(account, minutes(31));
    const before = await said(account);
    for (const minute of [10, -600, 31]) await beat(account, minutes(minute));
    expect(await said(account)).toEqual(before);
  });

  it('SL-01: other targets do not change a promise that was made', async () => {
    const { account, seeded } = await firm(2);
    await own(account, seeded);
    await start(account, seeded.slice(0, 1));
    await applyDocument(store, account, { users: [rep('ana', { manager_id: 'max' }), rep('bo'), manager('max')], sla: { preset: 'speed_to_call', policies: { FirstHumanAttempt: { ladder: { reassign: null } } } } }, minutes(1));
    await start(account, seeded.slice(1), minutes(2));
    expect((await timers(account)).map(({ due_at }) => due_at).sort((a, b) => a.getTime() - b.getTime())).toEqual([minutes(5), minutes(30)]);
    for (const minute of [4, 5, 7, 8, 23, 30, 38, 45]) await beat(account, minutes(minute));
    expect((await said(account)).filter((line) => line.startsWith('reassign'))).toHaveLength(1);
  });

  it('SL-03: a lead goes round only so often, then it stays', async () => {
    const { account, seeded } = await firm(1, { sla: { policies: { FirstHumanAttempt: { max_reassignments: 1 } } } });
    await own(account, seeded);
    await start(account, seeded);
    for (let minute = 20; minute < 400; minute += 5) await beat(account, minutes(minute));
    expect((await said(account)).filter((line) => line.startsWith('reassign'))).toHaveLength(1);
    expect(await ownerOf(account)).toEqual(['bo']);
    expect((await said(account)).filter((line) => line === 'SLA_Breach')).toHaveLength(2);
  });

  it('SL-03: with nobody else to take it the owner keeps it, and the record says so', async () => {
    const { account, seeded } = await firm(1, {}, [rep('ana', { manager_id: 'max' }), manager('max')]);
    await own(account, seeded);
    await start(account, seeded);
    await beat(account, minutes(46));
    expect(await ownerOf(account)).toEqual(['ana']);
    const notices = await store.transaction(account, (tx) => tx.db.selectFrom('sla_notices').select(['action', 'status', 'outcome']).where('action', '=', 'reassign').execute());
    expect(notices).toMatchObject([{ status: 'done', outcome: expect.stringContaining('ana keeps it') }]);
  });

  it('SL-03: a pause by a manager counts as away, for managers too', async () => {
    const { account, seeded } = await firm(1, {}, [rep('ana', { manager_id: 'max' }), { ...manager('max'), owner_roles: ['setter'], certified: true, languages: ['xx'] }]);
    await pauseReps(store, account, { items: [{ user_id: 'max', from: null, until: null, reason: 'sick', acting_user_id: null }], at: minutes(-1), actor: FLOW });
    await own(account, seeded);
    await start(account, seeded);
    await beat(account, minutes(46));
    expect((await said(account)).join()).not.toContain('notify_manager');
    await resumeReps(store, account, { items: [{ user_id: 'max', reason: null, acting_user_id: null }], at: minutes(47), actor: FLOW });
    await beat(account, minutes(62));
    expect((await said(account)).join()).toContain('notify_manager max');
  });
});
