import fc from 'fast-check';

import { creditsAfter, type LedgerEntry, type Rep, RoutingPool, type Verdict, type VerdictGroup } from '../../../engine/core/routing';
import { requestOf, settingsOf, teamOf } from './team';

const NO_CAPS = { hourly_limit: null, daily_sql_limit: null, max_open_opportunities: null };
const FREE = { default_caps: { max_open_opportunities: null, daily_sql_limit: null, active_appointments_cap: null }, handling_minutes: null };

function poolOf(reps: readonly Rep[], fields: Parameters<typeof settingsOf>[0] = FREE, turn = 0): RoutingPool {
  return new RoutingPool(reps, settingsOf({ ...FREE, ...fields }), turn);
}

function weighted(weights: readonly number[]): Rep[] {
  return teamOf(Object.fromEntries(weights.map((weight, index) => [`r${String(index).padStart(2, '0')}`, { weight, caps: NO_CAPS }])), { settings: settingsOf(FREE) });
}

/** As the store does between two transactions: credits to a billionth. */
function reopened(pool: RoutingPool): RoutingPool {
  const standings = pool.standings();
  const reps = pool.reps.map((rep) => {
    const standing = standings.get(rep.user.id) ?? { credit: 0, received: 0, last_turn: null };
    const kept = { ...standing, credit: Math.round(standing.credit * 1e9) / 1e9 };
    return { ...rep, load: { ...rep.load, ...kept }, claim: { user_id: rep.user.id, weight: rep.weight, credit: kept.credit, last_turn: kept.last_turn } };
  });
  return new RoutingPool(reps, pool.settings, pool.lastTurn);
}

const extremes = fc.constantFrom(0.01, 10, 0.01, 1, 5);
const drawn = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 1_000 }).map((parts) => parts / 100), { minLength: 1, maxLength: 20 }),
  fc.array(extremes, { minLength: 2, maxLength: 12 }),
  fc.integer({ min: 1, max: 20 }).map((count) => Array.from({ length: count }, () => 1)),
  fc.array(fc.constantFrom(0, 1, 2.5), { minLength: 2, maxLength: 12 }).filter((weights) => weights.some((weight) => weight > 0)),
);

describe('a pool of reps while a batch is decided', () => {
  it('RT-04: with any weights (1 : 1000, equal, none) and any batches, after every decision everybody is within one lead of their share', () => {
    fc.assert(
      fc.property(drawn, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }), (weights, batches) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const received = weights.map(() => 0);
        let pool = poolOf(weighted(weights));
        let leads = 0;
        for (const batch of batches) {
          for (let lead = 0; lead < batch; lead += 1) {
            const decision = pool.decide(requestOf());
            pool.give(decision);
            received[Number(decision.owner_id!.slice(1))]! += 1;
            leads += 1;
            weights.forEach((weight, index) => expect(Math.abs(received[index]! - (leads * weight) / total)).toBeLessThan(1));
          }
          pool = reopened(pool);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('RT-02: a rep who becomes full in the batch gets no more of it, whatever kinds of leads it has', () => {
    const users = { ana: { countries: ['IN'], caps: { ...NO_CAPS, max_open_opportunities: 2 } }, bo: { caps: { ...NO_CAPS, daily_sql_limit: 3 } } };
    const pool = poolOf(teamOf(users));
    const owners = Array.from({ length: 8 }, (_, index) => {
      const decision = pool.decide(requestOf({ program_family: index % 2 === 0 ? null : 'PNP' }));
      pool.give(decision);
      return decision.owner_id;
    });
    expect(owners.filter((owner) => owner === 'ana')).toHaveLength(2);
    expect(owners.filter((owner) => owner === 'bo')).toHaveLength(3);
    expect(owners.slice(5)).toEqual([null, null, null]);
  });

  it('RT-04: weight 0 gets no lead by share, but keeps their own prospects', () => {
    const reps = weighted([0, 1]);
    const decision = poolOf(reps).decide(requestOf());
    expect(decision).toMatchObject({ owner_id: 'r01', running: ['r01'], verdicts: [{ user_id: 'r00', out: 'no_share' }, { user_id: 'r01', out: null }] });
    expect(poolOf(reps).decide(requestOf({ last_owner_id: 'r00' }))).toMatchObject({ owner_id: 'r00', reason: 'sticky_owner', runner_up: 'r01' });
    expect(poolOf(weighted([0, 0])).decide(requestOf()).outcome).toBe('waiting');
  });

  it('RT-05: a prospect\'s own rep who is soon back keeps the lead, where the settings allow the days', () => {
    const reps = teamOf({ ana: {}, bo: { pauses: [{ from: '2026-05-11', to: '2026-05-12', reason: 'leave' }] } });
    const known = requestOf({ last_owner_id: 'bo' });
    expect(poolOf(reps, { sticky_max_away_days: 2 }).decide(known)).toMatchObject({ owner_id: 'bo', reason: 'sticky_owner' });
    expect(poolOf(reps, { sticky_max_away_days: 1 }).decide(known)).toMatchObject({ owner_id: 'ana', reason: 'fair_share' });
  });

  it('RT-09: only those who were asked for may get it', () => {
    const decision = poolOf(weighted([1, 1, 1])).decide({ ...requestOf(), among: ['r02'] });
    expect(decision).toMatchObject({ owner_id: 'r02', verdicts: [{ out: 'not_among' }, { out: 'not_among' }, { out: null }] });
  });

  it('RT-07: mode random gives each rep one lead a round, in an order drawn from the seed', () => {
    const orderOf = (seed: string): string[] => {
      const reps = teamOf(Object.fromEntries([3, 1, 1, 2, 5].map((weight, index) => [`r${index}`, { weight, caps: NO_CAPS }])), { settings: settingsOf({ ...FREE, mode: 'random' }) });
      const pool = poolOf(reps, { mode: 'random', seed });
      return Array.from({ length: 50 }, (_, lead) => {
        const decision = pool.decide(requestOf({ opportunity_id: `lead-${lead}` }));
        pool.give(decision);
        return decision.owner_id!;
      });
    };
    const order = orderOf('spring');
    for (let round = 0; round < 10; round += 1) expect(new Set(order.slice(round * 5, round * 5 + 5)).size).toBe(5);
    expect(orderOf('spring')).toEqual(order);
    expect(orderOf('autumn')).not.toEqual(order);
    expect(new Set([0, 1, 2, 3].map((round) => order.slice(round * 5, round * 5 + 5).join())).size).toBeGreaterThan(1);
  });

  it('RT-01: every credit in an explanation is the opening balance and the entries since', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 8 }), fc.array(fc.nat({ max: 8 }), { maxLength: 60 }), (weights, steps) => {
        const reps = weighted(weights);
        const pool = poolOf(reps);
        const entries: LedgerEntry[] = [];
        for (const step of steps) {
          const back = step === 0 ? 'r01' : null;
          if (back !== null) pool.refund(back);
          const decision = pool.decide(requestOf(step === 1 ? { last_owner_id: 'r00' } : step === 2 ? { excluded: [{ user_id: 'r00', reason: 'conflict' }] } : {}));
          pool.give(decision);
          entries.push({ reason: decision.reason, owner_id: decision.owner_id, refunded_to: back, verdicts: grouped(decision.verdicts) });
        }
        const opening = { user_ids: reps.map(({ user }) => user.id), weights: reps.map(({ weight }) => weight), staff: reps.map(() => true), credits: reps.map(() => 0) };
        const credits = creditsAfter(opening, entries);
        for (const [id, { credit }] of pool.standings()) expect(credits.get(id)).toBeCloseTo(credit, 9);
      }),
      { numRuns: 200 },
    );
  });
});

function grouped(verdicts: readonly Verdict[]): VerdictGroup[] {
  return verdicts.map(({ user_id, out, detail }) => ({ out, detail, user_ids: [user_id] }));
}
