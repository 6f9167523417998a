import { recordId } from '../../core/model';
import type { PaymentEvent, PaymentIdentity } from '../../core/payment';
import type { Tx } from '../../store';

/**
 * The payment that an event speaks of: by our id in its metadata, by its link, by its payment intent (refunds and
 * disputes), or by opportunity and offer for a link that somebody made by hand with our metadata.
 */
export async function findPayment(tx: Tx, event: PaymentEvent): Promise<PaymentIdentity | null> {
  if (event.payment_id !== null) return byId(tx, event.payment_id);
  return (await byLink(tx, event.link_id)) ?? (await byIntent(tx, event.intent_id)) ?? (await byOffer(tx, event));
}

async function byId(tx: Tx, id: string): Promise<PaymentIdentity | null> {
  if (!recordId.safeParse(id).success) return null;
  return (await identities(tx).where('id', '=', id).executeTakeFirst()) ?? null;
}

async function byLink(tx: Tx, linkId: string | null): Promise<PaymentIdentity | null> {
  if (linkId === null) return null;
  return (await identities(tx).where('link_id', '=', linkId).executeTakeFirst()) ?? null;
}

async function byIntent(tx: Tx, intentId: string | null): Promise<PaymentIdentity | null> {
  if (intentId === null) return null;
  const heard = await tx.db
    .selectFrom('payment_events')
    .select('payment_id')
    .where('account_id', '=', tx.accountId)
    .where('intent_id', '=', intentId)
    .where('outcome', '=', 'applied')
    .limit(1)
    .executeTakeFirst();
  return heard?.payment_id ? byId(tx, heard.payment_id) : null;
}

async function byOffer(tx: Tx, { opportunity_id, offer_id }: PaymentEvent): Promise<PaymentIdentity | null> {
  if (!recordId.safeParse(opportunity_id).success || !recordId.safeParse(offer_id).success) return null;
  const found = identities(tx).where('opportunity_id', '=', opportunity_id).where('offer_id', '=', offer_id);
  return (await found.orderBy('created_at', 'desc').limit(1).executeTakeFirst()) ?? null;
}

function identities(tx: Tx) {
  return tx.db.selectFrom('payments').select(['id', 'opportunity_id', 'offer_id']).where('account_id', '=', tx.accountId);
}
