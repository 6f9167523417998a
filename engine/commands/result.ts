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

/** The values of the inputs that were accepted, in order. */
export function accepted<T>(results: readonly Result<{ value: T }>[]): T[] {
  return results.flatMap((result) => (result.ok ? [result.value] : []));
}

/** Puts the outcomes of the accepted inputs back in their places, beside the refusals. */
export function inPlace<T, U>(results: readonly Result<{ value: T }>[], outcomes: readonly Result<U>[]): Result<U>[] {
  let next = 0;
  return results.map((result) => {
    if (!result.ok) return result;
    const outcome = outcomes[next++];
    if (!outcome) throw new Error('every accepted input has an outcome');
    return outcome;
  });
}
