import type { RuleField } from './classification-rule';
import { STATEMENT_PLACES, type FieldValue, type Statement } from './statement';

/** What the statements about one field come to. */
export interface SettledField {
  readonly value: FieldValue | null;
  readonly detail: string | null;
  /** Values between which the statements do not decide; a human or the AI does. */
  readonly ambiguous: readonly FieldValue[];
  /** What the person said it is not. */
  readonly excluded: readonly FieldValue[];
}

/**
 * The best place that names one value wins; lower places only decide between several. Within a place the strongest
 * statements hold. What the person excluded is never taken from a lower place (`not looking for study` in a study
 * campaign). Disagreement is noted.
 */
export function settleField(field: RuleField, statements: readonly Statement[]): SettledField {
  const about = statements.filter((statement) => statement.field === field);
  const denied = new Set(about.flatMap((statement) => (statement.excluded === null ? [] : [statement.excluded])));
  const excluded = [...denied];
  let open: readonly FieldValue[] = [];
  for (const place of STATEMENT_PLACES) {
    const here = strongest(about.filter((statement) => statement.place === place && statement.value !== null && !denied.has(statement.value)));
    const values = distinct(here).filter((value) => open.length === 0 || open.includes(value));
    const [value] = values;
    if (values.length === 1 && value !== undefined) return { value, detail: detailOf(value, here, about), ambiguous: [], excluded };
    if (values.length > 1) open = values;
  }
  return { value: null, detail: null, ambiguous: open, excluded };
}

/** Values by their strongest statement; of equally strong ones the more often named. */
function strongest(statements: readonly Statement[]): Statement[] {
  if (statements.length < 2) return [...statements];
  const weights = new Map<FieldValue, number>();
  for (const { value, strength } of statements) if (value !== null) weights.set(value, Math.max(weights.get(value) ?? 0, strength));
  const top = Math.max(...weights.values());
  return statements.filter(({ value }) => value !== null && weights.get(value) === top);
}

function distinct(statements: readonly Statement[]): FieldValue[] {
  return [...new Set(statements.flatMap(({ value }) => (value === null ? [] : [value])))];
}

function detailOf(value: FieldValue, here: readonly Statement[], about: readonly Statement[]): string {
  const detail = here.find((statement) => statement.value === value)?.detail ?? '';
  const other = about.find((statement) => statement.value !== null && statement.value !== value);
  return other ? `${detail}; ${other.detail} says ${String(other.value)}` : detail;
}
