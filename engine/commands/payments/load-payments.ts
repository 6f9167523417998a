import type { Selectable } from 'kysely';

import { acceptedExceptions, decidePayment, factsOf, type PaymentEvent, paymentEvent, type PaymentOutcome, type PaymentSettings } from '../../core/payment';
import { currentSettings, type PaymentsTable, type Tx } from '../../store';

/** A payment row with what its events amount to. */
export interface LoadedPayment {
  readonly row: Selectable<PaymentsTable>;
  readonly outcome: PaymentOutcome;
  readonly verified_by: 'webhook' | 'api' | null;
}

interface StoredEvent {
  readonly event: PaymentEvent;
  readonly verified_by: 'webhook' | 'api';
}

/** Payments of the opportunities, oldest first, locked, each folded from its applied events. Lock the opportunities first. */
export async function loadPayments(tx: Tx, opportunityIds: readonly string[], at: Date): Promise<LoadedPayment[]> {
  if (opportunityIds.length === 0) return [];
  const { settings } = await currentSettings(tx, at);
  const rows = await tx.db
    .selectFrom('payments')
    .selectAll()
    .where('account_id', '=', tx.accountId)
    .where('opportunity_id', 'in', opportunityIds)
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    .execute();
  const events = await eventsOf(tx, rows.map(({ id }) => id));
  return rows.map((row) => loadedOf(row, events.get(row.id) ?? [], settings.payment));
}

async function eventsOf(tx: Tx, paymentIds: readonly string[]): Promise<Map<string, StoredEvent[]>> {
  const byPayment = new Map<string, StoredEvent[]>();
  if (paymentIds.length === 0) return byPayment;
  const rows = await tx.db
    .selectFrom('payment_events')
    .select(['payment_id', 'event', 'verified_by'])
    .where('account_id', '=', tx.accountId)
    .where('payment_id', 'in', paymentIds)
    .execute();
  for (const { payment_id, event, verified_by } of rows) {
    if (payment_id === null) continue;
    byPayment.set(payment_id, [...(byPayment.get(payment_id) ?? []), { event: paymentEvent.parse(event), verified_by }]);
  }
  return byPayment;
}

function loadedOf(row: Selectable<PaymentsTable>, stored: readonly StoredEvent[], { exception_policy }: PaymentSettings): LoadedPayment {
  const accepted = acceptedExceptions(row.exception_decision, exception_policy);
  const terms = { amount_minor: row.amount_minor, currency: row.currency, link_sent: row.link_id !== null, accepted };
  const outcome = decidePayment(terms, factsOf(stored.map(({ event }) => event)));
  return { row, outcome, verified_by: proofOf(outcome, stored) };
}

/** A webhook among the proofs outranks the API, whichever came first. */
function proofOf({ provider_payment_id }: PaymentOutcome, stored: readonly StoredEvent[]): 'webhook' | 'api' | null {
  const proofs = stored.filter(({ event }) => (event.kind === 'succeeded' || event.kind === 'checkout_paid') && (event.intent_id ?? event.session_id) === provider_payment_id);
  if (proofs.length === 0) return null;
  return proofs.some(({ verified_by }) => verified_by === 'webhook') ? 'webhook' : 'api';
}
