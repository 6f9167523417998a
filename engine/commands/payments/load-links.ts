import type { Store } from '../../store';
import type { PaymentLinkOutcome } from '../create-payment-links';

/** Payments with their link as a workflow needs them, by payment id. */
export async function loadLinks(store: Store, accountId: string, paymentIds: readonly string[]): Promise<Map<string, Omit<PaymentLinkOutcome, 'created'>>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await store.transaction(accountId, (tx) =>
    tx.db
      .selectFrom('payments as p')
      .innerJoin('opportunities as o', (join) => join.onRef('o.account_id', '=', 'p.account_id').onRef('o.id', '=', 'p.opportunity_id'))
      .innerJoin('offers as f', (join) => join.onRef('f.account_id', '=', 'p.account_id').onRef('f.id', '=', 'p.offer_id'))
      .where('p.account_id', '=', accountId)
      .where('p.id', 'in', paymentIds)
      .select(['p.id as payment_id', 'p.opportunity_id', 'o.prospect_id', 'o.lead_id', 'p.offer_id', 'p.link_id', 'p.link_url'])
      .select(['p.amount_minor', 'p.currency', 'f.package_name', 'p.expires_at', 'p.link_active', 'o.payment_state', 'o.stage'])
      .execute(),
  );
  return new Map(rows.map((row) => [row.payment_id, row]));
}
