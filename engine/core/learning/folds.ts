import { randomFrom, shuffled } from './random';
import type { LabelledTable } from './table';

/** Learn from these leads, judge on those. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

interface Order {
  readonly labels: Uint8Array;
  readonly times: Float64Array | null;
}

/** Share of the oldest leads that every time-ordered fold learns from. */
const FIRST_SHARE = 0.4;

/**
 * With times: each fold learns from the past and is judged on what came next. Without: every lead is judged once by a
 * model that has not seen it, and each fold has its share of won leads. Folds without both outcomes to learn from are left out.
 */
export function makeFolds(order: Order, count: number, seed: number): Fold[] {
  const folds = order.times ? timeFolds(order, order.times, count) : stratifiedFolds(order.labels, count, seed);
  return folds.filter(({ train, test }) => test.length > 0 && hasBoth(order.labels, train));
}

/** The newest share of the leads (with times), or a stratified draw, kept away from training. */
export function holdOut(order: Order, share: number, seed: number): Fold {
  if (order.times) {
    const sorted = byTime(order.times);
    const cut = Math.round((1 - share) * sorted.length);
    return { train: sorted.slice(0, cut), test: sorted.slice(cut) };
  }
  const parts = classesOf(order.labels).map((rows, label) => shuffled(rows, randomFrom(seed + label)));
  const cutOf = (rows: readonly number[]) => Math.round((1 - share) * rows.length);
  return { train: ascending(parts.flatMap((rows) => rows.slice(0, cutOf(rows)))), test: ascending(parts.flatMap((rows) => rows.slice(cutOf(rows)))) };
}

/** At most `most` rows, evenly over time or by lot. */
export function thinned({ labels, times }: Pick<LabelledTable, 'labels' | 'times'>, most: number, seed: number): number[] {
  const rows = times ? byTime(times) : shuffled([...labels.keys()], randomFrom(seed));
  if (rows.length <= most) return ascending(rows);
  return ascending(Array.from({ length: most }, (_, index) => rows[Math.floor((index * rows.length) / most)] ?? 0));
}

function timeFolds({ labels }: Order, times: Float64Array, count: number): Fold[] {
  const sorted = byTime(times);
  const first = Math.round(FIRST_SHARE * labels.length);
  const cut = (index: number) => first + Math.round((index * (labels.length - first)) / count);
  return Array.from({ length: count }, (_, index) => ({ train: sorted.slice(0, cut(index)), test: sorted.slice(cut(index), cut(index + 1)) }));
}

function stratifiedFolds(labels: Uint8Array, count: number, seed: number): Fold[] {
  const place = new Map<number, number>();
  classesOf(labels).forEach((rows, label) => shuffled(rows, randomFrom(seed + label)).forEach((row, index) => place.set(row, index % count)));
  const rows = [...labels.keys()];
  return Array.from({ length: count }, (_, fold) => ({ train: rows.filter((row) => place.get(row) !== fold), test: rows.filter((row) => place.get(row) === fold) }));
}

function byTime(times: Float64Array): number[] {
  return [...times.keys()].sort((left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right);
}

function classesOf(labels: Uint8Array): [number[], number[]] {
  const rows = [...labels.keys()];
  return [rows.filter((row) => !labels[row]), rows.filter((row) => labels[row])];
}

function hasBoth(labels: Uint8Array, rows: readonly number[]): boolean {
  const won = rows.filter((row) => labels[row]).length;
  return won > 0 && won < rows.length;
}

function ascending(rows: readonly number[]): number[] {
  return [...rows].sort((left, right) => left - right);
}
