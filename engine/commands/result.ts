import { DomainError } from '../core/errors';

/** What came of one input of a batch command: one bad input never spoils the others. */
export type Result<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: DomainError };

export function failed(error: DomainError): { readonly ok: false; readonly error: DomainError } {
  return { ok: false, error };
}

/** Turns a refusal thrown by a decision into the item's result; anything else stays an exception. */
export function attempt<T>(work: () => T): Result<{ value: T }> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof DomainError) return failed(error);
    throw error;
  }
}
