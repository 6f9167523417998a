import fc from 'fast-check';

import { decideMove, nextStages, STAGE_RULES, type ActingParty, type MoveDecision, type MoveRequest, type OpportunityFacts } from '../../../engine/core/opportunity';
import { STAGES, TERMINAL_STAGES, type Stage } from '../../../engine/core/model';
import { ana, at, bo, calendly, everythingDone, factsOf, ID, max, olga, requestOf, settings, workflow } from './facts';

function decide(facts: OpportunityFacts, request: Partial<MoveRequest> & Pick<MoveRequest, 'to'>): MoveDecision {
  return decideMove(facts, requestOf(request), settings);
}

function refusal(facts: OpportunityFacts, request: Partial<MoveRequest> & Pick<MoveRequest, 'to'>) {
  const decision = decide(facts, request);
  if (decision.allowed) throw new Error('was allowed');
  return decision.error;
}

const happyPath: readonly [Stage, Stage, ActingParty, Partial<OpportunityFacts>][] = [
  ['SQL_ASSIGNED', 'CONTACT_ATTEMPTING', ana, { attempts: 1 }],
  ['CONTACT_ATTEMPTING', 'CONTACTED', ana, { answered: true }],
  ['CONTACTED', 'QUALIFIED', ana, { qualification: everythingDone().qualification }],
  ['QUALIFIED', 'APPOINTMENT_SET', calendly, { active_booking_id: ID }],
  ['APPOINTMENT_SET', 'APPOINTMENT_COMPLETED', bo, { consultation_at: at }],
  ['APPOINTMENT_COMPLETED', 'PROPOSAL_SENT', bo, { locked_offer: { offer_id: ID, expires_at: new Date('2025-03-24T00:00:00Z') } }],
  ['PROPOSAL_SENT', 'NEGOTIATION', bo, {}],
  ['PROPOSAL_SENT', 'PAYMENT_PENDING', workflow, { active_link_payment_id: ID }],
  ['NEGOTIATION', 'PAYMENT_PENDING', bo, { active_link_payment_id: ID }],
  ['PAYMENT_PENDING', 'PAID', { kind: 'vendor', id: 'stripe' }, { verified_payment: { payment_id: ID, verified_by: 'webhook' } }],
  ['PAID', 'CASE_OPENED', olga, { verified_payment: { payment_id: ID, verified_by: 'api' }, case_open_status: 'confirmed' }],
];

describe('stage moves', () => {
  it.each(happyPath)('ST-01: %s moves to %s once its gate is met, and not before', (from, to, actor, met) => {
    const decision = decide(factsOf({ ...met, stage: from }), { to, actor });
    expect(decision).toMatchObject({ allowed: true, move: { from, to, probability: settings.stages[to].probability, overridden: [] } });
    if (Object.keys(met).length > 0) expect(decide(factsOf({ stage: from }), { to, actor }).allowed).toBe(false);
  });

  it('ST-01: an unlisted move is refused for everybody and says what is allowed', () => {
    for (const from of STAGES) {
      for (const to of STAGES.filter((stage) => stage !== from && !STAGE_RULES[stage].from.includes(from))) {
        for (const actor of [ana, bo, max, olga, workflow, calendly]) {
          expect(decide(everythingDone({ stage: from }), { to, actor, loss_reason: 'undecided', disqualification_reason: 'out_of_scope' }).allowed).toBe(false);
        }
      }
    }
    expect(refusal(factsOf({ stage: 'CONTACTED' }), { to: 'PROPOSAL_SENT', actor: bo }).message).toContain('from CONTACTED allowed: QUALIFIED, CLOSED_LOST, DISQUALIFIED');
  });

  it('ST-01: the terminal states lead nowhere by the rules', () => {
    for (const stage of [...TERMINAL_STAGES, 'CASE_OPENED'] as const) expect(nextStages(stage)).toEqual([]);
  });

  it('ST-01: a move to the present stage changes nothing', () => {
    expect(decide(factsOf({ stage: 'PAID' }), { to: 'PAID', actor: ana })).toEqual({ allowed: true, move: null });
  });

  it('ST-02: QUALIFIED names every missing answer at once', () => {
    const error = refusal(factsOf({ stage: 'CONTACTED' }), { to: 'QUALIFIED' });
    expect(error.code).toBe('STAGE_MOVE_REFUSED');
    expect(error.problems.map(({ field }) => field)).toEqual([
      'qualification.intent_family',
      'qualification.timeline',
      'qualification.residence_country',
      'qualification.citizenship_country',
      'qualification.prior_refusals',
      'qualification.doc_readiness',
      'qualification.fee_comfort',
      'qualification.contact_verified',
    ]);
  });

  it('ST-02: "no" is an answer: refusals and fee are told apart from not asked', () => {
    const qualification = everythingDone().qualification;
    if (!qualification) throw new Error('no qualification');
    expect(decide(everythingDone({ stage: 'CONTACTED', qualification: { ...qualification, prior_refusals: true } }), { to: 'QUALIFIED' }).allowed).toBe(true);
    const unwilling = refusal(everythingDone({ stage: 'CONTACTED', qualification: { ...qualification, fee_comfort: false } }), { to: 'QUALIFIED' });
    expect(unwilling.message).toContain('disqualify with no_budget_signal');
    const unverified = refusal(everythingDone({ stage: 'CONTACTED', qualification: { ...qualification, contact_verified: false } }), { to: 'QUALIFIED' });
    expect(unverified.problems).toEqual([{ field: 'qualification.contact_verified', message: 'the contact details are not verified' }]);
  });

  it('ST-02: APPOINTMENT_SET is not set by hand, but a manager may with a reason', () => {
    const facts = everythingDone({ stage: 'QUALIFIED' });
    expect(refusal(facts, { to: 'APPOINTMENT_SET', actor: ana }).message).toMatch(/nobody sets APPOINTMENT_SET by hand.*no booking event/);
    const override = decide(facts, { to: 'APPOINTMENT_SET', actor: max, override: true, reason: 'booked on the phone' });
    expect(override).toMatchObject({ allowed: true, move: { reason: 'booked on the phone', overridden: [{ field: 'acting_user_id' }, { field: 'appointment' }] } });
  });

  it('ST-02: an expired offer does not carry a proposal', () => {
    const facts = everythingDone({ stage: 'APPOINTMENT_COMPLETED', locked_offer: { offer_id: ID, expires_at: at } });
    expect(refusal(facts, { to: 'PROPOSAL_SENT', actor: bo }).message).toContain('expired at 2025-03-10T15:00:00.000Z; lock a new one');
  });

  it('ST-02: CASE_OPENED says which half of the handoff is missing', () => {
    const paid = everythingDone({ stage: 'PAID' });
    expect(refusal({ ...paid, case_open_status: null }, { to: 'CASE_OPENED', actor: olga }).message).toContain('the handoff payload is not built');
    expect(refusal({ ...paid, case_open_status: 'rejected' }, { to: 'CASE_OPENED', actor: olga }).message).toContain('case ops have not confirmed (now: rejected)');
    expect(refusal({ ...paid, verified_payment: null }, { to: 'CASE_OPENED', actor: olga }).message).toContain('no verified payment');
  });

  it('ST-03: PAID can be set by nobody by hand, with or without override, whatever is known', () => {
    for (const actor of [ana, bo, max, olga]) {
      for (const override of [false, true]) {
        const decision = decide(everythingDone({ stage: 'PAYMENT_PENDING' }), { to: 'PAID', actor, override, reason: 'the client sent a screenshot' });
        expect(decision.allowed).toBe(false);
      }
    }
    expect(refusal(factsOf({ stage: 'PAYMENT_PENDING' }), { to: 'PAID', actor: max, override: true, reason: 'x' }).message).toContain('never by hand');
  });

  it('ST-03: an override never sets or leaves PAID and CASE_OPENED, nor waives what must exist', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STAGES), fc.constantFrom(...STAGES), fc.boolean(), (from, to, done) => {
        const facts = done ? everythingDone({ stage: from }) : factsOf({ stage: from });
        const decision = decide(facts, { to, actor: max, override: true, reason: 'because', loss_reason: 'undecided', disqualification_reason: 'unreachable' });
        const untouchable = [from, to].some((stage) => stage === 'PAID' || stage === 'CASE_OPENED');
        expect(decision.allowed).toBe(from === to || !untouchable);
      }),
    );
  });

  it('ST-03: an override needs a manager and a reason, and says both when both are missing', () => {
    const error = refusal(factsOf({ stage: 'CONTACTED' }), { to: 'QUALIFIED', actor: ana, override: true });
    expect(error.problems.slice(0, 2)).toEqual([
      { field: 'override', message: 'needs a manager' },
      { field: 'reason', message: 'an override needs a reason' },
    ]);
  });

  it('ST-03: without override a manager keeps to the gates', () => {
    expect(decide(factsOf({ stage: 'CONTACTED' }), { to: 'QUALIFIED', actor: max }).allowed).toBe(false);
  });

  it('ST-04: CLOSED_LOST needs a reason of the list', () => {
    expect(refusal(factsOf({ stage: 'CONTACTED' }), { to: 'CLOSED_LOST' }).message).toMatch(/loss_reason: missing; allowed: too_expensive/);
    expect(refusal(factsOf({ stage: 'CONTACTED' }), { to: 'CLOSED_LOST', loss_reason: 'bad mood' }).message).toContain("'bad mood' is not in the list");
    expect(decide(factsOf({ stage: 'CONTACTED' }), { to: 'CLOSED_LOST', loss_reason: 'not_interested' })).toMatchObject({ allowed: true, move: { loss_reason: 'not_interested' } });
  });

  it('ST-04: a deal is not closed while its link can still be paid', () => {
    const facts = everythingDone({ stage: 'PAYMENT_PENDING', active_link_payment_id: ID });
    expect(refusal(facts, { to: 'CLOSED_LOST', actor: bo, loss_reason: 'undecided' }).message).toContain('expire it first');
  });

  it('ST-04: a closed opportunity is reopened only by a manager, and only while the person has no other open one', () => {
    const lost = everythingDone({ stage: 'CLOSED_LOST' });
    expect(decide(lost, { to: 'CONTACTED', actor: max, override: true, reason: 'closed by mistake' }).allowed).toBe(true);
    const error = refusal({ ...lost, other_open_id: 'o2' }, { to: 'CONTACTED', actor: max, override: true, reason: 'closed by mistake' });
    expect(error.message).toContain('opportunity o2 of the same person is open');
  });

  it.each([
    [10, 30, 'attempts: 10 of the 11'],
    [11, 6, 'days: 6 of the 7'],
    [0, 0, 'attempts: 0 of the 11 attempts without an answer are logged; days: 0 of the 7'],
  ])('ST-05: unreachable is refused after %i unanswered attempts over %i days', (attempts, days, gap) => {
    const since = attempts === 0 ? null : new Date(at.getTime() - days * 86_400_000);
    const facts = factsOf({ stage: 'CONTACT_ATTEMPTING', attempts, unanswered_attempts: attempts, unanswered_since: since });
    expect(refusal(facts, { to: 'DISQUALIFIED', disqualification_reason: 'unreachable' }).message).toContain(gap);
  });

  it('ST-05: after the whole cadence a person or a workflow may say unreachable; other reasons need a person', () => {
    const facts = factsOf({ stage: 'CONTACT_ATTEMPTING', attempts: 11, unanswered_attempts: 11, unanswered_since: new Date('2025-03-03T15:00:00Z') });
    expect(decide(facts, { to: 'DISQUALIFIED', disqualification_reason: 'unreachable', actor: ana }).allowed).toBe(true);
    expect(decide(facts, { to: 'DISQUALIFIED', disqualification_reason: 'unreachable', actor: workflow }).allowed).toBe(true);
    expect(refusal(facts, { to: 'DISQUALIFIED', disqualification_reason: 'out_of_scope', actor: workflow }).message).toContain('needs a person');
  });

  it('ST-05: the preset of S4 is a setting', () => {
    const s4 = { ...settings, unreachable: { attempts: 5, days: 14 } };
    const facts = factsOf({ stage: 'CONTACT_ATTEMPTING', unanswered_attempts: 5, unanswered_since: new Date('2025-02-24T15:00:00Z') });
    expect(decideMove(facts, requestOf({ to: 'DISQUALIFIED', disqualification_reason: 'unreachable' }), s4).allowed).toBe(true);
  });

  it('HO-04: after CASE_OPENED every sales move is refused for everybody', () => {
    for (const to of STAGES.filter((stage) => stage !== 'CASE_OPENED')) {
      const error = refusal(everythingDone({ stage: 'CASE_OPENED' }), { to, actor: max, override: true, reason: 'x', loss_reason: 'undecided' });
      expect(error.code).toBe('SALES_CLOSED');
    }
  });

  it('AP-01: a booking that falls through returns to the setter without a person, once no booking is active', () => {
    expect(decide(everythingDone({ stage: 'APPOINTMENT_SET' }), { to: 'QUALIFIED', actor: calendly }).allowed).toBe(true);
    expect(refusal(everythingDone({ stage: 'APPOINTMENT_SET', active_booking_id: ID }), { to: 'QUALIFIED', actor: ana }).message).toContain('still booked');
    expect(decide(everythingDone({ stage: 'CONTACTED' }), { to: 'QUALIFIED', actor: workflow }).allowed).toBe(false);
  });

  it('ST-03: setters and closers move only what is assigned to them; the unassigned is open to the role', () => {
    const carla = { kind: 'user', id: 'carla', roles: ['setter'] } as const;
    const facts = factsOf({ attempts: 1 });
    expect(refusal(facts, { to: 'CONTACT_ATTEMPTING', actor: carla }).message).toContain("'carla' is not its setter: it is assigned to 'ana'");
    expect(decide({ ...facts, setter_id: null }, { to: 'CONTACT_ATTEMPTING', actor: carla }).allowed).toBe(true);
    expect(decide(facts, { to: 'CONTACT_ATTEMPTING', actor: { kind: 'user', id: 'ana', roles: ['closer', 'setter'] } }).allowed).toBe(true);
    const open = { ...settings, access: { assigned_only: false } };
    expect(decideMove(facts, requestOf({ to: 'CONTACT_ATTEMPTING', actor: carla }), open).allowed).toBe(true);
  });

  it('ST-03: ops and closers do not do a setter’s moves', () => {
    for (const actor of [olga, bo]) {
      expect(refusal(factsOf({ attempts: 1 }), { to: 'CONTACT_ATTEMPTING', actor }).message).toContain('only setter or manager may move it to CONTACT_ATTEMPTING');
    }
  });

  it('ST-01: money that arrives in a negotiation still finds its way, one stage at a time', () => {
    const facts = everythingDone({ stage: 'NEGOTIATION' });
    const stripe = { kind: 'vendor', id: 'stripe' } as const;
    expect(decide(facts, { to: 'PAID', actor: stripe }).allowed).toBe(false);
    expect(decide(facts, { to: 'PAYMENT_PENDING', actor: stripe }).allowed).toBe(true);
    expect(decide({ ...facts, stage: 'PAYMENT_PENDING' }, { to: 'PAID', actor: stripe }).allowed).toBe(true);
  });
});
