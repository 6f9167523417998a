import { sql } from 'kysely';

import { type CaseReconciliation, type PaidDeal, type Period, reconcileCases } from '../core/reconciliation';
import { currentSettings, type Store, type Tx } from '../store';
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

/** The firm's name and zone, for the heading of a report. */
export async function reportFirm(store: Store, accountId: string, at: Date): Promise<{ firm: string; time_zone: string }> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    return { firm: settings.firm.name, time_zone: settings.firm.time_zone };
  });
}
