import type Stripe from 'stripe';

import { DomainError } from '../../core/errors';
import { chargeGap } from '../../core/money';
import type { PaymentGateway, PaymentLinkRequest, PaymentSettings, ProviderLink } from '../../core/payment';
import { toStripeAmount } from './stripe-amounts';
import { callStripe, isMissing } from './stripe-errors';
import { assertKeyMode, modeMismatch } from './stripe-mode';
import { type StripeAccess, stripeClient } from './stripe-sdk';

const INACTIVE_MESSAGE = 'This payment link is no longer valid. Please ask us for a new one.';

/**
 * Payment links on Stripe (P10.4). Links have no expiry there and checkout pages live at most 24 h, so ending a
 * link means deactivating it and expiring the pages that are still open.
 */
export function stripeGateway(access: StripeAccess, mode: PaymentSettings['mode']): PaymentGateway {
  const client = stripeClient(access);
  assertKeyMode(access.secretKey, mode);
  return {
    createLink: async (request) => {
      const params = linkParams(request);
      const link = await callStripe('The payment link was not created', () => client.paymentLinks.create(params, { idempotencyKey: request.idempotency_key }));
      return checkedLink(client, link, mode);
    },
    endLink: (linkId) => endLink(client, linkId),
  };
}

function linkParams(request: PaymentLinkRequest): Stripe.PaymentLinkCreateParams {
  const { amount_minor, currency, title, redirect_url } = request;
  const gap = chargeGap(amount_minor, currency);
  const unit_amount = toStripeAmount(amount_minor, currency);
  if (gap !== null || unit_amount === null) throw new DomainError('AMOUNT_NOT_CHARGEABLE', `Stripe cannot take this price: ${gap}.`, [{ field: 'price_minor', message: gap ?? '' }]);
  const metadata = { ...request.metadata };
  return {
    line_items: [{ quantity: 1, price_data: { currency: currency.toLowerCase(), unit_amount, product_data: { name: title } } }],
    metadata,
    payment_intent_data: { metadata, description: title },
    // One payment ends the link: a client who opens it twice cannot pay twice.
    restrictions: { completed_sessions: { limit: 1 } },
    inactive_message: INACTIVE_MESSAGE,
    ...(redirect_url === null ? {} : { after_completion: { type: 'redirect', redirect: { url: redirect_url } } }),
  };
}

/** A test link must not reach a client of a live firm, nor a live one a rehearsal. */
async function checkedLink(client: Stripe, link: Stripe.PaymentLink, mode: PaymentSettings['mode']): Promise<ProviderLink> {
  if (link.livemode !== (mode === 'live')) {
    await endLink(client, link.id);
    throw modeMismatch(link.livemode ? 'live' : 'test', mode);
  }
  return { link_id: link.id, link_url: link.url, live_mode: link.livemode };
}

async function endLink(client: Stripe, linkId: string): Promise<void> {
  await callStripe(`Payment link ${linkId} was not ended`, async () => {
    if (!(await deactivate(client, linkId))) return;
    for await (const session of client.checkout.sessions.list({ payment_link: linkId, status: 'open', limit: 100 })) {
      await expireSession(client, session.id);
    }
  });
}

/** @returns false when this Stripe account has no such link: the firm has changed its account or mode, and it takes no payment of ours */
async function deactivate(client: Stripe, linkId: string): Promise<boolean> {
  try {
    await client.paymentLinks.update(linkId, { active: false });
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** A page may be completed between the list and this call; then there is nothing left to expire. */
async function expireSession(client: Stripe, sessionId: string): Promise<void> {
  try {
    await client.checkout.sessions.expire(sessionId);
  } catch (error) {
    const { status } = await client.checkout.sessions.retrieve(sessionId);
    if (status === 'open') throw error;
  }
}
