import { learnModel } from './learn-model';
import { effectsOf, type LearnedModel } from './learned-model';
import { type LabelledTable, rowValues } from './table';
import { thinned } from './folds';
import { validate, type Validation } from './validate';

export interface TrainOptions {
  readonly seed: number;
  /** Leads with a known outcome below which nothing is learned. */
  readonly min_outcomes: number;
  /** Of them won, and of them lost, at least so many. */
  readonly min_each: number;
}

export interface SignalWeight {
  readonly signal: string;
  /** By how much it moves the log-odds of a lead on average, up or down. */
  readonly average_effect: number;
}

export interface LearnedScoreReport {
  readonly leads: number;
  readonly won: number;
  readonly base_rate: number;
  /** Whether the score may be shown to people; `why` says in a sentence what decided. */
  readonly shown: boolean;
  readonly why: string;
  /** null = too few outcomes to try. */
  readonly validation: Validation | null;
  readonly signals: readonly SignalWeight[];
  readonly strength: number | null;
  readonly calibration: 'platt' | 'isotonic' | null;
}

export interface TrainedScore {
  /** null = too few outcomes. A model that is not shown is kept all the same, for the record. */
  readonly model: LearnedModel | null;
  readonly report: LearnedScoreReport;
}

/**
 * SC-09: learns how likely a lead is won from leads whose outcome is known, judges it on leads it had not seen, and
 * refuses to show it when it is not surely better than the base rate. Same leads and seed, same result.
 */
export function trainLearnedScore(table: LabelledTable, options: TrainOptions): TrainedScore {
  const leads = table.labels.length;
  const won = table.labels.reduce((sum, label) => sum + label, 0);
  const counted = { leads, won, base_rate: leads === 0 ? 0 : won / leads };
  const gap = tooFew(leads, won, options);
  if (gap) return { model: null, report: { ...counted, shown: false, why: gap, validation: null, signals: [], strength: null, calibration: null } };
  const { validation } = validate(table, { seed: options.seed, holdout: null });
  const model = learnModel(table, { seed: options.seed });
  const report = { ...counted, ...verdictOn(validation), validation, signals: weightsOf(model, table, options.seed), strength: model.strength, calibration: model.calibration.kind };
  return { model, report };
}

function tooFew(leads: number, won: number, { min_outcomes, min_each }: TrainOptions): string | null {
  const lost = leads - won;
  if (leads >= min_outcomes && won >= min_each && lost >= min_each) return null;
  return `Too few outcomes: ${leads} known (${won} won, ${lost} lost), needed are ${min_outcomes} with ${min_each} of each`;
}

/** The interval of the gain decides: luck must not put a number beside a person's name. */
export function verdictOn({ gain, leads, metrics }: Validation): { shown: boolean; why: string } {
  const figures = `log loss ${figure(metrics.log_loss.value)}, gain over the base rate ${figure(gain.value)} (${figure(gain.low)} to ${figure(gain.high)}) on ${leads} leads it had not seen`;
  return gain.low > 0 ? { shown: true, why: `Better than the base rate: ${figures}` } : { shown: false, why: `Not surely better than the base rate: ${figures}` };
}

function weightsOf(model: LearnedModel, table: LabelledTable, seed: number): SignalWeight[] {
  const rows = thinned(table, 1000, seed);
  const sums = new Map<string, number>();
  for (const row of rows) {
    for (const { signal, log_odds } of effectsOf(model, rowValues(table.columns, row))) sums.set(signal, (sums.get(signal) ?? 0) + Math.abs(log_odds));
  }
  return [...sums].map(([signal, sum]) => ({ signal, average_effect: sum / Math.max(1, rows.length) })).sort((left, right) => right.average_effect - left.average_effect);
}

function figure(value: number): string {
  return value.toFixed(3);
}
