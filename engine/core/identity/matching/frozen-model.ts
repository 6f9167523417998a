import { z } from 'zod';

import type { ColumnValues, Values } from './columns';
import type { KnownFrequencies } from './frequencies';
import { type MatchParameters, matchParameters, STANDARD_PARAMETERS } from './parameters';

const shares = z.record(z.string(), z.number().positive().max(1));

/** What an estimation leaves behind: parameters, and how common the commonest values of the base are. */
export const frozenModel = z.object({
  parameters: matchParameters,
  frequencies: z.object({ name: shares, email: shares, local: shares, phone: shares, birth: shares, city: shares, numbers: shares, street: shares, postcode: shares, country: shares }).partial(),
});
export interface FrozenModel {
  readonly parameters: MatchParameters;
  readonly frequencies: KnownFrequencies;
}

/** From day one: no value is known to be common yet. */
export const STANDARD_MODEL: FrozenModel = { parameters: STANDARD_PARAMETERS, frequencies: {} };

/** Values of each column that are kept: the others are rare, and all rare values weigh the same. */
const MOST_VALUES: Readonly<Record<keyof ColumnValues, number>> = { name: 4_000, email: 300, local: 300, phone: 300, birth: 50, city: 500, numbers: 300, street: 1_000, postcode: 300, country: 250 };
const RARE = 3;

export function freezeModel(values: ColumnValues, parameters: MatchParameters): FrozenModel {
  const columns = Object.keys(values) as (keyof ColumnValues)[];
  const frequencies = Object.fromEntries(columns.map((column) => [column, commonest(values[column], MOST_VALUES[column], parameters.records)]));
  return { parameters, frequencies };
}

/** Sorted by share, then by text: the same base gives the same document. */
function commonest({ texts, counts }: Values, most: number, size: number): Record<string, number> {
  const common = texts.map((text, id) => [text, counts[id] ?? 0] as const).filter(([text, count]) => text !== '' && count > RARE);
  common.sort(([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1));
  return Object.fromEntries(common.slice(0, most).map(([text, count]) => [text, Number((count / size).toPrecision(6))]));
}
