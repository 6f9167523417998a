import { createHash } from 'node:crypto';

import type { PaymentState, Stage } from '../core/model';
import { matchPayment, type PaymentEvent, type PaymentMatch, type ProviderEvent } from '../core/payment';
import { appendEvents, currentSettings, json, lockKeys, newId, type Store, storeDelivery, type Tx } from '../store';
import { lockOpportunities } from './load-pipeline';
import { findPayment } from './payments/find-payment';
import { exceptionDraft } from './payments/payment-drafts';
import { settlePayments } from './payments/settle-payments';

/** A payment provider's event whose origin is proved, with the bytes it came in. */
export interface PaymentDelivery {
  readonly provider: 'stripe';
  readonly event: ProviderEvent;
  /** How it was proved: signed webhook, or fetched from the provider with the secret key. */
  readonly verified_by: 'webhook' | 'api';
  readonly body: Buffer;
  readonly content_type: string | null;
  readonly headers: Record<string, string>;
  readonly received_at: Date;
}

export interface AppliedPaymentEvent {
  /** `ignored`: it says nothing about a payment. `unmatched` and `refused` are kept with their reason. */
  readonly outcome: PaymentMatch['outcome'] | 'ignored' | 'duplicate';
  readonly reason: string | null;
  readonly delivery_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: Date;
  /** What the event says, in our words; null when it says nothing about a payment. */
  readonly kind: PaymentEvent['kind'] | null;
  readonly opportunity_id: string | null;
  readonly prospect_id: string | null;
  readonly lead_id: string | null;
  readonly payment_id: string | null;
  /** Of the opportunity; null unless applied. */
  readonly payment_state: PaymentState | null;
  readonly stage: Stage | null;
  /** Money that says it is ours and finds no place: a manager must look. */
  readonly needs_review: boolean;
}

/**
 * P10.5: stores the raw delivery and applies the event to payment, opportunity and stage, with the canonical events,
 * in one transaction. Any order and any number of the same events end in the same state; what cannot be matched or must
 * not count is kept with its reason and never lost.
 */
export async function applyPaymentEvent(store: Store, accountId: string, delivery: PaymentDelivery): Promise<AppliedPaymentEvent> {
  return store.transaction(accountId, async (tx) => {
    const { delivery_id, duplicate } = await storeDelivery(tx, draftOf(delivery));
    const { event_id, event_type, occurred_at, payment_event: event } = delivery.event;
    const base = { ...NOTHING, delivery_id, event_id, event_type, occurred_at, kind: event?.kind ?? null };
    if (duplicate) return { ...base, outcome: 'duplicate', reason: 'this event was received before' };
    if (event === null) return { ...base, outcome: 'ignored', reason: `${event_type} says nothing about a payment` };
    const taken = await takeIn(tx, event, delivery, delivery_id);
    if (taken === null) return { ...base, outcome: 'duplicate', reason: 'this event was found through the API before' };
    const { match, needs_review } = taken;
    if (match.outcome !== 'applied') return { ...base, outcome: match.outcome, reason: match.reason, needs_review };
    const settled = (await settlePayments(tx, [match.payment.opportunity_id], vendor(delivery), delivery.received_at)).get(match.payment.opportunity_id);
    return { ...base, ...settled, outcome: 'applied', reason: null, payment_id: match.payment.id };
  });
}

/** A delivery whose origin is proved but whose body cannot be read: kept once, byte for byte, with the reason. */
export async function keepUnreadableEvent(store: Store, accountId: string, delivery: Omit<PaymentDelivery, 'event' | 'verified_by'> & { readonly reason: string }): Promise<{ delivery_id: string }> {
  const { provider, body, content_type, headers, received_at, reason } = delivery;
  const dedupe_key = `rejected:${createHash('sha256').update(body).digest('hex')}`;
  return store.transaction(accountId, (tx) => storeDelivery(tx, { source: provider, dedupe_key, headers, content_type, body, received_at, is_test: false, status: 'rejected', reason }));
}

const NOTHING = { opportunity_id: null, prospect_id: null, lead_id: null, payment_id: null, payment_state: null, stage: null, needs_review: false };

function draftOf({ provider, event, body, content_type, headers, received_at }: PaymentDelivery) {
  return { source: provider, dedupe_key: event.event_id, headers, content_type, body, received_at, is_test: !event.live_mode, status: 'processed' as const };
}

function vendor({ provider }: PaymentDelivery) {
  return { kind: 'vendor' as const, id: provider };
}

interface Taken {
  readonly match: PaymentMatch;
  readonly needs_review: boolean;
}

/** Finds and locks what the event speaks of and writes its row. @returns null when the row was there already */
async function takeIn(tx: Tx, event: PaymentEvent, delivery: PaymentDelivery, deliveryId: string): Promise<Taken | null> {
  const { settings } = await currentSettings(tx, delivery.received_at);
  // Intents first, opportunities second, everywhere: a refund and its payment that arrive together must see each other.
  if (event.intent_id !== null) await lockKeys(tx, [`payment-intent:${event.intent_id}`]);
  const match = matchPayment(event, tx.accountId, settings.payment.mode, await findPayment(tx, event));
  if (match.outcome === 'applied') await lockOpportunities(tx, [match.payment.opportunity_id]);
  if (!(await insertEvent(tx, event, delivery, deliveryId, match))) return null;
  if (match.outcome === 'applied') {
    await adoptWaiting(tx, event.intent_id, match.payment.id);
    return { match, needs_review: false };
  }
  const rehearsal = !event.live_mode && settings.payment.mode === 'live';
  const isMoney = event.kind === 'succeeded' || event.kind === 'checkout_paid';
  const needs_review = isMoney && !rehearsal && event.account_id === tx.accountId;
  await keepAside(tx, event, delivery, deliveryId, match.reason, needs_review);
  return { match, needs_review };
}

async function insertEvent(tx: Tx, event: PaymentEvent, delivery: PaymentDelivery, delivery_id: string, match: PaymentMatch): Promise<boolean> {
  const applied = match.outcome === 'applied';
  const inserted = await tx.db
    .insertInto('payment_events')
    .values({
      id: newId(),
      account_id: tx.accountId,
      provider: delivery.provider,
      event_id: event.event_id,
      event_type: event.event_type,
      outcome: match.outcome,
      reason: applied ? null : match.reason,
      payment_id: applied ? match.payment.id : null,
      intent_id: event.intent_id,
      verified_by: delivery.verified_by,
      event: json(event),
      delivery_id,
      occurred_at: event.occurred_at,
      recorded_at: delivery.received_at,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'provider', 'event_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Refunds and disputes that came before the payment they belong to. */
async function adoptWaiting(tx: Tx, intentId: string | null, paymentId: string): Promise<void> {
  if (intentId === null) return;
  await tx.db
    .updateTable('payment_events')
    .set({ outcome: 'applied', payment_id: paymentId, reason: null })
    .where('account_id', '=', tx.accountId)
    .where('intent_id', '=', intentId)
    .where('outcome', '=', 'unmatched')
    .execute();
}

/** The reason stays with the raw delivery; what needs a manager is told. */
async function keepAside(tx: Tx, event: PaymentEvent, delivery: PaymentDelivery, deliveryId: string, reason: string, needsReview: boolean): Promise<void> {
  await tx.db.updateTable('raw_deliveries').set({ reason }).where('account_id', '=', tx.accountId).where('id', '=', deliveryId).execute();
  if (!needsReview) return;
  const told = `${delivery.provider} event ${event.event_id} (${event.event_type}): ${reason}`;
  const subject = { kind: 'delivery' as const, id: deliveryId };
  const draft = exceptionDraft({ opportunity_id: null, payment_id: null, reason: told, subject, actor: vendor(delivery), at: delivery.received_at });
  await appendEvents(tx, [draft], delivery.received_at);
}
