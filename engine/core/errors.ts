/** One mistake in an input: where, what is wrong, and what is allowed. */
export interface Problem {
  /** Dotted path of the field, e.g. `offers.0.price_minor`; empty when the whole input is meant. */
  readonly field: string;
  readonly message: string;
}

/**
 * A refusal that a user can mend. `code` is stable and for machines; the message says what is wrong,
 * with which value, and what is allowed. `problems` lists every gap at once.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly problems: readonly Problem[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DomainError';
  }
}

/** Joins problems into one readable sentence list: `a: wrong; b: missing`. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');
}
