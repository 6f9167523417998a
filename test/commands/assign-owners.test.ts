import { assignOwners, reassignOwners, type AssignItem, type ReassignItem } from '../../engine/commands/assign-owners';
import { drainWaiting } from '../../engine/commands/drain-waiting';
import { pauseReps, resumeReps } from '../../engine/commands/pause-reps';
import { type Store } from '../../engine/store';
import { describeStores } from '../support/stores';
import { applyDocument, FLOW, rep, type Seeded, type SeedOpportunity, seedOpportunities, sharesOf } from './sales-seed';

const AT = new Date('2026-05-11T15:00:00Z');
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);
const manager = { id: 'max', name: 'Max', email: 'max@firm.test', role: 'manager' };
const assignItem = ({ opportunity_id }: Seeded, fields: Partial<AssignItem> = {}): AssignItem => ({ opportunity_id, role: 'setter', owner_id: null, reason: null, acting_user_id: null, ...fields });
const reassignItem = (seeded: Seeded, fields: Partial<ReassignItem> = {}): ReassignItem => ({ ...assignItem(seeded), from_owner_id: null, credit_back: true, ...fields });
const NO_CAPS = { caps: { hourly_limit: null, daily_sql_limit: null, max_open_opportunities: null } };

describeStores('assigning owners', (open) => {
  let store: Store;
  let accounts = 0;
  beforeAll(async () => {
    store = await open();
  });

  /** A firm of its own with these people and opportunities. */
  async function firm(users: object[], wanted: SeedOpportunity[] = [{}], document: object = {}) {
    const account = `firm-${(accounts += 1)}`;
    await applyDocument(store, account, { users: [...users, manager], ...document }, later(-60));
    const seeded = await seedOpportunities(store, account, wanted);
    return { account, seeded, first: seeded[0]! };
  }
  const assign = (account: string, items: AssignItem[], at = AT) => assignOwners(store, account, { items, at, actor: FLOW });
  const reassign = (account: string, items: ReassignItem[], at = AT) => reassignOwners(store, account, { items, at, actor: FLOW });
  const rows = (account: string) =>
    store.transaction(account, async (tx) => ({
      opportunities: await tx.db.selectFrom('opportunities').selectAll().orderBy('id').execute(),
      assignments: await tx.db.selectFrom('assignments').selectAll().orderBy('seq').execute(),
      shares: (await tx.db.selectFrom('routing_pools').selectAll().execute()).flatMap(sharesOf).sort((a, b) => (a.user_id < b.user_id ? -1 : 1)),
      events: await tx.db.selectFrom('events').select(['type', 'data', 'key']).where('type', 'in', ['OwnerAssigned', 'OwnerWaiting']).orderBy('seq').execute(),
      receipts: await tx.db.selectFrom('receipts').selectAll().where('kind', '=', 'route').execute(),
      audit: await tx.db.selectFrom('audit_entries').selectAll().where('subject_kind', '=', 'opportunity').orderBy('seq').execute(),
    }));

  it('RT-01, RT-05: writes owner, assignment, share, receipt, audit and event together', async () => {
    const { account, first } = await firm([rep('ana'), rep('bo')]);
    const [result] = await assign(account, [assignItem(first)]);
    expect(result).toMatchObject({ ok: true, outcome: 'assigned', changed: true, owner_id: 'ana', owner_name: 'ana name', owner_email: 'ana@firm.test', previous_owner_id: null, rule: 'fair_share', runner_up: 'bo', opportunity_id: first.opportunity_id, lead_id: first.lead_id });
    const after = await rows(account);
    expect(after.opportunities).toMatchObject([{ setter_id: 'ana', version: 2, waiting_role: null }]);
    expect(after.assignments).toMatchObject([{ user_id: 'ana', role: 'setter', contested: true, ended_at: null }]);
    expect(after.shares).toMatchObject([{ user_id: 'ana', credit: -0.5, received: 1, last_turn: 1 }, { user_id: 'bo', credit: 0.5, received: 0, last_turn: null }]);
    expect(after.events).toMatchObject([{ type: 'OwnerAssigned', data: { owner_id: 'ana', previous_owner_id: null, role: 'setter', reason: 'fair_share' } }]);
    expect(after.receipts).toMatchObject([{ settings_version: 1, result: { owner_id: 'ana', runner_up: 'bo', in_running: 2 }, reasons: [{ out: null, user_ids: ['ana', 'bo'] }] }]);
    expect(after.audit).toMatchObject([{ action: 'owner_assigned', before: { setter_id: null }, after: { setter_id: 'ana' }, actor: FLOW }]);
  });

  it('RT-05: an opportunity that has an owner keeps them; running again writes nothing', async () => {
    const { account, first } = await firm([rep('ana'), rep('bo')]);
    await assign(account, [assignItem(first)]);
    const [again] = await assign(account, [assignItem(first)], later(1));
    expect(again).toMatchObject({ ok: true, outcome: 'assigned', changed: false, owner_id: 'ana', reason: 'ana is the setter already' });
    const after = await rows(account);
    expect([after.assignments.length, after.events.length, after.receipts.length]).toEqual([1, 1, 1]);
  });

  it('RT-01: a batch is decided one after the other, and one bad item spoils no other', async () => {
    const { account, seeded } = await firm([rep('ana'), rep('bo')], [{}, {}, { stage: 'CLOSED_LOST' }]);
    const unknown = { opportunity_id: '00000000-0000-7000-8000-000000000000', prospect_id: '', lead_id: '' };
    const results = await assign(account, [assignItem(seeded[0]!), assignItem(unknown), assignItem(seeded[1]!), assignItem(seeded[0]!), assignItem(seeded[2]!)]);
    expect(results.map((result) => (result.ok ? result.owner_id : result.error.code))).toEqual(['ana', 'OPPORTUNITY_UNKNOWN', 'bo', 'ana', 'OPPORTUNITY_CLOSED']);
    expect((await rows(account)).assignments).toHaveLength(2);
  });

  it('RT-01: the prospect decides by language and country, the opportunity by program', async () => {
    const { account, seeded } = await firm(
      [rep('ana'), rep('fay', { languages: ['fr'] }), rep('pia', { skills: [{ program_family: 'PNP' }] }), rep('zoe', { countries: ['BR'] })],
      [{ language: 'fr', geo: 'IN' }, { language: 'en', geo: 'IN', program_family: 'PNP' }, { language: 'en', geo: 'BR' }],
    );
    const results = await assign(account, seeded.map((each) => assignItem(each)));
    expect(results.map((result) => result.ok && result.owner_id)).toEqual(['fay', 'pia', 'ana']);
  });

  it('RT-02: caps hold in a batch and over time, in the zone of the rep', async () => {
    const { account, seeded } = await firm([rep('ana', { caps: { daily_sql_limit: 2 }, time_zone: 'Asia/Tokyo' })], [{}, {}, {}]);
    const results = await assign(account, seeded.map((each) => assignItem(each)));
    expect(results.map((result) => result.ok && result.outcome)).toEqual(['assigned', 'assigned', 'waiting']);
    expect(results[2]).toMatchObject({ changed: true, owner_id: null, rule: 'nobody_eligible', reason: 'Nobody can take it as setter now: 1 at the daily limit', waiting_since: AT });
    // 15:00 UTC is midnight in Tokyo: the next day began there while it is still the same in Toronto.
    expect(await drainWaiting(store, account, { role: null, limit: 10, at: later(-1), actor: FLOW })).toMatchObject([{ outcome: 'waiting' }]);
    const next = await drainWaiting(store, account, { role: null, limit: 10, at: later(24 * 60), actor: FLOW });
    expect(next).toMatchObject([{ outcome: 'assigned', owner_id: 'ana' }]);
  });

  it('RT-02: the hourly rate and open opportunities close a rep too', async () => {
    const { account, seeded } = await firm([rep('ana', { caps: { hourly_limit: 1 } }), rep('bo', { caps: { max_open_opportunities: 1 } })], [{}, {}, {}, {}]);
    const results = await assign(account, seeded.map((each) => assignItem(each)));
    expect(results.map((result) => result.ok && result.owner_id)).toEqual(['ana', 'bo', null, null]);
    expect(await drainWaiting(store, account, { role: 'setter', limit: 10, at: later(61), actor: FLOW })).toMatchObject([{ owner_id: 'ana' }, { outcome: 'waiting' }]);
  });

  it('RT-06: the queue is drained Hot before Warm before Cold, then the oldest first, and who waits is told once', async () => {
    const { account, seeded } = await firm([rep('ana', { caps: { max_open_opportunities: 0 } })], [{ band: 'Warm' }, { band: 'Hot' }, { band: 'Hot' }]);
    const [warm, hot, late] = seeded as [Seeded, Seeded, Seeded];
    await assign(account, [assignItem(warm), assignItem(hot)]);
    await assign(account, [assignItem(late)], later(1));
    await assign(account, [assignItem(warm)], later(2));
    expect((await rows(account)).events.filter(({ type }) => type === 'OwnerWaiting')).toHaveLength(3);
    await applyDocument(store, account, { users: [rep('ana', { caps: { max_open_opportunities: 2 } }), manager] }, later(3));
    const after = await rows(account);
    expect(after.assignments.map(({ opportunity_id }) => opportunity_id)).toEqual([hot.opportunity_id, late.opportunity_id]);
    expect(after.opportunities.filter(({ waiting_role }) => waiting_role !== null).map(({ id, waiting_since }) => [id, waiting_since])).toEqual([[warm.opportunity_id, AT]]);
  });

  it('RT-06: one that nobody speaks with does not hold up the others', async () => {
    const { account, seeded } = await firm([rep('ana')], [{ language: 'fr' }, {}], { routing: { language_fallback: { languages: [] } } });
    const results = await assign(account, seeded.map((each) => assignItem(each)));
    expect(results.map((result) => result.ok && result.outcome)).toEqual(['waiting', 'assigned']);
  });

  it('RT-05: a known prospect goes back to their last owner', async () => {
    const { account, first } = await firm([rep('ana'), rep('bo')]);
    await assign(account, [assignItem(first)]);
    await store.transaction(account, (tx) => tx.db.updateTable('opportunities').set({ stage: 'CLOSED_LOST' }).execute());
    const again = await seedOpportunities(store, account, [{ prospect_id: first.prospect_id }, {}]);
    const results = await assign(account, again.map((each) => assignItem(each)), later(5));
    expect(results).toMatchObject([{ owner_id: 'ana', rule: 'sticky_owner' }, { owner_id: 'bo', rule: 'fair_share' }]);
  });

  it('RT-03, RT-04: reassigning excludes the owner, credits them back, moves the clock and tells both', async () => {
    const { account, first } = await firm([rep('ana'), rep('bo'), rep('cy')]);
    await assign(account, [assignItem(first)]);
    const [moved] = await reassign(account, [reassignItem(first, { reason: 'SLA breach' })], later(1));
    expect(moved).toMatchObject({ changed: true, owner_id: 'bo', previous_owner_id: 'ana' });
    const after = await rows(account);
    expect(after.assignments).toMatchObject([{ user_id: 'ana', ended_at: later(1), credited_at: later(1) }, { user_id: 'bo', ended_at: null }]);
    expect(after.shares.reduce((sum, { credit }) => sum + credit, 0)).toBeCloseTo(0, 9);
    expect(after.shares.map(({ received }) => received)).toEqual([0, 1, 0]);
    expect(after.shares[0]!.credit).toBeGreaterThan(after.shares[1]!.credit);
    expect(after.audit.at(-1)).toMatchObject({ action: 'owner_reassigned', before: { setter_id: 'ana' }, after: { setter_id: 'bo' }, reason: 'SLA breach' });
  });

  it('RT-03: a breach that comes twice moves the opportunity once', async () => {
    const { account, first } = await firm([rep('ana'), rep('bo'), rep('cy')]);
    await assign(account, [assignItem(first)]);
    const breach = reassignItem(first, { from_owner_id: 'ana' });
    await reassign(account, [breach], later(1));
    const [again] = await reassign(account, [breach], later(2));
    expect(again).toMatchObject({ changed: false, owner_id: 'bo', reason: 'bo is the setter, no longer ana' });
  });

  it('RT-03: with nobody else the owner keeps it; an owner who left does not', async () => {
    const { account, first } = await firm([rep('ana')]);
    await assign(account, [assignItem(first)]);
    expect(await reassign(account, [reassignItem(first)], later(1))).toMatchObject([{ outcome: 'waiting', changed: false, owner_id: 'ana', reason: expect.stringContaining('ana keeps it') }]);
    await applyDocument(store, account, { users: [manager] }, later(2));
    expect(await reassign(account, [reassignItem(first)], later(3))).toMatchObject([{ outcome: 'waiting', changed: true, owner_id: null }]);
    const after = await rows(account);
    expect(after.opportunities).toMatchObject([{ setter_id: null, waiting_role: 'setter' }]);
    expect(after.assignments).toMatchObject([{ user_id: 'ana', ended_at: later(3), credited_at: null }]);
  });

  it('RT-03: a choice by hand needs a reason and, of a person, a manager; it costs nobody a share', async () => {
    const { account, seeded } = await firm([rep('ana'), rep('bo', { caps: { max_open_opportunities: 0 } })], [{}, {}]);
    const [high, other] = seeded as [Seeded, Seeded];
    const results = await assign(account, [
      assignItem(high, { owner_id: 'bo' }),
      assignItem(high, { owner_id: 'bo', reason: 'knows the family', acting_user_id: 'ana' }),
      assignItem(high, { owner_id: 'nobody', reason: 'x', acting_user_id: 'max' }),
      assignItem(high, { owner_id: 'bo', reason: 'knows the family', acting_user_id: 'max' }),
      assignItem(other, { acting_user_id: 'ghost' }),
    ]);
    expect(results.map((result) => (result.ok ? result.owner_id : result.error.code))).toEqual(['OVERRIDE_REFUSED', 'OVERRIDE_REFUSED', 'OWNER_NOT_ALLOWED', 'bo', 'USER_UNKNOWN']);
    const after = await rows(account);
    expect(after.shares).toMatchObject([{ user_id: 'bo', credit: 0, received: 1 }]);
    expect(after.audit).toMatchObject([{ actor: { kind: 'user', id: 'max' }, reason: 'knows the family' }]);
    expect(await assign(account, [assignItem(high, { owner_id: 'ana', reason: 'x' })])).toMatchObject([{ ok: false, error: { code: 'OWNER_EXISTS' } }]);
  });

  it('RT-03: a paused rep gets nothing until resumed; resuming drains the queue', async () => {
    const { account, seeded } = await firm([rep('ana')], [{}, {}]);
    const pause = { user_id: 'ana', from: null, until: null, reason: 'overwhelmed', acting_user_id: 'max' };
    expect(await pauseReps(store, account, { items: [pause, { ...pause, user_id: 'who' }, { ...pause, until: later(-5) }, { ...pause, acting_user_id: 'ana' }], at: AT, actor: FLOW })).toMatchObject([
      { ok: true, paused: true, paused_from: AT, paused_until: null },
      { ok: false, error: { code: 'REP_UNKNOWN' } },
      { ok: false, error: { code: 'PAUSE_INVALID' } },
      { ok: false, error: { code: 'ROLE_NOT_ALLOWED' } },
    ]);
    expect(await assign(account, [assignItem(seeded[0]!)], later(1))).toMatchObject([{ outcome: 'waiting' }]);
    await resumeReps(store, account, { items: [{ user_id: 'ana', reason: null, acting_user_id: 'max' }], at: later(2), actor: FLOW });
    expect((await rows(account)).opportunities.map(({ setter_id }) => setter_id).sort()).toEqual(['ana', null]);
    const audit = await store.transaction(account, (tx) => tx.db.selectFrom('audit_entries').select(['action', 'before', 'after', 'reason']).where('subject_kind', '=', 'user').orderBy('seq').execute());
    expect(audit).toMatchObject([{ action: 'rep_paused', reason: 'overwhelmed', before: { paused_from: null } }, { action: 'rep_resumed', before: { paused_reason: 'overwhelmed' }, after: { paused_from: null } }]);
  });

  it('RT-04: 200 leads routed at once over 10 reps of different weights: every prefix of the commit order is within one lead of the share', async () => {
    const weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((weight) => weight / 2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const { account, seeded } = await firm(weights.map((weight, index) => rep(`rep${index}`, { weight, ...NO_CAPS })), Array.from({ length: 200 }, () => ({})));
    const results = await Promise.all(seeded.map((each) => assign(account, [assignItem(each)])));
    expect(results.flat().every((result) => result.ok && result.changed)).toBe(true);
    const { assignments, events, receipts } = await rows(account);
    expect([new Set(assignments.map(({ opportunity_id }) => opportunity_id)).size, assignments.length, events.length, receipts.length]).toEqual([200, 200, 200, 200]);
    const received = new Map<string, number>();
    assignments.forEach(({ user_id }, index) => {
      received.set(user_id, (received.get(user_id) ?? 0) + 1);
      weights.forEach((weight, each) => {
        const away = (received.get(`rep${each}`) ?? 0) - ((index + 1) * weight) / total;
        expect(Math.abs(away)).toBeLessThan(1);
      });
    });
  });

  it('RT-02, RT-05: the same leads routed many times at once give no double owner and break no cap', async () => {
    const { account, seeded } = await firm(Array.from({ length: 5 }, (_, index) => rep(`rep${index}`, { caps: { max_open_opportunities: 7 } })), Array.from({ length: 40 }, () => ({})));
    const batches = Array.from({ length: 12 }, (_, index) => seeded.slice(index * 2, index * 2 + 20).map((each) => assignItem(each)));
    await Promise.all([...batches.map((items) => assign(account, items)), assign(account, seeded.map((each) => assignItem(each))), drainWaiting(store, account, { role: null, limit: 100, at: AT, actor: FLOW })]);
    const { opportunities, assignments, events } = await rows(account);
    expect(assignments).toHaveLength(35);
    expect(new Set(assignments.map(({ opportunity_id }) => opportunity_id)).size).toBe(35);
    for (let index = 0; index < 5; index += 1) expect(opportunities.filter(({ setter_id }) => setter_id === `rep${index}`)).toHaveLength(7);
    expect(opportunities.filter(({ waiting_role }) => waiting_role === 'setter')).toHaveLength(5);
    expect(events.filter(({ type }) => type === 'OwnerAssigned')).toHaveLength(35);
  });

  it('RT-09: setter and closer are chosen from their own pools', async () => {
    const { account, first } = await firm([rep('ana'), rep('cleo', { role: 'closer' })], [{ stage: 'QUALIFIED' }]);
    const results = await assign(account, [assignItem(first), assignItem(first, { role: 'closer' })]);
    expect(results.map((result) => result.ok && result.owner_id)).toEqual(['ana', 'cleo']);
    expect((await rows(account)).opportunities).toMatchObject([{ setter_id: 'ana', closer_id: 'cleo', version: 3 }]);
  });

  it("RT-02: a closer's week is capped by booked appointments", async () => {
    const { account, seeded } = await firm([rep('cleo', { role: 'closer', caps: { active_appointments_cap: 1 } })], [{ stage: 'QUALIFIED' }, {}]);
    const [waits, booked] = seeded as [Seeded, Seeded];
    await store.transaction(account, (tx) =>
      tx.db.insertInto('appointments').values({ id: booked.lead_id, account_id: account, opportunity_id: booked.opportunity_id, scheduled_at: later(48 * 60), ends_at: null, status: 'booked', time_zone: null, closer_id: 'cleo', join_url: null, provider: 'test', provider_ref: 'b1', created_at: AT, updated_at: AT }).execute(),
    );
    const item = assignItem(waits, { role: 'closer' });
    expect(await assign(account, [item])).toMatchObject([{ outcome: 'waiting', reason: expect.stringContaining('weekly appointment cap') }]);
    expect(await drainWaiting(store, account, { role: 'closer', limit: 5, at: later(7 * 24 * 60), actor: FLOW })).toMatchObject([{ owner_id: 'cleo' }]);
  });

  it('GV-01: an opportunity of another account is unknown', async () => {
    const { first } = await firm([rep('ana')]);
    const other = await firm([rep('ana')]);
    expect(await assign(other.account, [assignItem(first)])).toMatchObject([{ ok: false, error: { code: 'OPPORTUNITY_UNKNOWN' } }]);
  });
});
