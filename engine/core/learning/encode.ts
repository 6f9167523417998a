import { type Encoding, levelOf, type NumericEncoding, widthOf } from './encoding';
import { type Entry, sparseRows, type SparseRows } from './sparse-rows';
import type { Column } from './table';

/**
 * A value as features, counted from 0 within the signal. null = nothing like it was among the training leads (then it
 * says nothing); the features of a known value are never empty.
 */
export function encodeValue(one: Encoding, value: string | number | null | undefined): Entry[] | null {
  if (value === null || value === undefined || (one.kind === 'numeric' && Number.isNaN(Number(value)))) {
    return one.shares[0] === 0 ? null : [{ feature: 0, value: 1 }];
  }
  if (one.kind === 'numeric') return encodeNumber(one, Number(value));
  const level = levelOf(one, String(value));
  if (level < 0 && one.shares[1] === 0) return null;
  return [{ feature: 2 + level, value: 1 }];
}

/**
 * A line and a bow over the order of the values (Legendre polynomials, so that a long tail has no long lever), and what
 * is left around each knot. Beyond the outer knots the effect stays: a model must not run away with an outlier.
 */
function encodeNumber({ spikes, knots }: NumericEncoding, value: number): Entry[] {
  const spike = spikes.indexOf(value);
  if (spike >= 0) return [{ feature: 1 + spike, value: 1 }];
  if (knots.length === 0) return [];
  const { knot, share } = placeAmong(knots, value);
  const across = knots.length === 1 ? 0 : (2 * (knot + share)) / (knots.length - 1) - 1;
  const line = 1 + spikes.length;
  return [
    { feature: line, value: Math.sqrt(3) * across },
    { feature: line + 1, value: (Math.sqrt(5) * (3 * across * across - 1)) / 2 },
    { feature: line + 2 + knot, value: 1 - share },
    ...(share > 0 ? [{ feature: line + 3 + knot, value: share }] : []),
  ];
}

/** The knot at or below the value, and how far it is on the way to the next. */
function placeAmong(knots: readonly number[], value: number): { knot: number; share: number } {
  const above = knots.findIndex((knot) => knot > value);
  if (above < 0) return { knot: knots.length - 1, share: 0 };
  const [low, high] = [knots[above - 1], knots[above] ?? value];
  return low === undefined ? { knot: 0, share: 0 } : { knot: above - 1, share: (value - low) / (high - low) };
}

/** Position of each signal's first feature. */
export function offsetsOf(encodings: readonly Encoding[]): number[] {
  let next = 0;
  return encodings.map((one) => {
    const offset = next;
    next += widthOf(one);
    return offset;
  });
}

/** All leads of a table as features; the columns stand in the order of the encodings. */
export function encodeTable(encodings: readonly Encoding[], columns: readonly Column[], rows: number): SparseRows {
  const offsets = offsetsOf(encodings);
  const width = encodings.reduce((sum, one) => sum + widthOf(one), 0);
  return sparseRows(width, rows, (row) =>
    encodings.flatMap((one, index) => {
      const offset = offsets[index] ?? 0;
      const entries = encodeValue(one, columns[index]?.values[row]) ?? [];
      return entries.map(({ feature, value }) => ({ feature: offset + feature, value }));
    }),
  );
}
