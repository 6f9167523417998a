import fc from 'fast-check';

import { chooseFairly, type Contender } from '../../../engine/core/routing/fair-share';

type Rep = Contender & { received: number; share: number };

const weights = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 100 }).map((tenths) => tenths / 10)), { minLength: 1, maxLength: 30 });

function team(of: readonly number[]): Rep[] {
  const total = of.reduce((sum, weight) => sum + weight, 0);
  return of.map((weight, index) => ({ user_id: `rep${String(index).padStart(2, '0')}`, weight, credit: 0, last_turn: null, received: 0, share: weight / total }));
}

function giveOne(reps: readonly Rep[], eligible: readonly Rep[], turn: number): Rep[] {
  const { chosen, credits } = chooseFairly(eligible);
  return reps.map((rep) => ({
    ...rep,
    credit: credits.get(rep.user_id) ?? rep.credit,
    ...(rep.user_id === chosen ? { received: rep.received + 1, last_turn: turn } : {}),
  }));
}

/** The usual rule, for comparison: everybody gains their weight, the highest gets the lead and pays the total. */
function worstOfSmoothRoundRobin(of: readonly number[]): number {
  const total = of.reduce((sum, weight) => sum + weight, 0);
  const standing = of.map(() => 0);
  const received = of.map(() => 0);
  let worst = 0;
  for (let turn = 1; turn <= total; turn += 1) {
    of.forEach((weight, index) => (standing[index]! += weight));
    const chosen = standing.indexOf(Math.max(...standing));
    standing[chosen]! -= total;
    received[chosen]! += 1;
    worst = Math.max(worst, ...of.map((weight, index) => Math.abs(received[index]! - (turn * weight) / total)));
  }
  return worst;
}

describe('fair share', () => {
  it('RT-04: for fixed reps and weights nobody is ever a lead away from the weighted share, after any decision', () => {
    let worst = 0;
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 400 }), (drawn, leads) => {
        let reps = team(drawn);
        const bound = drawn.length > 1 ? 1 - 1 / (2 * drawn.length - 2) : 0;
        for (let turn = 1; turn <= leads; turn += 1) {
          reps = giveOne(reps, reps, turn);
          for (const rep of reps) {
            const away = Math.abs(rep.received - turn * rep.share);
            worst = Math.max(worst, away);
            if (away > bound + 1e-6) throw new Error(`${rep.user_id} is ${away} leads away after ${turn} decisions, bound ${bound}`);
          }
        }
      }),
      { numRuns: 3_000 },
    );
    expect(worst).toBeLessThan(1);
  });

  it('RT-04: weights that break the bound of smooth weighted round robin keep ours', () => {
    const drawn = [1, 15, 15, 1, 1, 1, 1, 18, 18, 1, 1, 18, 1];
    expect(worstOfSmoothRoundRobin(drawn)).toBeGreaterThan(1);
    let reps = team(drawn.map((weight) => weight / 2));
    for (let turn = 1; turn <= 1_000; turn += 1) {
      reps = giveOne(reps, reps, turn);
      expect(Math.max(...reps.map((rep) => Math.abs(rep.received - turn * rep.share)))).toBeLessThan(1);
    }
  });

  it('RT-01: equal weights are plain round robin', () => {
    let reps = team([1, 1, 1]);
    const order: string[] = [];
    for (let turn = 1; turn <= 9; turn += 1) {
      const before = reps;
      reps = giveOne(reps, reps, turn);
      order.push(reps.find((rep, index) => rep.received > before[index]!.received)!.user_id);
    }
    expect(order).toEqual(['rep00', 'rep01', 'rep02', 'rep00', 'rep01', 'rep02', 'rep00', 'rep01', 'rep02']);
  });

  it('RT-04: a rep back from leave gets their share again, not what they missed', () => {
    let reps = team([1, 1, 1]);
    for (let turn = 1; turn <= 300; turn += 1) reps = giveOne(reps, reps.slice(0, 2), turn);
    const before = reps[2]!.received;
    for (let turn = 301; turn <= 330; turn += 1) reps = giveOne(reps, reps, turn);
    expect(reps[2]!.received - before).toBe(10);
  });

  it('RT-04: with reps coming and going at random, what each received stays near the sum of their shares', () => {
    let worst = 0;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 12 }), fc.infiniteStream(fc.nat()), (drawn, random) => {
        let reps = team(drawn);
        for (let turn = 1; turn <= 200; turn += 1) {
          const mask = random.next().value;
          const eligible = reps.filter((_, index) => (mask >> index) & 1);
          if (eligible.length > 0) reps = giveOne(reps, eligible, turn);
          expect(reps.reduce((sum, { credit }) => sum + credit, 0)).toBeCloseTo(0, 9);
          worst = Math.max(worst, ...reps.map(({ credit }) => Math.abs(credit)));
        }
      }),
      { numRuns: 500 },
    );
    console.log(`changing sets: at most ${worst.toFixed(2)} leads away`);
    expect(worst).toBeLessThan(3);
  });

  it('RT-01: the runner-up is who gets the lead when the chosen one is not there', () => {
    fc.assert(
      fc.property(weights.filter((drawn) => drawn.length > 1), fc.integer({ min: 0, max: 50 }), (drawn, leads) => {
        let reps = team(drawn);
        for (let turn = 1; turn <= leads; turn += 1) reps = giveOne(reps, reps, turn);
        const { chosen, runner_up } = chooseFairly(reps);
        expect(runner_up).not.toBeNull();
        expect(runner_up).not.toBe(chosen);
      }),
    );
  });

  it('RT-04: one million decisions do not drift', () => {
    let reps = team([3, 1, 0.7]);
    const live = reps.map((rep) => ({ ...rep }));
    for (let turn = 1; turn <= 1_000_000; turn += 1) {
      const { chosen, credits } = chooseFairly(live);
      for (const rep of live) {
        Object.assign(rep, { credit: credits.get(rep.user_id) });
        if (rep.user_id === chosen) Object.assign(rep, { received: rep.received + 1, last_turn: turn });
      }
    }
    reps = live;
    for (const rep of reps) expect(Math.abs(rep.received - 1_000_000 * rep.share)).toBeLessThan(1);
  });
});
