import { type BootstrapOptions, type Interval, meanInterval, metricIntervals } from './bootstrap';
import { type Fold, holdOut, makeFolds } from './folds';
import { learnModel } from './learn-model';
import { type LearnedModel, predictFrom } from './learned-model';
import { type Judged, type Metrics, pointLosses, reliabilityTable, type ReliabilityRow } from './metrics';
import { type Column, type LabelledTable, takeTable } from './table';

/** How well the score does on leads it had not seen. */
export interface Validation {
  readonly method: 'newest leads' | 'rolling forward in time' | 'leads by lot' | 'cross-validation';
  /** Leads that were predicted. */
  readonly leads: number;
  readonly won: number;
  readonly metrics: Readonly<Record<keyof Metrics, Interval>>;
  /** Log loss of always saying the base rate, minus the score's; 0 within the interval = no better than that. */
  readonly gain: Interval;
  readonly reliability: readonly ReliabilityRow[];
}

/** What was predicted for which row of the table. */
export interface UnseenPredictions extends Judged {
  readonly rows: readonly number[];
  /** Share of won leads among those learned from. */
  readonly base: Float64Array;
}

export interface Validated {
  readonly validation: Validation;
  readonly predictions: UnseenPredictions;
  /** Of the last split; its leads had not seen the newest ones. */
  readonly model: LearnedModel;
}

export interface ValidateOptions {
  readonly seed: number;
  /** Share of leads kept away from training; null = by the number of leads. */
  readonly holdout: number | null;
  readonly resamples?: number;
  /** As in learnModel. */
  readonly strength?: number | null;
}

/** Fewer leads than this are judged several times over, so that most of them count. */
const ENOUGH_FOR_ONE_SPLIT = 2000;

/** Learns on the past and predicts what came next (without times: leads by lot), then says how good that was. */
export function validate(table: LabelledTable, options: ValidateOptions): Validated {
  const once = options.holdout !== null || table.labels.length >= ENOUGH_FOR_ONE_SPLIT;
  const folds = once ? [holdOut(table, options.holdout ?? 0.3, options.seed)] : makeFolds(table, 4, options.seed);
  const judged = folds.map((fold) => judge(table, fold, options));
  const predictions = joined(judged.map((one) => one.predictions));
  const last = judged.at(-1);
  if (!last) throw new Error('No fold has leads of both outcomes to learn from');
  return { validation: describe(table, predictions, once, options), predictions, model: last.model };
}

/** Probabilities for all rows of the columns. */
export function predictColumns(model: LearnedModel, columns: readonly Column[], rows: number): Float64Array {
  const byName = new Map(columns.map((column) => [column.name, column.values]));
  return Float64Array.from({ length: rows }, (_, row) => predictFrom(model, (name) => byName.get(name)?.[row]).probability);
}

function judge(table: LabelledTable, { train, test }: Fold, { seed, strength }: ValidateOptions): { model: LearnedModel; predictions: UnseenPredictions } {
  const past = takeTable(table, train);
  const next = takeTable(table, test);
  const model = learnModel(past, { seed, strength: strength ?? null });
  const base = model.won / model.leads;
  return { model, predictions: { rows: test, labels: next.labels, probabilities: predictColumns(model, next.columns, test.length), base: new Float64Array(test.length).fill(base) } };
}

function joined(parts: readonly UnseenPredictions[]): UnseenPredictions {
  return {
    rows: parts.flatMap(({ rows }) => rows),
    labels: Uint8Array.from(parts.flatMap(({ labels }) => [...labels])),
    probabilities: Float64Array.from(parts.flatMap(({ probabilities }) => [...probabilities])),
    base: Float64Array.from(parts.flatMap(({ base }) => [...base])),
  };
}

function describe(table: LabelledTable, predictions: UnseenPredictions, once: boolean, { seed, resamples }: ValidateOptions): Validation {
  const options: BootstrapOptions = { seed, resamples: resamples ?? (predictions.rows.length > 3000 ? 200 : 1000) };
  const losses = pointLosses(predictions);
  const baseLosses = pointLosses({ probabilities: predictions.base, labels: predictions.labels });
  const timed = table.times !== null;
  return {
    method: once ? (timed ? 'newest leads' : 'leads by lot') : timed ? 'rolling forward in time' : 'cross-validation',
    leads: predictions.rows.length,
    won: predictions.labels.reduce((sum, label) => sum + label, 0),
    metrics: metricIntervals(predictions, options),
    gain: meanInterval(baseLosses.map((loss, row) => loss - (losses[row] ?? 0)), options),
    reliability: reliabilityTable(predictions),
  };
}
