import type { PaymentEvent, PaymentEventOf } from './payment-event';
import { type AttemptFacts, type Dispute, NO_ATTEMPT, NO_FACTS, type PaymentFacts, type Success } from './payment-facts';

const DISPUTE_RANK: Record<Dispute['status'], number> = { open: 0, won: 1, lost: 2 };

/**
 * Adds what one event says to what is known (P10.3, P10.5). Each field is joined by a total order that does not
 * depend on arrival, so any order of the same events, with any duplicates, gives the same facts.
 */
export function foldPaymentEvent(facts: PaymentFacts, event: PaymentEvent): PaymentFacts {
  const key = event.intent_id ?? event.session_id;
  // An abandoned checkout page says nothing about money: the link may be opened again.
  if (key === null || event.kind === 'checkout_expired') return facts;
  const attempt = joinAttempt(facts.attempts[key] ?? NO_ATTEMPT, event);
  return { attempts: { ...facts.attempts, [key]: attempt } };
}

/** The facts that a list of events amounts to, whatever their order. */
export function factsOf(events: readonly PaymentEvent[]): PaymentFacts {
  return events.reduce(foldPaymentEvent, NO_FACTS);
}

function joinAttempt(attempt: AttemptFacts, event: PaymentEvent): AttemptFacts {
  switch (event.kind) {
    case 'succeeded':
    case 'checkout_paid':
      return { ...attempt, success: stronger(attempt.success, successOf(event)) };
    case 'checkout_unpaid':
      return { ...attempt, processing_since: later(attempt.processing_since, event.occurred_at) };
    case 'failed':
      return { ...attempt, intent_failures: { ...attempt.intent_failures, [event.event_id]: failureOf(event) } };
    case 'checkout_failed':
      return { ...attempt, session_failures: { ...attempt.session_failures, [event.event_id]: failureOf(event) } };
    case 'refunded':
      return { ...attempt, refund: latestRefund(attempt.refund, { at: event.occurred_at, refunded_minor: event.refunded_minor }) };
    case 'disputed':
      return { ...attempt, disputes: { ...attempt.disputes, [event.dispute_id]: latestDispute(attempt.disputes[event.dispute_id], event) } };
    case 'checkout_expired':
      return attempt;
  }
}

function successOf(event: PaymentEventOf<'succeeded' | 'checkout_paid'>): Success {
  const { occurred_at: at, amount_minor, currency, event_id } = event;
  return { at, amount_minor, currency, proof: event.kind === 'succeeded' ? 'intent' : 'session', event_id };
}

function failureOf(event: PaymentEventOf<'failed' | 'checkout_failed'>): { at: Date; reason: string } {
  return { at: event.occurred_at, reason: event.reason };
}

function stronger(known: Success | null, next: Success): Success {
  if (known === null) return next;
  if (known.proof !== next.proof) return known.proof === 'intent' ? known : next;
  const byTime = known.at.getTime() - next.at.getTime();
  return byTime < 0 || (byTime === 0 && known.event_id <= next.event_id) ? known : next;
}

function later(known: Date | null, next: Date): Date {
  return known !== null && known.getTime() >= next.getTime() ? known : next;
}

/** A refund total is set, never added; of two within one second the larger is the later one. */
function latestRefund(known: AttemptFacts['refund'], next: NonNullable<AttemptFacts['refund']>): AttemptFacts['refund'] {
  if (known === null) return next;
  const byTime = known.at.getTime() - next.at.getTime();
  return byTime > 0 || (byTime === 0 && known.refunded_minor >= next.refunded_minor) ? known : next;
}

function latestDispute(known: Dispute | undefined, event: PaymentEventOf<'disputed'>): Dispute {
  const next: Dispute = { at: event.occurred_at, status: event.dispute_status };
  if (known === undefined) return next;
  const byTime = known.at.getTime() - next.at.getTime();
  return byTime > 0 || (byTime === 0 && DISPUTE_RANK[known.status] >= DISPUTE_RANK[next.status]) ? known : next;
}
