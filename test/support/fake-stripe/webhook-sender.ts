import { createHmac } from 'node:crypto';

import type { StripeEventJson } from './stripe-state';

export interface SignedDelivery {
  /** Exactly the bytes that were signed. */
  readonly body: string;
  readonly headers: Record<string, string>;
}

export interface SigningOptions {
  readonly secret: string;
  readonly at?: Date;
}

/** Signs an event as Stripe does: HMAC-SHA256 over `<timestamp>.<body>` (docs.stripe.com/webhooks/signature). */
export function signedDelivery(event: StripeEventJson, { secret, at = new Date() }: SigningOptions): SignedDelivery {
  const body = JSON.stringify(event, null, 2);
  const timestamp = Math.floor(at.getTime() / 1000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    body,
    headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)', 'stripe-signature': `t=${timestamp},v1=${signature}` },
  };
}

/** Posts one signed delivery. @returns the endpoint's status */
export async function deliverTo(url: string, event: StripeEventJson, options: SigningOptions): Promise<number> {
  const { body, headers } = signedDelivery(event, options);
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}
