import { assignOwners, reassignOwners } from '../../engine/commands/assign-owners';
import { applyClockActions, meetSlaTimers, pauseSlaTimers, resumeSlaTimers, type ClockItem } from '../../engine/commands/change-sla-timers';
import { fireDueTimers } from '../../engine/commands/fire-due-timers';
import { type StartItem, startSlaTimers } from '../../engine/commands/start-sla-timers';
import { slaStatus } from '../../engine/queries/sla-status';
import { SLA_POLICIES } from '../../engine/core/model';
import { newId, type Store } from '../../engine/store';
import { describeStores } from '../support/stores';
import { applyDocument, FLOW, rep, type Seeded, type SeedOpportunity, seedOpportunities } from './sales-seed';

/** A Monday, 11:00 in Toronto; the opportunities were made at 10:00. */
const AT = new Date('2026-05-11T15:00:00Z');
const MADE = new Date('2026-05-11T14:00:00Z');
const minutes = (count: number, from = MADE): Date => new Date(from.getTime() + count * 60_000);

const startItem = ({ opportunity_id }: Seeded, fields: Partial<StartItem> = {}): StartItem => ({ policy: 'FirstHumanAttempt', opportunity_id, lead_id: null, started_at: null, occurrence: '', ...fields });
const attempt = ({ opportunity_id }: Seeded, occurred_at: Date, by_human = true): ClockItem => ({
  opportunity_id, lead_id: null, occurred_at, action: { kind: 'activity', direction: 'outbound', on_channel: true, acknowledgement: false, by_human, is_answer: false },
});

describeStores('SLA clocks', (open) => {
  let store: Store;
  let accounts = 0;
  beforeAll(async () => {
    store = await open();
  });

  async function firm(wanted: SeedOpportunity[] = [{}], document: object = {}) {
    const account = `sla-${(accounts += 1)}`;
    await applyDocument(store, account, { users: [rep('ana'), rep('bo'), rep('cleo', { role: 'closer' })], ...document }, minutes(-60));
    const seeded = await seedOpportunities(store, account, wanted);
    return { account, seeded, first: seeded[0]! };
  }
  const start = (account: string, items: StartItem[], at = minutes(1)) => startSlaTimers(store, account, { items, at, actor: FLOW });
  const fire = (account: string, at: Date, limit = 500) => fireDueTimers(store, account, { at, limit });
  const meet = (account: string, items: ClockItem[], at: Date) => meetSlaTimers(store, account, { items, at, actor: FLOW });
  const breaches = (account: string) =>
    store.transaction(account, (tx) => tx.db.selectFrom('events').select(['type', 'data', 'occurred_at', 'subject_kind', 'subject_id']).where('type', 'in', [...SLA_POLICIES].map((policy) => `SLA_Breach_${policy}` as const)).orderBy('seq').execute());
  const timers = (account: string) => store.transaction(account, (tx) => tx.db.selectFrom('timers').selectAll().orderBy('due_at').execute());

  it('SL-01: starts by the band of the opportunity, from when it was made, with the owner and a receipt', async () => {
    const { account, seeded } = await firm([{ band: 'Hot' }, { band: 'Warm' }, { band: 'Cold' }]);
    await assignOwners(store, account, { items: seeded.slice(0, 1).map(({ opportunity_id }) => ({ opportunity_id, role: 'setter', owner_id: null, reason: null, acting_user_id: null })), at: minutes(1), actor: FLOW });
    const results = await start(account, seeded.map((each) => startItem(each)));
    expect(results).toMatchObject([
      { ok: true, started: 1, due_at: minutes(30), owner_id: 'ana', reason: null, timers: [{ step: '1', status: 'pending' }] },
      { ok: true, started: 1, due_at: minutes(240), owner_id: null },
      { ok: true, started: 0, due_at: null, timers: [], reason: 'FirstHumanAttempt has no target for the band Cold' },
    ]);
    const receipts = await store.transaction(account, (tx) => tx.db.selectFrom('receipts').selectAll().where('kind', '=', 'sla').execute());
    expect(receipts).toHaveLength(2);
    expect(receipts[0]).toMatchObject({ settings_version: 1, inputs: { policy: 'FirstHumanAttempt', clock: 'business' } });
  });

  it('SL-01: starting again, also many times at once, runs one clock', async () => {
    const { account, first } = await firm();
    const results = (await Promise.all(Array.from({ length: 10 }, () => start(account, [startItem(first)])))).flat();
    expect(results.reduce((sum, result) => sum + (result.ok ? result.started : 0), 0)).toBe(1);
    expect(new Set(results.map((result) => result.ok && result.timers[0]!.timer_id)).size).toBe(1);
    expect(await timers(account)).toHaveLength(1);
  });

  it('SL-01: cadence windows and chase days are clocks of their own; a new link starts a new chase', async () => {
    const { account, first } = await firm([{ stage: 'PAYMENT_PENDING' }]);
    const results = await start(account, [startItem(first, { policy: 'FollowUpCadence' }), startItem(first, { policy: 'PaymentChase', started_at: AT, occurrence: 'link-1' }), startItem(first, { policy: 'PaymentChase', started_at: AT, occurrence: 'link-2' })]);
    expect(results.map((result) => result.ok && result.timers.map(({ step }) => step))).toEqual([['day 0', 'day 1', 'day 2-3', 'day 4-7'], ['day 1', 'day 3', 'day 7'], ['day 1', 'day 3', 'day 7']]);
  });

  it('SL-01: an unknown opportunity, no subject and a closed opportunity are told apart', async () => {
    const { account, seeded } = await firm([{ stage: 'CLOSED_LOST' }, {}]);
    const ghost = { opportunity_id: newId(), prospect_id: '', lead_id: '' };
    const results = await start(account, [startItem(ghost), startItem(ghost, { opportunity_id: null }), startItem(ghost, { opportunity_id: null, lead_id: newId() }), startItem(seeded[0]!), startItem(seeded[1]!)]);
    expect(results.map((result) => (result.ok ? (result.reason ?? 'runs') : result.error.code))).toEqual(['OPPORTUNITY_UNKNOWN', 'SLA_SUBJECT_MISSING', 'LEAD_UNKNOWN', 'the opportunity is CLOSED_LOST: closed ones have no clock', 'runs']);
  });

  it('SL-03, SL-05: a due clock is breached once with its policy, owner and age; nothing is due before', async () => {
    const { account, first } = await firm();
    await assignOwners(store, account, { items: [{ opportunity_id: first.opportunity_id, role: 'setter', owner_id: null, reason: null, acting_user_id: null }], at: minutes(1), actor: FLOW });
    await start(account, [startItem(first)]);
    expect(await fire(account, minutes(29))).toEqual({ fired: 1, breached: 0, next_at: minutes(30) });
    const fired = await Promise.all(Array.from({ length: 6 }, () => fire(account, minutes(31))));
    expect(fired.reduce((sum, each) => sum + each.fired, 0)).toBe(1);
    expect(await fire(account, minutes(32))).toMatchObject({ fired: 0, breached: 0 });
    expect(await breaches(account)).toMatchObject([
      { type: 'SLA_Breach_FirstHumanAttempt', occurred_at: minutes(30), subject_kind: 'opportunity', subject_id: first.opportunity_id, data: { policy: 'FirstHumanAttempt', owner_id: 'ana', opportunity_id: first.opportunity_id, age_minutes: 30, step: '1' } },
    ]);
    expect(await timers(account)).toMatchObject([{ status: 'breached', breached_at: minutes(30) }]);
  });

  it('SL-04: an automatic message leaves the human clock running, a person meets it, a late reply stays a miss', async () => {
    const { account, seeded } = await firm([{}, {}]);
    const [quick, slow] = seeded as [Seeded, Seeded];
    await start(account, [startItem(quick), startItem(slow)]);
    expect(await meet(account, [attempt(quick, minutes(5), false)], minutes(5))).toMatchObject([{ changed: 0 }]);
    expect(await meet(account, [attempt(quick, minutes(20))], minutes(20))).toMatchObject([{ changed: 1, timers: [{ status: 'met', met_at: minutes(20) }] }]);
    await fire(account, minutes(40));
    expect(await meet(account, [attempt(slow, minutes(45))], minutes(45))).toMatchObject([{ changed: 1, timers: [{ status: 'breached', met_at: minutes(45) }] }]);
    expect(await meet(account, [attempt(slow, minutes(50))], minutes(50))).toMatchObject([{ changed: 0 }]);
    expect(await breaches(account)).toHaveLength(1);
    const [status] = await slaStatus(store, account, { items: [{ opportunity_id: slow.opportunity_id, lead_id: null }], at: minutes(60) });
    expect(status).toMatchObject({ breached: 1, next_due_at: null, clocks: [{ late: true, status: 'breached' }] });
  });

  it('SL-04: a late reply that comes before the breach was noticed is a miss all the same, with one event', async () => {
    const { account, first } = await firm();
    await start(account, [startItem(first)]);
    await meet(account, [attempt(first, minutes(33))], minutes(33));
    await fire(account, minutes(34));
    expect(await timers(account)).toMatchObject([{ status: 'breached', met_at: minutes(33), breached_at: minutes(30) }]);
    expect(await breaches(account)).toHaveLength(1);
  });

  it('SL-04: what was done before the clock was started counts from its start on', async () => {
    const { account, seeded } = await firm([{}, {}, {}]);
    const [done, late, answered] = seeded as [Seeded, Seeded, Seeded];
    const log = (each: Seeded, occurred_at: Date, fields: object = {}) => ({
      id: newId(), account_id: account, opportunity_id: each.opportunity_id, prospect_id: each.prospect_id, kind: 'call' as const, direction: 'outbound' as const, channel: 'call' as const,
      outcome: 'no_answer' as const, by_human: true, user_id: 'ana', summary: null, call_back_at: null, dedupe_key: newId(), occurred_at, recorded_at: occurred_at, ...fields,
    });
    await store.transaction(account, (tx) => tx.db.insertInto('activities').values([log(done, minutes(2)), log(late, minutes(40)), log(answered, minutes(3), { outcome: 'connected' }), log(done, minutes(-5))]).execute());
    const results = await start(account, [startItem(done), startItem(late), startItem(answered, { policy: 'FollowUpCadence' })], minutes(45));
    expect(results.map((result) => result.ok && result.timers.map(({ status }) => status))).toEqual([['met'], ['breached'], ['cancelled', 'cancelled', 'cancelled', 'cancelled']]);
    expect(await breaches(account)).toHaveLength(1);
  });

  it('SL-04: a touch meets the cadence window it falls in, an answer ends the cadence, a closed stage ends everything', async () => {
    const { account, seeded } = await firm([{}, {}]);
    const [one, two] = seeded as [Seeded, Seeded];
    await start(account, [startItem(one, { policy: 'FollowUpCadence' }), startItem(two), startItem(two, { policy: 'AutomatedFirstResponse' })]);
    await meet(account, [attempt(one, minutes(26 * 60), false)], minutes(26 * 60));
    expect((await slaStatus(store, account, { items: [{ opportunity_id: one.opportunity_id, lead_id: null }], at: minutes(26 * 60) }))[0]!.clocks.map(({ step, status }) => [step, status])).toEqual([['day 0', 'breached'], ['day 1', 'met'], ['day 2-3', 'pending'], ['day 4-7', 'pending']]);
    const answer: ClockItem = { opportunity_id: one.opportunity_id, lead_id: null, occurred_at: minutes(27 * 60), action: { kind: 'activity', direction: 'inbound', on_channel: true, acknowledgement: false, by_human: false, is_answer: true } };
    expect(await meet(account, [answer], minutes(27 * 60))).toMatchObject([{ changed: 2 }]);
    const closed: ClockItem = { opportunity_id: two.opportunity_id, lead_id: null, occurred_at: minutes(1), action: { kind: 'stage', stage: 'DISQUALIFIED' } };
    const [stopped] = await store.transaction(account, (tx) => applyClockActions(tx, [closed], minutes(1)));
    expect(stopped!.timers.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  it('SL-02: a pause keeps the business time left, also over night and weekend', async () => {
    const { account, first } = await firm([{ band: 'Warm' }]);
    const item = { opportunity_id: first.opportunity_id, lead_id: null, policy: null, reason: 'waiting for the client' };
    await start(account, [startItem(first)]);
    const pause = (at: Date) => pauseSlaTimers(store, account, { items: [item], at, actor: FLOW });
    expect(await pause(minutes(60))).toMatchObject([{ changed: 1, timers: [{ status: 'paused', remaining_ms: 3 * 3_600_000 }] }]);
    expect(await pause(minutes(61))).toMatchObject([{ changed: 0 }]);
    expect(await fire(account, minutes(10_000))).toMatchObject({ fired: 0, breached: 0 });
    expect((await slaStatus(store, account, { items: [item], at: minutes(600) }))[0]!.clocks).toMatchObject([{ status: 'paused', remaining_minutes: 180 }]);
    const friday = new Date('2026-05-15T21:00:00Z');
    const resumed = await resumeSlaTimers(store, account, { items: [item], at: friday, actor: FLOW });
    expect(resumed).toMatchObject([{ changed: 1, timers: [{ status: 'pending', due_at: new Date('2026-05-18T15:00:00Z'), remaining_ms: null }] }]);
    const audit = await store.transaction(account, (tx) => tx.db.selectFrom('audit_entries').select(['action', 'reason']).where('subject_kind', '=', 'timer').orderBy('seq').execute());
    expect(audit).toEqual([{ action: 'sla_paused', reason: 'waiting for the client' }, { action: 'sla_resumed', reason: 'waiting for the client' }]);
  });

  it('SL-02: what is overdue cannot be paused away', async () => {
    const { account, first } = await firm();
    await start(account, [startItem(first)]);
    expect(await pauseSlaTimers(store, account, { items: [{ opportunity_id: first.opportunity_id, lead_id: null, policy: null, reason: 'x' }], at: minutes(31), actor: FLOW })).toMatchObject([{ changed: 0 }]);
    expect(await fire(account, minutes(31))).toMatchObject({ fired: 1 });
  });

  it('SL-04: the clock goes on when the opportunity is reassigned, for the new owner', async () => {
    const { account, first } = await firm();
    const item = { opportunity_id: first.opportunity_id, role: 'setter' as const, owner_id: null, reason: null, acting_user_id: null };
    await assignOwners(store, account, { items: [item], at: minutes(1), actor: FLOW });
    await start(account, [startItem(first)]);
    await reassignOwners(store, account, { items: [{ ...item, from_owner_id: 'ana', credit_back: true }], at: minutes(10), actor: FLOW });
    expect(await timers(account)).toMatchObject([{ owner_id: 'bo', due_at: minutes(30), started_at: MADE }]);
  });

  it('SL-01: a clock on a lead alone is met by a touch on its opportunity', async () => {
    const { account, first } = await firm();
    const results = await start(account, [startItem(first, { policy: 'AutomatedFirstResponse', opportunity_id: null, lead_id: first.lead_id }), startItem(first, { policy: 'AutomatedFirstResponse' })]);
    expect(results.map((result) => result.ok && [result.started, result.due_at])).toEqual([[1, minutes(2)], [0, minutes(2)]]);
    expect(await meet(account, [attempt(first, minutes(1), false)], minutes(1))).toMatchObject([{ changed: 1 }]);
  });

  it('SL-03: many clocks due at once become events in batches, each once, also by several processes', async () => {
    const { account, seeded } = await firm(Array.from({ length: 400 }, () => ({})));
    await start(account, seeded.map((each) => startItem(each)));
    let fired = 0;
    while (fired < 400) {
      const round = await Promise.all(Array.from({ length: 4 }, () => fire(account, minutes(60), 60)));
      fired += round.reduce((sum, each) => sum + each.fired, 0);
    }
    expect(fired).toBe(400);
    expect(new Set((await breaches(account)).map(({ subject_id }) => subject_id)).size).toBe(400);
    expect(await fire(account, minutes(61))).toMatchObject({ fired: 0 });
  });

  it('GV-01: the clocks of another account do not exist', async () => {
    const { first } = await firm();
    const other = await firm();
    expect(await start(other.account, [startItem(first)])).toMatchObject([{ ok: false, error: { code: 'OPPORTUNITY_UNKNOWN' } }]);
    expect((await slaStatus(store, other.account, { items: [{ opportunity_id: first.opportunity_id, lead_id: null }], at: AT }))[0]!.clocks).toEqual([]);
  });
});
