import { sql } from 'kysely';

import { factsOf, type PaymentEvent, paymentEvent } from '../../core/payment';
import type { BookedAttempt, BookedPayment, Period, ProviderStatement } from '../../core/reconciliation';
import type { Tx } from '../../store';

type Row = Omit<BookedPayment, 'attempts'>;

/** The payments that the statement speaks of and those that count as paid in the period, in two queries whatever their number. */
export async function loadBooked(tx: Tx, statement: ProviderStatement, { from, before }: Period): Promise<BookedPayment[]> {
  const intents = JSON.stringify(statement.payments.map(({ intent_id }) => intent_id));
  const named = JSON.stringify(statement.payments.flatMap(({ payment_id }) => payment_id ?? []));
  const { rows } = await sql<Row>`
    with wanted as (
      select p.id from salesos.payments p where p.account_id = ${tx.accountId} and p.paid_at >= ${from} and p.paid_at < ${before}
      union select e.payment_id from salesos.payment_events e
        join jsonb_array_elements_text(${intents}::jsonb) as i(intent_id) on i.intent_id = e.intent_id
        where e.account_id = ${tx.accountId} and e.payment_id is not null
      union select p.id from salesos.payments p
        join jsonb_array_elements_text(${named}::jsonb) as n(id) on n.id = p.id::text
        where p.account_id = ${tx.accountId})
    select p.id as payment_id, p.opportunity_id, p.offer_id, p.status, p.amount_minor, p.currency, p.refunded_minor,
      p.provider_payment_id, p.paid_at, p.verified_by, p.live_mode, o.stage, o.closer_id
    from salesos.payments p
    join wanted w on w.id = p.id
    join salesos.opportunities o on o.account_id = p.account_id and o.id = p.opportunity_id
    where p.account_id = ${tx.accountId}`.execute(tx.db);
  const attempts = await attemptsOf(tx, rows.map(({ payment_id }) => payment_id));
  return rows.map((row) => ({ ...row, attempts: attempts.get(row.payment_id) ?? [] }));
}

/** What the applied events amount to, by payment and payment intent. */
async function attemptsOf(tx: Tx, paymentIds: readonly string[]): Promise<Map<string, BookedAttempt[]>> {
  const { rows } = await sql<{ payment_id: string; event: unknown }>`
    select e.payment_id, e.event from salesos.payment_events e
    join jsonb_array_elements_text(${JSON.stringify(paymentIds)}::jsonb) as n(id) on n.id = e.payment_id::text
    where e.account_id = ${tx.accountId}`.execute(tx.db);
  const events = new Map<string, PaymentEvent[]>();
  for (const { payment_id, event } of rows) {
    const known = events.get(payment_id);
    if (known) known.push(paymentEvent.parse(event));
    else events.set(payment_id, [paymentEvent.parse(event)]);
  }
  return new Map([...events].map(([id, own]) => [id, bookedAttempts(own)]));
}

function bookedAttempts(events: readonly PaymentEvent[]): BookedAttempt[] {
  return Object.entries(factsOf(events).attempts).map(([intent_id, { success, refund, disputes }]) => ({
    intent_id,
    paid: success !== null,
    refunded_minor: refund?.refunded_minor ?? 0,
    disputes: Object.entries(disputes).map(([dispute_id, { status }]) => ({ dispute_id, status })),
  }));
}
