import { DomainError } from '../../core/errors';
import { loadStripe } from './stripe-sdk';

/** Runs a call to Stripe and turns its failure into a sentence that says what to do. */
export async function callStripe<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toDomainError(what, error);
  }
}

function toDomainError(what: string, cause: unknown): DomainError {
  const { errors } = loadStripe();
  if (cause instanceof DomainError) return cause;
  if (!(cause instanceof errors.StripeError)) return new DomainError('STRIPE_UNREACHABLE', `${what}: ${messageOf(cause)}`, [], { cause });
  const told = `${what}: Stripe says '${cause.message}'`;
  if (cause instanceof errors.StripeAuthenticationError) return new DomainError('STRIPE_KEY_REFUSED', `${told}. Check the secret key in the Stripe credential.`, [], { cause });
  if (cause instanceof errors.StripePermissionError) return new DomainError('STRIPE_KEY_REFUSED', `${told}. Give the restricted key write access to Payment Links and Checkout Sessions.`, [], { cause });
  if (cause instanceof errors.StripeConnectionError) return new DomainError('STRIPE_UNREACHABLE', `${what}: Stripe cannot be reached (${cause.message}); run it again later.`, [], { cause });
  if (cause instanceof errors.StripeRateLimitError || cause instanceof errors.StripeAPIError) return new DomainError('STRIPE_UNAVAILABLE', `${told}; run it again later.`, [], { cause });
  const problems = cause.param ? [{ field: cause.param, message: cause.message }] : [];
  return new DomainError('STRIPE_REFUSED', `${told}.`, problems, { cause });
}

/** The account has no object of this id. */
export function isMissing(error: unknown): boolean {
  return error instanceof loadStripe().errors.StripeError && error.code === 'resource_missing';
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
