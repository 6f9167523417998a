import { aucOf, calibrationErrorOf, differenceInterval, type Judged, learnModel, logLossOf, predictColumns, takeTable } from '../engine/core/learning';
import { generatedOutcomes, type GeneratedOutcomes } from '../test/support/generated-outcomes';
import { naiveBayes } from './support/naive-bayes';
import { printTable } from './support/print-table';
import { numbers, readFlags } from './support/read-flags';

const HELD_OUT = 4000;
const MOST_ERROR = 0.05;

interface Trial {
  readonly learned: Judged;
  readonly naive: Judged;
  readonly truth: Judged;
}

/**
 * The learned score on generated leads whose signals say much the same: how far its probabilities are off, and how well it
 * orders leads beside naive Bayes and the truth. Goals (at 1,000 outcomes): calibration error ≤ 0.05, AUC above naive
 * Bayes beyond the interval of the difference.
 */
export async function benchLearn(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { outcomes: '100,300,1000,3000', repeats: '20' });
  const sizes = numbers('outcomes', flags.outcomes, 100_000);
  const repeats = numbers('repeats', flags.repeats, 500)[0] ?? 20;
  console.log(`Learned score on generated leads, ${HELD_OUT} held-out leads, ${repeats} firms a size; middle of the repeats with the range of 95 % of them`);
  const results = sizes.map((size) => ({ size, trials: Array.from({ length: repeats }, (_, repeat) => trial(size, 1000 * size + repeat)) }));
  printTable(['outcomes', 'calibration error', '', 'naive Bayes', 'AUC', '', 'naive Bayes', 'truth'], results.map(({ size, trials }) => row(size, trials)));
  return results.filter(({ size }) => size >= 1000).every(({ size, trials }) => reaches(size, trials));
}

function trial(outcomes: number, seed: number): Trial {
  const all = generatedOutcomes({ leads: outcomes + HELD_OUT, seed });
  const train = takeTable(all, range(0, outcomes));
  const test = takeTable(all, range(outcomes, outcomes + HELD_OUT));
  const model = learnModel({ ...train, times: null }, { seed });
  const judged = (probabilities: Float64Array): Judged => ({ probabilities, labels: test.labels });
  return { learned: judged(predictColumns(model, test.columns, HELD_OUT)), naive: judged(naiveBayes(train)(test.columns, HELD_OUT)), truth: judged(truthOf(all, outcomes)) };
}

function row(size: number, trials: readonly Trial[]): string[] {
  const error = spread(trials.map(({ learned }) => calibrationErrorOf(learned)));
  const auc = spread(trials.map(({ learned }) => aucOf(learned)));
  const middle = (of: (trial: Trial) => number) => spread(trials.map(of)).middle.toFixed(3);
  return [String(size), error.middle.toFixed(3), error.range, middle(({ naive }) => calibrationErrorOf(naive)), auc.middle.toFixed(3), auc.range, middle(({ naive }) => aucOf(naive)), middle(({ truth }) => aucOf(truth))];
}

/** Says whether the goals are met, on the first firm of the size. */
function reaches(size: number, trials: readonly Trial[]): boolean {
  const [first] = trials;
  if (!first) return false;
  const errors = spread(trials.map(({ learned }) => calibrationErrorOf(learned)));
  const better = trials.map(({ learned, naive }, index) => differenceInterval(learned, naive, aucOf, { seed: index, resamples: 200 }));
  const sure = better.filter(({ low }) => low > 0).length;
  const loss = spread(trials.map(({ learned, naive }) => logLossOf(naive) - logLossOf(learned)));
  console.log(`${size} outcomes: AUC above naive Bayes by ${better[0]?.value.toFixed(4)} (${better[0]?.low.toFixed(4)} to ${better[0]?.high.toFixed(4)}) in the first firm; beyond the interval in ${sure} of ${trials.length}; log loss lower by ${loss.middle.toFixed(3)}`);
  return errors.middle <= MOST_ERROR && sure > trials.length / 2;
}

function spread(values: readonly number[]): { middle: number; range: string } {
  const sorted = [...values].sort((left, right) => left - right);
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { middle: quantile(0.5), range: `${quantile(0.025).toFixed(3)} to ${quantile(0.975).toFixed(3)}` };
}

function truthOf({ truth }: GeneratedOutcomes, from: number): Float64Array {
  return truth.slice(from);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
