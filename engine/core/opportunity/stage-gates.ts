import type { Problem } from '../errors';
import type { Stage } from '../model/vocabulary';
import { DISQUALIFICATION_REASONS } from '../model/vocabulary';
import type { OpportunityFacts } from './opportunity-facts';
import { qualificationGaps } from './qualification';
import type { PipelineSettings } from './settings';

/** What a gate sees beside the facts. */
export interface GateRequest {
  readonly to: Stage;
  readonly at: Date;
  readonly loss_reason: string | null;
  readonly disqualification_reason: string | null;
}

export interface Gate {
  /** A manager may pass it with a reason; money, the handoff and data that must exist are never waived (P2.3.2). */
  readonly waivable: boolean;
  readonly check: (facts: OpportunityFacts, request: GateRequest, settings: PipelineSettings) => readonly Problem[];
}

const DAY_MS = 86_400_000;

function need(met: boolean, field: string, message: string): Problem[] {
  return met ? [] : [{ field, message }];
}

/** P2.3.2, P8.5, P8.6, P10.4, P11.2: the stage gates as data. Each says all that it misses and how to get it. */
export const STAGE_GATES = {
  attempt_logged: {
    waivable: true,
    // A prospect who writes or calls by themselves needs no attempt of ours.
    check: (facts) => need(facts.attempts > 0 || facts.answered, 'activity', 'no outbound attempt is logged; log the call or message (Activity: Log)'),
  },
  answer_logged: {
    waivable: true,
    check: (facts) => need(facts.answered, 'activity', 'no answer is logged; log the call with outcome connected, or the message that came in (Activity: Log)'),
  },
  qualification_complete: {
    waivable: true,
    // A booking that falls through returns to where it stood.
    check: (facts, _request, settings) => (facts.stage === 'APPOINTMENT_SET' ? [] : qualificationGaps(facts.qualification, settings)),
  },
  no_active_booking: {
    waivable: false,
    check: (facts) => need(!facts.active_booking_id, 'appointment', `appointment ${facts.active_booking_id} is still booked; cancel it in the scheduling tool`),
  },
  booking_event: {
    waivable: true,
    check: (facts) => need(Boolean(facts.active_booking_id), 'appointment', 'no booking event has come from the scheduling tool'),
  },
  consultation_recorded: {
    waivable: true,
    check: (facts) => need(Boolean(facts.consultation_at), 'consultation', 'no consultation notes are stored; record them (Consultation: Record)'),
  },
  offer_locked: {
    waivable: true,
    check: (facts, request) => {
      if (!facts.locked_offer) return need(false, 'offer', 'no offer with locked terms; lock one (Offer: Create and Lock)');
      const { offer_id, expires_at } = facts.locked_offer;
      return need(expires_at > request.at, 'offer', `offer ${offer_id} expired at ${expires_at.toISOString()}; lock a new one (Offer: Create and Lock)`);
    },
  },
  link_active: {
    waivable: true,
    // Money that has arrived is better proof than the link it came by.
    check: (facts) =>
      need(Boolean(facts.active_link_payment_id ?? facts.verified_payment), 'payment_link', 'no payment link is active; create one (Payment Link: Create)'),
  },
  no_active_link: {
    // A client must not be able to pay for a deal that is closed or being renegotiated.
    waivable: false,
    check: (facts) =>
      need(!facts.active_link_payment_id, 'payment_link', `the link of payment ${facts.active_link_payment_id} can still be paid; expire it first (Payment Link: Expire)`),
  },
  payment_verified: {
    waivable: false,
    check: (facts) =>
      need(Boolean(facts.verified_payment), 'payment', 'no verified payment; PAID comes only from a signed Stripe webhook or the same event fetched from its API, never by hand'),
  },
  case_confirmed: {
    waivable: false,
    check: (facts) =>
      need(
        facts.case_open_status === 'confirmed',
        'case_open',
        facts.case_open_status ? `case ops have not confirmed (now: ${facts.case_open_status})` : 'the handoff payload is not built (Build Handoff Payload)',
      ),
  },
  loss_reason: {
    waivable: false,
    check: (_facts, { loss_reason }, settings) =>
      need(
        loss_reason !== null && settings.loss_reasons.includes(loss_reason),
        'loss_reason',
        `${loss_reason === null ? 'missing' : `'${loss_reason}' is not in the list`}; allowed: ${settings.loss_reasons.join(', ')}`,
      ),
  },
  disqualification_reason: {
    waivable: false,
    check: (_facts, { disqualification_reason: reason }) =>
      need(
        DISQUALIFICATION_REASONS.some((known) => known === reason),
        'disqualification_reason',
        `${reason === null ? 'missing' : `'${reason}' is not in the list`}; allowed: ${DISQUALIFICATION_REASONS.join(', ')}`,
      ),
  },
  cadence_complete: { waivable: true, check: cadenceGaps },
  only_open_journey: {
    waivable: false,
    check: (facts) =>
      need(!isClosed(facts.stage) || !facts.other_open_id, 'prospect', `opportunity ${facts.other_open_id} of the same person is open; work on that one`),
  },
} as const satisfies Record<string, Gate>;
export type GateName = keyof typeof STAGE_GATES;

/** Closed for sales: nothing is worked on any more. */
export function isClosed(stage: Stage): boolean {
  return stage === 'CLOSED_LOST' || stage === 'DISQUALIFIED' || stage === 'CASE_OPENED';
}

/** ST-05, P8.6: unreachable only after the whole cadence without an answer. */
function cadenceGaps(facts: OpportunityFacts, request: GateRequest, settings: PipelineSettings): Problem[] {
  if (request.disqualification_reason !== 'unreachable') return [];
  const { attempts, days } = settings.unreachable;
  const since = facts.unanswered_since;
  const passed = since ? Math.floor((request.at.getTime() - since.getTime()) / DAY_MS) : 0;
  return [
    ...need(facts.unanswered_attempts >= attempts, 'attempts', `${facts.unanswered_attempts} of the ${attempts} attempts without an answer are logged`),
    ...need(passed >= days, 'days', `${passed} of the ${days} days since the first unanswered attempt have passed`),
  ];
}
