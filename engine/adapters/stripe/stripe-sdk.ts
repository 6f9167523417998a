import type Stripe from 'stripe';

import { DomainError } from '../../core/errors';

export interface StripeAccess {
  /** Secret or restricted key: `sk_…` or `rk_…`. */
  readonly secretKey: string;
  /** `https://api.stripe.com`, or another host in tests. */
  readonly baseUrl: string;
}

/** A call that hangs must not hang the workflow; Stripe answers in well under a second. */
const TIMEOUT_MS = 20_000;
/** The SDK repeats lost calls with back-off and the same idempotency key. */
const RETRIES = 2;

/** Loaded on first use: a start of n8n must not pay for it. */
export function loadStripe(): typeof Stripe {
  return require('stripe') as typeof Stripe;
}

/** A client of Stripe's API. @throws DomainError `STRIPE_CREDENTIAL_INVALID` */
export function stripeClient({ secretKey, baseUrl }: StripeAccess, retries = RETRIES): Stripe {
  const { protocol, hostname, port } = parseBaseUrl(baseUrl);
  if (!secretKey.trim()) throw new DomainError('STRIPE_CREDENTIAL_INVALID', 'The Stripe credential has no secret key: paste one from Stripe → Developers → API keys.');
  const StripeClient = loadStripe();
  return new StripeClient(secretKey.trim(), {
    protocol,
    host: hostname,
    port,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: retries,
    telemetry: false,
    appInfo: { name: 'n8n-nodes-sales-os' },
  });
}

function parseBaseUrl(baseUrl: string): { protocol: 'http' | 'https'; hostname: string; port: string } {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const protocol = url?.protocol === 'https:' ? 'https' : url?.protocol === 'http:' ? 'http' : null;
  if (!url || !protocol || url.pathname !== '/') {
    throw new DomainError('STRIPE_CREDENTIAL_INVALID', `The Stripe credential's base URL '${baseUrl}' must be a host without a path, such as https://api.stripe.com.`);
  }
  return { protocol, hostname: url.hostname, port: url.port || (protocol === 'https' ? '443' : '80') };
}
