import { sql } from 'kysely';

import { paymentEvent } from '../core/payment';
import { type CaseReconciliation, type ExceptionFact, type ExceptionLine, exceptionReport, type PaidDeal, type Period, reconcileCases, type RevenueFacts, type RevenueLine, revenueLines } from '../core/reconciliation';
import type { Store, Tx } from '../store';
import { currentSettings } from '../store';
import { readContestedIntents } from './read-contested-intents';

/** PY-07: the month's paid deals against their cases, and the cases against their money. */
export async function caseReconciliation(store: Store, accountId: string, { at, ...period }: Period & { at: Date }): Promise<CaseReconciliation> {
  return store.transaction(accountId, async (tx) => reconcileCases(await paidDeals(tx, period), period, at));
}

async function paidDeals(tx: Tx, { from, before }: Period): Promise<PaidDeal[]> {
  const { rows } = await sql<Omit<PaidDeal, 'contested'> & { provider_payment_id: string | null }>`
    select o.id as opportunity_id, p.id as payment_id, o.stage, o.closer_id, coalesce(p.currency, o.currency, 'XXX') as currency, p.amount_minor,
      coalesce(p.refunded_minor, 0) as refunded_minor, coalesce(p.status, 'NONE') as status, p.paid_at, p.provider_payment_id,
      c.status as case_status, c.opened_at
    from salesos.opportunities o
    left join lateral (
      select * from salesos.payments p where p.account_id = o.account_id and p.opportunity_id = o.id
      order by (p.paid_at is null), p.paid_at, p.created_at desc limit 1) p on true
    left join salesos.case_opens c on c.account_id = o.account_id and c.opportunity_id = o.id
    where o.account_id = ${tx.accountId}
      and (p.paid_at >= ${from} and p.paid_at < ${before} or c.opened_at >= ${from} and c.opened_at < ${before})`.execute(tx.db);
  const contested = await readContestedIntents(tx);
  return rows.map(({ provider_payment_id, ...deal }) => ({ ...deal, contested: provider_payment_id !== null && contested.has(provider_payment_id) }));
}

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

/** PY-08: the signals of every payment that fell into the period, each line once and with a stable id. */
export async function revenueSignals(store: Store, accountId: string, { from, before }: Period): Promise<RevenueLine[]> {
  return store.transaction(accountId, async (tx) => {
    const facts = await revenueFacts(tx, before);
    return facts.flatMap(revenueLines).filter(({ at }) => at >= from && at < before).sort((a, b) => a.at.getTime() - b.at.getTime());
  });
}

async function revenueFacts(tx: Tx, before: Date): Promise<RevenueFacts[]> {
  const { rows } = await sql<Omit<RevenueFacts, 'refunds' | 'settlements'>>`
    select p.opportunity_id, p.id as payment_id, p.offer_id, f.package_code, o.closer_id, p.amount_minor, p.currency, p.provider_payment_id,
      p.verified_by, p.paid_at, c.opened_at
    from salesos.payments p
    join salesos.offers f on f.account_id = p.account_id and f.id = p.offer_id
    join salesos.opportunities o on o.account_id = p.account_id and o.id = p.opportunity_id
    left join salesos.case_opens c on c.account_id = p.account_id and c.opportunity_id = p.opportunity_id and c.status = 'confirmed'
    where p.account_id = ${tx.accountId} and p.paid_at is not null and p.paid_at < ${before}`.execute(tx.db);
  const refunds = await refundsOf(tx);
  const lines = await tx.db.selectFrom('settlements').select(['payment_id', 'transaction_id', 'kind', 'amount_minor', 'fee_minor', 'currency', 'occurred_at as at']).where('account_id', '=', tx.accountId).where('payment_id', 'is not', null).orderBy('occurred_at').execute();
  const settlements = new Map<string, typeof lines>();
  for (const line of lines) if (line.payment_id !== null) settlements.set(line.payment_id, [...(settlements.get(line.payment_id) ?? []), line]);
  return rows.map((row) => ({
    ...row,
    refunds: row.provider_payment_id === null ? [] : (refunds.get(row.provider_payment_id) ?? []),
    settlements: settlements.get(row.payment_id) ?? [],
  }));
}

/** The refund totals of each payment intent as they grew, oldest first; a repeated word about the same total is one. */
async function refundsOf(tx: Tx): Promise<Map<string, { total_minor: number; at: Date }[]>> {
  const { rows } = await sql<{ event: unknown }>`
    select event from salesos.payment_events where account_id = ${tx.accountId} and outcome = 'applied' and event->>'kind' = 'refunded'
    order by occurred_at, recorded_at`.execute(tx.db);
  const totals = new Map<string, { total_minor: number; at: Date }[]>();
  for (const { event } of rows) {
    const read = paymentEvent.parse(event);
    if (read.kind !== 'refunded' || read.intent_id === null) continue;
    const known = totals.get(read.intent_id) ?? [];
    if (known.at(-1)?.total_minor !== read.refunded_minor) known.push({ total_minor: read.refunded_minor, at: read.occurred_at });
    totals.set(read.intent_id, known);
  }
  return totals;
}

/** The firm's name and zone, for the heading of a report. */
export async function reportFirm(store: Store, accountId: string, at: Date): Promise<{ firm: string; time_zone: string }> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    return { firm: settings.firm.name, time_zone: settings.firm.time_zone };
  });
}
