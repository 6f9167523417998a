import { ageOf, type Age } from './ageing';

/** P10.7: what the weekly report flags. */
export const EXCEPTION_KINDS = ['discount', 'stage_override', 'refund', 'dispute', 'payment_exception', 'exception_decision', 'unmatched_money', 'refused_event', 'recovery_exhausted'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** One deal that did not go by the book, with who did it and why. */
export interface ExceptionLine extends Age {
  readonly kind: ExceptionKind;
  readonly at: Date;
  readonly opportunity_id: string | null;
  readonly payment_id: string | null;
  readonly closer_id: string | null;
  /** In minor units of `currency`; null where no amount is meant. */
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly by: string;
  readonly detail: string;
  /** Whether somebody must still do something. */
  readonly open: boolean;
}

export type ExceptionFact = Omit<ExceptionLine, keyof Age>;

/** PY-06, P10.7: the lines with their age, what is still open first, then the oldest. */
export function exceptionReport(facts: readonly ExceptionFact[], at: Date): ExceptionLine[] {
  return facts
    .map((fact) => ({ ...fact, ...ageOf(fact.at, at) }))
    .sort((a, b) => Number(b.open) - Number(a.open) || a.at.getTime() - b.at.getTime());
}
