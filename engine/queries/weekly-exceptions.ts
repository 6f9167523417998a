import { sql } from 'kysely';

import { paymentEvent } from '../core/payment';
import { type ExceptionFact, type ExceptionLine, exceptionReport, type Period } from '../core/reconciliation';
import type { Store, Tx } from '../store';

/** PY-06, P10.7: every deal of the period with a discount, an override, a refund, a dispute or an exception, and money that waits for a match. */
export async function weeklyExceptions(store: Store, accountId: string, { from, before, at }: Period & { at: Date }): Promise<ExceptionLine[]> {
  return store.transaction(accountId, async (tx) => exceptionReport([...(await fromAudit(tx, { from, before })), ...(await fromEvents(tx, { from, before })), ...(await fromUnmatched(tx, { from, before }))], at));
}

interface AuditRow {
  at: Date;
  action: string;
  by: string;
  reason: string | null;
  opportunity_id: string | null;
  closer_id: string | null;
  discount: number | null;
  currency: string | null;
  overridden: unknown;
}

/** Discounts and overrides stand in the audit trail, with who did them and why. */
async function fromAudit(tx: Tx, { from, before }: Period): Promise<ExceptionFact[]> {
  const { rows } = await sql<AuditRow>`
    select a.at, a.action, a.actor->>'id' as by, a.reason, o.id as opportunity_id, o.closer_id,
      (a.after->>'discount_minor')::bigint as discount, a.after->>'currency' as currency, a.after->'overridden' as overridden
    from salesos.audit_entries a
    left join salesos.opportunities o on o.account_id = a.account_id and o.id::text = coalesce(a.after->>'opportunity_id', case when a.subject_kind = 'opportunity' then a.subject_id::text end)
    where a.account_id = ${tx.accountId} and a.at >= ${from} and a.at < ${before}
      and (a.action = 'offer_locked' and a.after->>'discount_minor' is not null or jsonb_array_length(case when jsonb_typeof(a.after->'overridden') = 'array' then a.after->'overridden' else '[]'::jsonb end) > 0)`.execute(tx.db);
  return rows.map(({ at, action, by, reason, opportunity_id, closer_id, discount, currency }) => {
    const isDiscount = action === 'offer_locked';
    const amount = isDiscount && discount !== null ? Number(discount) : null;
    return { kind: isDiscount ? ('discount' as const) : ('stage_override' as const), at, opportunity_id, payment_id: null, closer_id, amount_minor: amount, currency: isDiscount ? currency : null, by, detail: reason ?? '', open: false };
  });
}

const EVENT_KINDS = { PaymentRefunded: 'refund', PaymentException: 'payment_exception', PaymentExceptionDecided: 'exception_decision', PaymentRecoveryExhausted: 'recovery_exhausted' } as const;

interface EventRow {
  type: keyof typeof EVENT_KINDS;
  occurred_at: Date;
  actor: { id: string };
  data: { opportunity_id?: string | null; payment_id?: string | null; reason?: string | null; refunded_minor?: number; decision?: string; currency?: string };
  closer_id: string | null;
  payment_status: string | null;
}

async function fromEvents(tx: Tx, { from, before }: Period): Promise<ExceptionFact[]> {
  const { rows } = await sql<EventRow>`
    select e.type, e.occurred_at, e.actor, e.data, o.closer_id, p.status as payment_status
    from salesos.events e
    left join salesos.opportunities o on o.account_id = e.account_id and o.id::text = e.data->>'opportunity_id'
    left join salesos.payments p on p.account_id = e.account_id and p.id::text = e.data->>'payment_id'
    where e.account_id = ${tx.accountId} and e.occurred_at >= ${from} and e.occurred_at < ${before} and e.type in (${sql.join(Object.keys(EVENT_KINDS))})`.execute(tx.db);
  return rows.map(({ type, occurred_at, actor, data, closer_id, payment_status }) => {
    const disputed = type === 'PaymentException' && /dispute /.test(data.reason ?? '');
    const detail = type === 'PaymentExceptionDecided' ? `${data.decision ?? ''}: ${data.reason ?? ''}` : (data.reason ?? '');
    const open = type === 'PaymentException' && (payment_status === 'EXCEPTION' || payment_status === null);
    const kind = disputed ? ('dispute' as const) : EVENT_KINDS[type];
    return { kind, at: occurred_at, opportunity_id: data.opportunity_id ?? null, payment_id: data.payment_id ?? null, closer_id, amount_minor: data.refunded_minor ?? null, currency: data.currency ?? null, by: actor.id, detail, open };
  });
}

/** Money that named this firm and found no place, until it does: whenever it came. */
async function fromUnmatched(tx: Tx, { from, before }: Period): Promise<ExceptionFact[]> {
  const rows = await tx.db
    .selectFrom('payment_events')
    .select(['event', 'event_id', 'outcome', 'reason', 'occurred_at'])
    .where('account_id', '=', tx.accountId)
    .where('outcome', '<>', 'applied')
    .where((eb) => eb.or([eb('outcome', '=', 'unmatched'), eb('occurred_at', '>=', from)]))
    .where('occurred_at', '<', before)
    .execute();
  return rows.flatMap(({ event, event_id, outcome, reason, occurred_at }) => {
    const read = paymentEvent.parse(event);
    const money = read.kind === 'succeeded' || read.kind === 'checkout_paid' ? read : null;
    if (money === null || (outcome === 'refused' && read.account_id !== tx.accountId)) return [];
    const kind = outcome === 'unmatched' ? ('unmatched_money' as const) : ('refused_event' as const);
    return [{ kind, at: occurred_at, opportunity_id: null, payment_id: null, closer_id: null, amount_minor: money.amount_minor, currency: money.currency, by: 'stripe', detail: `${event_id}: ${reason ?? ''}`, open: outcome === 'unmatched' }];
  });
}
