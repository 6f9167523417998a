import { DomainError } from '../../core/errors';
import { loadStripe } from './stripe-sdk';

export interface StripeDelivery {
  /** Exactly the bytes that came in. */
  readonly body: Buffer;
  /** The `Stripe-Signature` header; null when it was not sent. */
  readonly signature: string | null;
  readonly receivedAt: Date;
  /** How old, or ahead, a signature may be; never 0, which the SDK takes for "any age". */
  readonly toleranceSeconds: number;
}

/** Stripe's own default: an older signature is a replay. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/**
 * Proves that the bytes come from Stripe (P10.5 step 1): HMAC over the raw body with any of the endpoint's secrets
 * (two are valid while one is rotated), compared in constant time by the SDK, and neither too old nor ahead.
 * @throws DomainError `STRIPE_SECRET_MISSING` or `STRIPE_SIGNATURE_INVALID`
 */
export function verifyStripeDelivery(delivery: StripeDelivery, secrets: readonly string[]): void {
  const usable = secrets.map((secret) => secret.trim()).filter((secret) => secret !== '');
  if (usable.length === 0) {
    throw new DomainError('STRIPE_SECRET_MISSING', "No Stripe webhook secret is set, so no event is accepted: paste the endpoint's signing secret (whsec_…) into the credential 'Sales OS Source Secrets'.");
  }
  const { signature } = delivery;
  if (signature === null) throw new DomainError('STRIPE_SIGNATURE_INVALID', 'The Stripe-Signature header is missing; only Stripe may post here.');
  if (isAhead(delivery, signature)) throw new DomainError('STRIPE_SIGNATURE_INVALID', 'The signature is dated in the future; set the clock of this server.');
  if (!usable.some((secret) => isSignedWith(secret, delivery, signature))) {
    const sentence = `The signature fits none of the Stripe webhook secrets in the credential 'Sales OS Source Secrets', or is older than ${delivery.toleranceSeconds} seconds.`;
    throw new DomainError('STRIPE_SIGNATURE_INVALID', sentence);
  }
}

function isSignedWith(secret: string, { body, receivedAt, toleranceSeconds }: StripeDelivery, signature: string): boolean {
  try {
    return loadStripe().webhooks.signature?.verifyHeader(body, signature, secret, Math.max(1, toleranceSeconds), undefined, receivedAt.getTime()) === true;
  } catch {
    return false;
  }
}

/** The SDK refuses old signatures only; one far ahead would stay valid for as long as it is ahead. */
function isAhead({ receivedAt, toleranceSeconds }: StripeDelivery, signature: string): boolean {
  const seconds = Number(/(?:^|,)\s*t=(\d+)/.exec(signature)?.[1] ?? 0);
  return seconds - receivedAt.getTime() / 1000 > toleranceSeconds;
}
