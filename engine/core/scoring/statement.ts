import type { RuleField } from './classification-rule';

export type FieldValue = string | boolean;

/** Where words came from, best first: what a person answered outranks what a campaign was named (P5.3). */
export const STATEMENT_PLACES = ['answer', 'message', 'campaign', 'utm', 'url', 'intake'] as const;
export type StatementPlace = (typeof STATEMENT_PLACES)[number];

/** One thing that the lead says about one field. */
export interface Statement {
  readonly field: RuleField;
  readonly place: StatementPlace;
  /** null together with `excluded`: the person said what it is not. */
  readonly value: FieldValue | null;
  readonly excluded: FieldValue | null;
  /** For the provenance: `message says 'express entry'`. */
  readonly detail: string;
  /** Beside other statements of the same place about the same field; the strongest hold. */
  readonly strength: number;
}
