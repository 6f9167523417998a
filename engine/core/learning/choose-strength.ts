import { fitLogistic, type LogisticFit, logitOf, softplus } from './fit-logistic';
import type { Fold } from './folds';
import { type SparseRows, takeRows } from './sparse-rows';

/** From simple to flexible: how strongly weights are drawn to zero. */
export const STRENGTHS = [300, 100, 30, 10, 3, 1, 0.3] as const;

/** What a lead's log-odds were by a model that had not seen it. */
export interface UnseenLogits {
  readonly rows: readonly number[];
  readonly logits: Float64Array;
  readonly labels: Uint8Array;
}

export interface ChosenStrength {
  readonly strength: number;
  readonly unseen: UnseenLogits;
}

/** The strength with the smallest log loss on leads that were not learned from; stops when more flexible ones only get worse. */
export function chooseStrength(matrix: SparseRows, labels: Uint8Array, folds: readonly Fold[], strengths: readonly number[] = STRENGTHS): ChosenStrength {
  const problems = folds.map(({ train, test }) => ({ matrix: takeRows(matrix, train), labels: takeLabels(labels, train), test, fit: undefined as LogisticFit | undefined }));
  const rows = folds.flatMap(({ test }) => test);
  const tested = takeLabels(labels, rows);
  let best = { strength: strengths[0] ?? 30, loss: Infinity, logits: new Float64Array(rows.length) };
  let worse = 0;
  for (const strength of strengths) {
    const logits: number[] = [];
    for (const problem of problems) {
      problem.fit = fitLogistic({ matrix: problem.matrix, labels: problem.labels, strength, from: problem.fit, precision: 1e-5 });
      for (const row of problem.test) logits.push(logitOf(matrix, row, problem.fit));
    }
    const loss = logits.reduce((sum, value, index) => sum + softplus(value) - (tested[index] ? value : 0), 0);
    worse = loss < best.loss ? 0 : worse + 1;
    if (worse === 0) best = { strength, loss, logits: Float64Array.from(logits) };
    if (worse === 2) break;
  }
  return { strength: best.strength, unseen: { rows, logits: best.logits, labels: tested } };
}

function takeLabels(labels: Uint8Array, rows: readonly number[]): Uint8Array {
  return Uint8Array.from(rows, (row) => labels[row] ?? 0);
}
