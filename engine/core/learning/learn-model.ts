import { calibrate } from './calibrate';
import { chooseStrength, STRENGTHS, type UnseenLogits } from './choose-strength';
import { encodeTable, offsetsOf } from './encode';
import { type Encoding, widthOf } from './encoding';
import { fitLogistic } from './fit-logistic';
import { holdOut, makeFolds, thinned } from './folds';
import { learnEncoding } from './learn-encoding';
import type { LearnedModel } from './learned-model';
import { choosePairs, pairColumn, type PairColumn } from './pairs';
import { featureMeans } from './sparse-rows';
import { type Column, type LabelledTable, takeTable } from './table';

export interface LearnOptions {
  readonly seed: number;
  /** Already chosen on much the same leads; null = choose. */
  readonly strength?: number | null;
}

/** More leads than this would not choose strength and calibration any better. */
const MOST_FOR_CHOICE = 9_000;
/** Below, the choice is made on leads by lot: looking only forward in time would learn from too few. */
const FEW_LEADS = 3_000;

/** Learns the model from all leads of the table: strength, pairs and calibration from predictions for leads not seen. */
export function learnModel(table: LabelledTable, { seed, strength = null }: LearnOptions): LearnedModel {
  const encodings = table.columns.map(learnEncoding);
  const rows = table.labels.length;
  const sample = rows > MOST_FOR_CHOICE ? takeTable(table, thinned(table, MOST_FOR_CHOICE, seed)) : table;
  const matrix = encodeTable(encodings, sample.columns, sample.labels.length);
  const few = rows < FEW_LEADS;
  const folds = makeFolds({ labels: sample.labels, times: few ? null : sample.times }, few ? 5 : 3, seed);
  const alone = chooseStrength(matrix, sample.labels, folds, strength === null ? STRENGTHS : [strength]);
  const { pairs, chosen } = choosePairs({ columns: sample.columns, encodings }, sample.labels, folds, alone);
  const all = withPairs(table.columns, encodings, pairs);
  const unseen = sample === table ? chosen.unseen : unseenByFullSize(table, all, chosen.strength, seed);
  return assemble(table, all, chosen.strength, calibrate(unseen));
}

/** A model from a sample is drawn to the average more than one from all leads; calibration must be that of the latter. */
function unseenByFullSize(table: LabelledTable, { columns, encodings }: Signals, strength: number, seed: number): UnseenLogits {
  const matrix = encodeTable(encodings, columns, table.labels.length);
  return chooseStrength(matrix, table.labels, [holdOut(table, 0.2, seed)], [strength]).unseen;
}

interface Signals {
  readonly columns: readonly Column[];
  readonly encodings: readonly Encoding[];
  readonly pairs: readonly (PairColumn['pair'] | null)[];
}

function withPairs(columns: readonly Column[], encodings: readonly Encoding[], pairs: readonly PairColumn[]): Signals {
  const position = (name: string) => columns.findIndex((column) => column.name === name);
  const made = pairs.map(({ pair }) => pairColumn({ columns, encodings }, position(pair[0]), position(pair[1])));
  return {
    columns: [...columns, ...made.map(({ column }) => column)],
    encodings: [...encodings, ...made.map(({ column }) => learnEncoding(column))],
    pairs: [...columns.map(() => null), ...made.map(({ pair }) => pair)],
  };
}

function assemble(table: LabelledTable, { columns, encodings, pairs }: Signals, strength: number, calibration: LearnedModel['calibration']): LearnedModel {
  const matrix = encodeTable(encodings, columns, table.labels.length);
  const fit = fitLogistic({ matrix, labels: table.labels, strength });
  const means = featureMeans(matrix);
  const offsets = offsetsOf(encodings);
  const part = (values: Float64Array, index: number, width: number) => [...values.subarray(offsets[index] ?? 0, (offsets[index] ?? 0) + width)];
  const signals = encodings.map((encoding, index) => ({
    encoding,
    pair: pairs[index] ? ([...pairs[index]] as [string, string]) : null,
    weights: part(fit.weights, index, widthOf(encoding)),
    means: part(means, index, widthOf(encoding)),
  }));
  const average = fit.intercept + fit.weights.reduce((sum, weight, feature) => sum + weight * (means[feature] ?? 0), 0);
  const won = table.labels.reduce((sum, label) => sum + label, 0);
  return { format: 1, average, signals, calibration, strength, leads: table.labels.length, won };
}

