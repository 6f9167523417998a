import type { Problem } from '../errors';
import type { HandoffFacts } from './handoff-facts';

/** P11.2: what must be true before anything is handed over; every condition that is not, at once. */
export function preconditionGaps({ opportunity, payment, offer }: HandoffFacts): Problem[] {
  const conditions: [boolean, string, string][] = [
    [opportunity.stage === 'PAID', 'opportunity.stage', `the stage is ${opportunity.stage}; a case is handed over at PAID`],
    [payment?.status === 'PAID', 'payment.status', `the payment is ${payment?.status ?? 'NONE'}; it must be PAID`],
    [payment !== null && payment.verified_by !== null, 'payment.verified_by', 'the payment is not proved by a signed webhook or the provider itself'],
    [offer !== null && offer.terms_locked_at !== null, 'offer.terms_locked_at', 'the terms of the offer are not locked'],
    [opportunity.consultation !== null, 'context.consult_summary', 'the consultation notes are not stored; the closer fills the consultation-notes form'],
  ];
  return conditions.flatMap(([met, field, message]) => (met ? [] : [{ field, message }]));
}
