import type { ColumnValues, Values } from './columns';

/** log2 of the share of records that hold each value; an equal rare value says more than an equal common one. */
export type Frequencies = Readonly<Record<keyof ColumnValues, Float64Array>>;

/** The shares of the commonest values of a base, kept with its frozen parameters. */
export type KnownFrequencies = Readonly<Partial<Record<keyof ColumnValues, Readonly<Record<string, number>>>>>;

export interface FrequencyBase {
  readonly size: number;
  /** null = count in the records at hand. */
  readonly known: KnownFrequencies | null;
}

/** In a small file a value that occurs twice is no common value: shares are drawn towards that of a base of this size. */
const SMALL_BASE = 400;

export function frequenciesOf(values: ColumnValues, { size, known }: FrequencyBase): Frequencies {
  const names = Object.keys(values) as (keyof ColumnValues)[];
  return Object.fromEntries(names.map((name) => [name, known ? fromKnown(values[name], known[name] ?? {}, size) : counted(values[name], size)])) as Record<keyof ColumnValues, Float64Array>;
}

function counted({ counts }: Values, size: number): Float64Array {
  // The two records of a pair are no proof that their value is common: the others that hold it are.
  return Float64Array.from(counts, (count) => Math.log2(Math.max(0.5, count - 1.5) / (size + SMALL_BASE)));
}

function fromKnown({ texts }: Values, shares: Readonly<Record<string, number>>, size: number): Float64Array {
  const rare = 0.5 / (size + SMALL_BASE);
  return Float64Array.from(texts, (text) => Math.log2(Math.max(rare, Object.hasOwn(shares, text) ? (shares[text] ?? 0) : 0)));
}
