import { DomainError } from '../../core/errors';
import type { PaymentSettings } from '../../core/payment';

/** A key that says its mode must be of the firm's: live and test are never mixed. @throws DomainError `STRIPE_MODE_MISMATCH` */
export function assertKeyMode(secretKey: string, mode: PaymentSettings['mode']): void {
  const told = /^[sr]k_(live|test)_/.exec(secretKey.trim())?.[1];
  if (told !== undefined && told !== mode) throw modeMismatch(told, mode);
}

export function modeMismatch(told: string, mode: PaymentSettings['mode']): DomainError {
  return new DomainError('STRIPE_MODE_MISMATCH', `The Stripe credential holds a ${told} key and the firm works in ${mode} mode: use a ${mode} key, or set payment.mode to '${told}' in Firm Settings.`);
}
