import fc from 'fast-check';

import { chooseFairly, describeDecision, overrideOwner, refundShare } from '../../../engine/core/routing';
import { requestOf, teamOf } from './team';

describe('credit back', () => {
  it('RT-04: the rep who lost a lead is owed one more, and the credits keep their sum', () => {
    const holders = [
      { user_id: 'ana', weight: 2, credit: -0.25 },
      { user_id: 'bo', weight: 1, credit: 0.25 },
    ];
    expect([...refundShare(holders, 'ana').values()].map((value) => Number(value.toFixed(4)))).toEqual([0.0833, -0.0833]);
    expect([...refundShare(holders, 'gone').values()]).toEqual([-0.25, 0.25]);
  });

  it('RT-04: credits are always the weighted share of the leads that stand minus those the rep kept', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 8 }), fc.array(fc.nat({ max: 9 }), { maxLength: 150 }), (weights, steps) => {
        let team = weights.map((weight, index) => ({ user_id: `r${index}`, weight, credit: 0, last_turn: null as number | null, kept: 0 }));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        steps.forEach((step, turn) => {
          const holder = step === 0 ? team.find(({ kept }) => kept > 0) : undefined;
          const choice = holder ? null : chooseFairly(team);
          const credits = holder ? refundShare(team, holder.user_id) : choice!.credits;
          team = team.map((rep) => ({ ...rep, credit: credits.get(rep.user_id)!, kept: rep.kept + (rep.user_id === choice?.chosen ? 1 : rep.user_id === holder?.user_id ? -1 : 0), last_turn: rep.user_id === choice?.chosen ? turn : rep.last_turn }));
          const leads = team.reduce((sum, { kept }) => sum + kept, 0);
          for (const rep of team) expect(Math.abs(rep.credit - (leads * rep.weight) / total + rep.kept)).toBeLessThan(1e-9);
        });
      }),
    );
  });
});

describe("a manager's choice", () => {
  it('RT-03: passes over caps, skill and language and costs nobody a share', () => {
    const reps = teamOf({ ana: {}, bo: { languages: ['fr'] } }, { loads: { bo: { open_opportunities: 60, credit: 0.4 } } });
    const decision = overrideOwner(requestOf({ program_family: 'PNP' }), reps, 'bo');
    expect(decision).toMatchObject({ owner_id: 'bo', reason: 'manual_override', runner_up: null });
    expect(describeDecision('setter', decision)).toBe('bo is the setter: chosen by hand');
  });

  it.each([
    [{ active: false }, 'left or deactivated'],
    [{ certified: false }, 'not certified yet'],
    [{ countries: ['CA'] }, 'may serve CA, not IN'],
  ])('RT-03: never passes over %j', (fields, sentence) => {
    expect(() => overrideOwner(requestOf(), teamOf({ bo: fields }), 'bo')).toThrow(sentence);
  });

  it('RT-03: an unknown rep is refused with the known ones', () => {
    expect(() => overrideOwner(requestOf(), teamOf({ ana: {} }), 'max')).toThrow("'max' takes no leads as setter; allowed: ana");
  });
});
