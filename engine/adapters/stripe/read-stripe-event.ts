import { z } from 'zod';

import { parseOrThrow } from '../../core/parse';
import { type PaymentEvent, paymentEvent, type ProviderEvent } from '../../core/payment';
import { fromStripeAmount } from './stripe-amounts';
import { disputeStatus } from './stripe-statement';
import { chargeObject, disputeObject, idOf, intentObject, type Metadata, sessionObject } from './stripe-objects';

/** The outside of every Stripe event. */
const stripeEvent = z.object({
  id: z.string().startsWith('evt_', 'must be a Stripe event id (evt_…)'),
  object: z.literal('event'),
  type: z.string().min(1),
  created: z.number().int(),
  livemode: z.boolean(),
  data: z.object({ object: z.record(z.unknown()) }),
});

/**
 * Reads a verified body. Unknown event types are fine, a wrong shape of a known one is not.
 * @throws DomainError `STRIPE_EVENT_INVALID` with all mistakes
 */
export function readStripeEvent(body: Buffer): ProviderEvent {
  const event = parseOrThrow(stripeEvent, parseJson(body), 'STRIPE_EVENT_INVALID', 'The Stripe event');
  const common: Common = {
    event_id: event.id,
    event_type: event.type,
    live_mode: event.livemode,
    occurred_at: new Date(event.created * 1000),
  };
  const draft = READERS[event.type]?.(event.data.object, event.type) ?? null;
  const payment_event = draft === null ? null : paymentEvent.parse({ ...common, ...draft });
  return { ...common, payment_event };
}

type Common = Pick<PaymentEvent, 'event_id' | 'event_type' | 'live_mode' | 'occurred_at'>;
type Reader = (object: unknown, type: string) => Record<string, unknown> | null;

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** P10.5's required webhooks and those that tell of bank debits, abandoned pages and disputes (PY-03). */
const READERS: Readonly<Record<string, Reader>> = {
  'payment_intent.succeeded': readSucceeded,
  'payment_intent.payment_failed': readFailed,
  'charge.refunded': readRefunded,
  'checkout.session.completed': readSession,
  'checkout.session.async_payment_succeeded': readSession,
  'checkout.session.async_payment_failed': readSession,
  'checkout.session.expired': readSession,
  'charge.dispute.created': readDispute,
  'charge.dispute.updated': readDispute,
  'charge.dispute.closed': readDispute,
  'charge.dispute.funds_withdrawn': readDispute,
  'charge.dispute.funds_reinstated': readDispute,
};

/** Event types that the endpoint at Stripe must send; the node's panel lists them. */
export const STRIPE_EVENT_TYPES = Object.keys(READERS);

function readSucceeded(object: unknown, type: string) {
  const intent = parseOrThrow(intentObject, object, 'STRIPE_EVENT_INVALID', `The Stripe event ${type}`);
  return { kind: 'succeeded', ...idsOf(intent.metadata), intent_id: intent.id, ...moneyOf(intent.amount_received, intent.currency) };
}

function readFailed(object: unknown, type: string) {
  const intent = parseOrThrow(intentObject, object, 'STRIPE_EVENT_INVALID', `The Stripe event ${type}`);
  const error = intent.last_payment_error;
  const reason = error?.decline_code ?? error?.code ?? error?.message ?? 'unknown';
  return { kind: 'failed', ...idsOf(intent.metadata), intent_id: intent.id, reason };
}

function readRefunded(object: unknown, type: string) {
  const charge = parseOrThrow(chargeObject, object, 'STRIPE_EVENT_INVALID', `The Stripe event ${type}`);
  const { amount_minor: refunded_minor, currency } = moneyOf(charge.amount_refunded, charge.currency);
  return { kind: 'refunded', ...idsOf(charge.metadata), intent_id: idOf(charge.payment_intent), refunded_minor, currency };
}

function readDispute(object: unknown, type: string) {
  const dispute = parseOrThrow(disputeObject, object, 'STRIPE_EVENT_INVALID', `The Stripe event ${type}`);
  return { kind: 'disputed', ...idsOf(dispute.metadata), intent_id: idOf(dispute.payment_intent), dispute_id: dispute.id, dispute_status: disputeStatus(dispute.status) };
}

function readSession(object: unknown, type: string) {
  const session = parseOrThrow(sessionObject, object, 'STRIPE_EVENT_INVALID', `The Stripe event ${type}`);
  // Subscriptions and card set-ups of the same Stripe account are not ours.
  if (session.mode !== 'payment') return null;
  const ids = { ...idsOf(session.metadata), session_id: session.id, link_id: idOf(session.payment_link), intent_id: idOf(session.payment_intent) };
  if (type === 'checkout.session.expired') return { kind: 'checkout_expired', ...ids };
  if (type === 'checkout.session.async_payment_failed') return { kind: 'checkout_failed', ...ids, reason: 'async_payment_failed' };
  if (session.payment_status === 'unpaid') return { kind: 'checkout_unpaid', ...ids };
  return { kind: 'checkout_paid', ...ids, ...moneyOf(session.amount_total ?? 0, session.currency ?? 'xxx') };
}

function moneyOf(amount: number, currency: string): { amount_minor: number; currency: string } {
  const code = currency.toUpperCase();
  return { amount_minor: fromStripeAmount(amount, code), currency: code };
}

/** Our ids from the metadata, with every reference null until a reader sets it. */
function idsOf(metadata: Metadata) {
  return {
    account_id: metadata.account_id ?? null,
    opportunity_id: metadata.opportunity_id ?? null,
    offer_id: metadata.offer_id ?? null,
    payment_id: metadata.payment_id ?? null,
    intent_id: null,
    link_id: null,
    session_id: null,
  };
}
