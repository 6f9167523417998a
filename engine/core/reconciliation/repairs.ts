import type { PaymentEvent } from '../payment';
import { type BookedPayment, disputeGaps, type ProviderDispute, type ProviderPayment } from './provider-statement';

/**
 * What the provider's own objects prove that is not known here, as payment events. They were fetched with the secret key,
 * so they are as good as signed webhooks, and say so (`verified_by: api`). What is in step gives none: running the
 * sweep again changes nothing.
 */
export function repairsOf(theirs: ProviderPayment, mine: BookedPayment | null, fetchedAt: Date): PaymentEvent[] {
  if (theirs.status !== 'succeeded') return [];
  const attempt = mine?.attempts.find(({ intent_id }) => intent_id === theirs.intent_id) ?? null;
  const booked = mine !== null;
  return [
    ...(attempt?.paid ? [] : [successOf(theirs)]),
    ...refundOf(theirs, attempt?.refunded_minor ?? 0, fetchedAt, booked),
    ...disputesOf(theirs, attempt?.disputes ?? [], fetchedAt, booked),
  ];
}

function common(theirs: ProviderPayment, key: string, occurred_at: Date) {
  const { intent_id, live_mode, account_id, opportunity_id, offer_id, payment_id } = theirs;
  return { event_id: `api:${intent_id}:${key}`, occurred_at, live_mode, account_id, opportunity_id, offer_id, payment_id, intent_id, link_id: null, session_id: null };
}

function successOf(theirs: ProviderPayment): PaymentEvent {
  const { amount_minor, currency } = theirs;
  return { ...common(theirs, 'succeeded', theirs.paid_at ?? theirs.created_at), event_type: 'payment_intent (fetched)', kind: 'succeeded', amount_minor, currency };
}

/** A total may come back to what it was (a refund fails), so a known payment's fact is new each time; a stranger's is kept once. */
const moment = (at: Date, booked: boolean): string => (booked ? `:${at.getTime()}` : '');

/** The total as it stands now: later than every event about an earlier one. */
function refundOf(theirs: ProviderPayment, known: number, at: Date, booked: boolean): PaymentEvent[] {
  if (theirs.refunded_minor === known) return [];
  const { refunded_minor, currency } = theirs;
  return [{ ...common(theirs, `refunded:${refunded_minor}${moment(at, booked)}`, at), event_type: 'charge (fetched)', kind: 'refunded', refunded_minor, currency }];
}

function disputesOf(theirs: ProviderPayment, known: readonly ProviderDispute[], at: Date, booked: boolean): PaymentEvent[] {
  return disputeGaps(theirs.disputes, known).map(({ dispute_id, status }) => ({ ...common(theirs, `${dispute_id}:${status}${moment(at, booked)}`, at), event_type: 'dispute (fetched)', kind: 'disputed', dispute_id, dispute_status: status }));
}
