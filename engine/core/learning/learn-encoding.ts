import { binOf, binsOf, type CategoricalEncoding, type Encoding, type NumericEncoding } from './encoding';
import type { CategoricalColumn, Column, NumericColumn } from './table';

/** Most values of a categorical signal that get an effect of their own; the rest is one group. */
const MOST_LEVELS = 30;
/** A value that fewer leads have teaches nothing. */
const FEWEST_LEADS = 5;
/** Up to this many different numbers each one is a knot. */
const FEW_NUMBERS = 12;
const MOST_KNOTS = 10;
/** Leads a knot must at least have to lean on. */
const LEADS_A_KNOT = 30;
const SPIKE_SHARE = 0.1;

/** Learns from the training leads how a signal becomes features; outcomes play no part. */
export function learnEncoding(column: Column): Encoding {
  const learned = column.kind === 'numeric' ? learnNumeric(column) : learnCategorical(column);
  return { ...learned, shares: binShares(learned, column.values) };
}

/** Share of the values in each bin. */
export function binShares(one: Encoding, values: Column['values']): number[] {
  const counts = new Array<number>(binsOf(one)).fill(0);
  for (const value of values) {
    const bin = binOf(one, value);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => count / Math.max(1, values.length));
}

function learnCategorical({ name, values }: CategoricalColumn): CategoricalEncoding {
  const fewest = Math.max(FEWEST_LEADS, values.length / 1000);
  const frequent = [...countsOf(values)].filter(([, count]) => count >= fewest);
  // By name among equals, so that the order of the leads plays no part.
  frequent.sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1));
  return { kind: 'categorical', name, shares: [], levels: frequent.slice(0, MOST_LEVELS).map(([level]) => level) };
}

function learnNumeric({ name, values }: NumericColumn): NumericEncoding {
  const known = values.filter((value) => value !== null);
  const counts = countsOf(known);
  const distinct = [...counts.keys()].sort((left, right) => left - right);
  const few = distinct.length <= FEW_NUMBERS;
  const spikes = few ? [] : distinct.filter((value) => (counts.get(value) ?? 0) >= SPIKE_SHARE * known.length);
  const spread = known.filter((value) => !spikes.includes(value)).sort((left, right) => left - right);
  const knots = few ? distinct : quantileKnots(spread);
  return { kind: 'numeric', name, shares: [], knots, spikes };
}

/** The outer knots leave the last hundredth on each side out, where a slip of the keyboard may stand. */
function quantileKnots(sorted: readonly number[]): number[] {
  if (sorted.length === 0) return [];
  const count = Math.min(MOST_KNOTS, Math.max(3, Math.floor(sorted.length / LEADS_A_KNOT)));
  const quantiles = Array.from({ length: count }, (_, index) => 0.01 + (0.98 * index) / (count - 1));
  return [...new Set(quantiles.map((share) => sorted[Math.round(share * (sorted.length - 1))] ?? 0))];
}

function countsOf<T>(values: readonly (T | null)[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
