import { z } from 'zod';

const shared = {
  name: z.string(),
  /** Share of the training leads in each bin (see `binOf`); drift is measured against it. */
  shares: z.array(z.number()),
};

const numeric = z.object({
  ...shared,
  kind: z.literal('numeric'),
  /** Ascending, about as many leads between each two; beyond the outer ones the effect stays. */
  knots: z.array(z.number()),
  /** Values so frequent (0, 999 = never) that each has an effect of its own. */
  spikes: z.array(z.number()),
});

const categorical = z.object({
  ...shared,
  kind: z.literal('categorical'),
  /** The frequent values; the rest is one group. */
  levels: z.array(z.string()),
});

/** How a signal becomes features: learned from the training leads without looking at their outcomes. */
export const encoding = z.discriminatedUnion('kind', [numeric, categorical]);
export type Encoding = z.infer<typeof encoding>;
export type NumericEncoding = z.infer<typeof numeric>;
export type CategoricalEncoding = z.infer<typeof categorical>;

/** Number of features. Numeric: missing, spikes, line, bow, knots; categorical: missing, the rest, levels. */
export function widthOf(one: Encoding): number {
  return one.kind === 'numeric' ? 3 + one.spikes.length + one.knots.length : 2 + one.levels.length;
}

/** Number of bins: missing first, then spikes and knots, or the rest and levels. */
export function binsOf(one: Encoding): number {
  return one.kind === 'numeric' ? 1 + one.spikes.length + one.knots.length : 2 + one.levels.length;
}

/** The coarse place of a value, for drift and for signals taken two at a time. */
export function binOf(one: Encoding, value: string | number | null | undefined): number {
  if (value === null || value === undefined) return 0;
  if (one.kind === 'categorical') return 2 + levelOf(one, String(value));
  const number = Number(value);
  if (Number.isNaN(number)) return 0;
  const spike = one.spikes.indexOf(number);
  return spike >= 0 ? 1 + spike : 1 + one.spikes.length + nearest(one.knots, number);
}

const lookups = new WeakMap<CategoricalEncoding, Map<string, number>>();

/** Index of the level, or -1 for the rest. */
export function levelOf(one: CategoricalEncoding, value: string): number {
  let lookup = lookups.get(one);
  if (!lookup) {
    lookup = new Map(one.levels.map((level, index) => [level, index]));
    lookups.set(one, lookup);
  }
  return lookup.get(value) ?? -1;
}

/** The bin in words, as a reason shows it. */
export function binLabel(one: Encoding, bin: number): string {
  if (bin === 0) return 'not known';
  if (one.kind === 'categorical') return bin === 1 ? 'another value' : (one.levels[bin - 2] ?? '');
  const spike = one.spikes[bin - 1];
  return String(spike ?? `about ${rounded(one.knots[bin - 1 - one.spikes.length] ?? 0)}`);
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function nearest(knots: readonly number[], value: number): number {
  let best = 0;
  knots.forEach((knot, index) => {
    if (Math.abs(knot - value) < Math.abs((knots[best] ?? 0) - value)) best = index;
  });
  return best;
}
