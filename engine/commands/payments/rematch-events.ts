import { matchPayment, type PaymentEvent, paymentEvent } from '../../core/payment';
import { currentSettings, lockKeys, type Tx } from '../../store';
import { lockOpportunities } from '../load-pipeline';
import { findPayment } from './find-payment';
import { settlePayments } from './settle-payments';

/** How many waiting events one run looks at again, the oldest first. */
const LIMIT = 500;

/** Events that waited for a payment and have found it meanwhile are applied now. @returns how many */
export async function rematchEvents(tx: Tx, at: Date): Promise<number> {
  const { settings } = await currentSettings(tx, at);
  const waiting = await tx.db.selectFrom('payment_events').select(['id', 'event']).where('account_id', '=', tx.accountId).where('outcome', '=', 'unmatched').orderBy('recorded_at').limit(LIMIT).execute();
  const events = waiting.map(({ id, event }) => ({ id, event: paymentEvent.parse(event) }));
  await lockKeys(tx, events.flatMap(({ event }) => (event.intent_id === null ? [] : [`payment-intent:${event.intent_id}`])));
  const found = [];
  for (const { id, event } of events) {
    const match = matchPayment(event, tx.accountId, settings.payment.mode, await findPayment(tx, event));
    if (match.outcome === 'applied') found.push({ id, payment: match.payment });
  }
  await adopt(tx, found.map(({ id, payment }) => ({ id, payment_id: payment.id })), found.map(({ payment }) => payment.opportunity_id), at);
  return found.length;
}

/** Gives events to payments and brings their opportunities in line. */
export async function adopt(tx: Tx, pairs: readonly { id: string; payment_id: string }[], opportunityIds: readonly string[], at: Date): Promise<void> {
  if (pairs.length === 0) return;
  const ids = [...new Set(opportunityIds)];
  await lockOpportunities(tx, ids);
  for (const { id, payment_id } of pairs) {
    await tx.db.updateTable('payment_events').set({ outcome: 'applied', payment_id, reason: null }).where('account_id', '=', tx.accountId).where('id', '=', id).where('outcome', '=', 'unmatched').execute();
  }
  await settlePayments(tx, ids, { kind: 'system', id: 'reconciliation' }, at);
}

/** The events of one intent that wait for a payment. */
export async function waitingEvents(tx: Tx, intentId: string): Promise<{ id: string; event: PaymentEvent }[]> {
  const rows = await tx.db.selectFrom('payment_events').select(['id', 'event']).where('account_id', '=', tx.accountId).where('intent_id', '=', intentId).where('outcome', '=', 'unmatched').execute();
  return rows.map(({ id, event }) => ({ id, event: paymentEvent.parse(event) }));
}
