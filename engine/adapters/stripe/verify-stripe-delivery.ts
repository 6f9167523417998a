import { DomainError } from '../../core/errors';
import { loadStripe } from './stripe-sdk';

export interface StripeDelivery {
  /** Exactly the bytes that came in. */
  readonly body: Buffer;
  /** The `Stripe-Signature` header; null when it was not sent. */
  readonly signature: string | null;
  readonly receivedAt: Date;
}

/** Stripe's own default: an older signature is a replay. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/**
 * Proves that the bytes come from Stripe (P10.5 step 1): HMAC over the raw body with any of the endpoint's secrets
 * (two are valid while one is rotated), compared in constant time by the SDK, at most 5 minutes old or ahead.
 * @throws DomainError `STRIPE_SECRET_MISSING` or `STRIPE_SIGNATURE_INVALID`
 */
export function verifyStripeDelivery({ body, signature, receivedAt }: StripeDelivery, secrets: readonly string[]): void {
  const usable = secrets.map((secret) => secret.trim()).filter((secret) => secret !== '');
  if (usable.length === 0) {
    throw new DomainError('STRIPE_SECRET_MISSING', "No Stripe webhook secret is set, so no event is accepted: paste the endpoint's signing secret (whsec_…) into the Source Secrets credential.");
  }
  if (signature === null) throw new DomainError('STRIPE_SIGNATURE_INVALID', 'The Stripe-Signature header is missing.');
  if (isAhead(signature, receivedAt)) throw new DomainError('STRIPE_SIGNATURE_INVALID', 'The signature is dated in the future; check the clock of this server.');
  if (!usable.some((secret) => isSignedWith(secret, body, signature, receivedAt))) {
    throw new DomainError('STRIPE_SIGNATURE_INVALID', 'The signature fits none of the webhook secrets or is older than 5 minutes.');
  }
}

function isSignedWith(secret: string, body: Buffer, signature: string, receivedAt: Date): boolean {
  try {
    loadStripe().webhooks.constructEvent(body, signature, secret, SIGNATURE_TOLERANCE_SECONDS, undefined, receivedAt.getTime());
    return true;
  } catch {
    return false;
  }
}

/** The SDK refuses old signatures only; one far ahead would stay valid for as long as it is ahead. */
function isAhead(signature: string, receivedAt: Date): boolean {
  const seconds = Number(/(?:^|,)\s*t=(\d+)/.exec(signature)?.[1] ?? 0);
  return seconds - receivedAt.getTime() / 1000 > SIGNATURE_TOLERANCE_SECONDS;
}
