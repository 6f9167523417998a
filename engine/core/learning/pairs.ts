import { chooseStrength, type ChosenStrength } from './choose-strength';
import { encodeTable } from './encode';
import { binOf, binsOf, type Encoding } from './encoding';
import { sigmoid, softplus } from './fit-logistic';
import type { Fold } from './folds';
import { pairValue } from './learned-model';
import { learnEncoding } from './learn-encoding';
import type { CategoricalColumn, Column } from './table';

export interface PairColumn {
  readonly pair: readonly [string, string];
  readonly column: CategoricalColumn;
}

interface Learned {
  readonly columns: readonly Column[];
  readonly encodings: readonly Encoding[];
}

/** Most pairs a model takes up, so that its reasons stay readable. */
const MOST_PAIRS = 6;
/** Leads below which a pair's cells are too thin. */
const FEWEST_LEADS = 2000;

/**
 * Signals that say more together than apart. Candidates come from one half of the unseen predictions; all of them are
 * taken up only if they lower the log loss on the other half beyond its interval.
 */
export function choosePairs(learned: Learned, labels: Uint8Array, folds: readonly Fold[], alone: ChosenStrength): { pairs: readonly PairColumn[]; chosen: ChosenStrength } {
  const none = { pairs: [], chosen: alone };
  if (labels.length < FEWEST_LEADS) return none;
  const pairs = candidates(learned, alone).map(([first, second]) => pairColumn(learned, first, second));
  if (pairs.length === 0) return none;
  const encodings = [...learned.encodings, ...pairs.map(({ column }) => learnEncoding(column))];
  const matrix = encodeTable(encodings, [...learned.columns, ...pairs.map(({ column }) => column)], labels.length);
  const together = chooseStrength(matrix, labels, folds, [alone.strength * 3, alone.strength]);
  return lowersLoss(alone, together) ? { pairs, chosen: together } : none;
}

/** The two signals as one column whose values are pairs of bins. */
export function pairColumn({ columns, encodings }: Learned, first: number, second: number): PairColumn {
  const [one, other] = [columns[first], columns[second]];
  const [left, right] = [encodings[first], encodings[second]];
  const values = (one?.values ?? []).map((value, row) => pairValue(left, right, value, other?.values[row]));
  const pair = [one?.name ?? '', other?.name ?? ''] as const;
  return { pair, column: { kind: 'categorical', name: `${pair[0]} & ${pair[1]}`, values } };
}

/** The pairs whose cells hold most of what is left unexplained. */
function candidates({ columns, encodings }: Learned, { unseen }: ChosenStrength): [number, number][] {
  const half = unseen.rows.map((row, index) => ({ row, index })).filter(({ index }) => index % 2 === 0);
  const bins = encodings.map((one, column) => Int32Array.from(half, ({ row }) => binOf(one, columns[column]?.values[row])));
  const residuals = Float64Array.from(half, ({ index }) => (unseen.labels[index] ?? 0) - sigmoid((unseen.logits[index] ?? 0)));
  const curves = Float64Array.from(half, ({ index }) => sigmoid((unseen.logits[index] ?? 0)) * (1 - sigmoid((unseen.logits[index] ?? 0))));
  const gains = encodings.flatMap((first, left) =>
    encodings.slice(left + 1).map((second, offset) => {
      const right = left + 1 + offset;
      const cells = binsOf(first) * binsOf(second);
      const index = bins[left]?.map((bin, row) => bin * binsOf(second) + (bins[right]?.[row] ?? 0)) ?? new Int32Array();
      return { pair: [left, right] as [number, number], gain: scoreGain(index, cells, residuals, curves) };
    }),
  );
  return gains.filter(({ gain }) => gain > 0).sort((left, right) => right.gain - left.gain).slice(0, MOST_PAIRS).map(({ pair }) => pair);
}

/** What one Newton step on each cell would gain, less what chance would give. */
function scoreGain(cellOf: Int32Array, cells: number, residuals: Float64Array, curves: Float64Array): number {
  const sums = new Float64Array(cells);
  const weights = new Float64Array(cells);
  cellOf.forEach((cell, row) => {
    sums[cell] = (sums[cell] ?? 0) + (residuals[row] ?? 0);
    weights[cell] = (weights[cell] ?? 0) + (curves[row] ?? 0);
  });
  const shrink = 10;
  return sums.reduce((gain, sum, cell) => gain + (sum * sum - (weights[cell] ?? 0)) / ((weights[cell] ?? 0) + shrink), 0);
}

function lowersLoss(alone: ChosenStrength, together: ChosenStrength): boolean {
  const gains = Array.from(alone.unseen.logits, (before, index) => lossAt(before, alone, index) - lossAt((together.unseen.logits[index] ?? 0), together, index)).filter((_, index) => index % 2 === 1);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
  return mean > 1.96 * Math.sqrt(variance / gains.length);
}

function lossAt(value: number, { unseen }: ChosenStrength, index: number): number {
  return softplus(value) - (unseen.labels[index] ? value : 0);
}
