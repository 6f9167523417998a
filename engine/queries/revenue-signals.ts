import { sql } from 'kysely';

import { paymentEvent } from '../core/payment';
import { type Period, type RevenueFacts, type RevenueLine, revenueLines } from '../core/reconciliation';
import type { Store, Tx } from '../store';

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
