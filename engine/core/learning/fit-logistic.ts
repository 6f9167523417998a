import { rowTimes, type SparseRows } from './sparse-rows';
import { solvePositive } from './solve-positive';

export interface LogisticFit {
  readonly intercept: number;
  /** One weight a feature, in log-odds. */
  readonly weights: Float64Array;
}

export interface LogisticProblem {
  readonly matrix: SparseRows;
  /** 1 = the lead was won, 0 = it was not. */
  readonly labels: Uint8Array;
  /** L2 strength: half of it times the squared weights is added to the summed log loss. The intercept is free. */
  readonly strength: number;
  /** Where to begin; a neighbouring strength's fit saves steps. */
  readonly from?: LogisticFit | undefined;
  /** Relative gain of the loss below which it is done; by default as exact as it gets. */
  readonly precision?: number;
}

const MOST_STEPS = 30;

/** Ridge logistic regression by Newton's method (iteratively reweighted least squares) with step halving. */
export function fitLogistic(problem: LogisticProblem): LogisticFit {
  const precision = problem.precision ?? 1e-9;
  let fit = problem.from ?? { intercept: logit(meanOf(problem.labels)), weights: new Float64Array(problem.matrix.width) };
  let loss = penalisedLoss(problem, fit);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = shortened(problem, fit, newtonStep(problem, fit), loss);
    const gain = loss - next.loss;
    fit = next.fit;
    loss = next.loss;
    if (gain <= precision * (1 + Math.abs(loss))) break;
  }
  return fit;
}

export function logitOf(matrix: SparseRows, row: number, { intercept, weights }: LogisticFit): number {
  return intercept + rowTimes(matrix, row, weights);
}

export function sigmoid(value: number): number {
  return value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value));
}

export function logit(probability: number): number {
  const kept = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return Math.log(kept / (1 - kept));
}

/** ln(1 + e^value) without overflow. */
export function softplus(value: number): number {
  return value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value));
}

function penalisedLoss({ matrix, labels, strength }: LogisticProblem, fit: LogisticFit): number {
  let loss = 0;
  for (let row = 0; row < matrix.rows; row += 1) {
    const value = logitOf(matrix, row, fit);
    loss += softplus(value) - (labels[row] ? value : 0);
  }
  return loss + (strength / 2) * fit.weights.reduce((sum, weight) => sum + weight * weight, 0);
}

/** The step for the weights and, last, the intercept. */
function newtonStep({ matrix, labels, strength }: LogisticProblem, fit: LogisticFit): Float64Array {
  const size = matrix.width + 1;
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  for (let feature = 0; feature < matrix.width; feature += 1) {
    hessian[feature * size + feature] = strength;
    gradient[feature] = -strength * (fit.weights[feature] ?? 0);
  }
  for (let row = 0; row < matrix.rows; row += 1) {
    const probability = sigmoid(logitOf(matrix, row, fit));
    addRow(matrix, row, Math.max(probability * (1 - probability), 1e-9), (labels[row] ?? 0) - probability, hessian, gradient);
  }
  return solvePositive(hessian, gradient);
}

function addRow({ starts, features, values, width }: SparseRows, row: number, curvature: number, residual: number, hessian: Float64Array, gradient: Float64Array): void {
  const size = width + 1;
  const first = (starts[row] ?? 0);
  const end = (starts[row + 1] ?? 0);
  const last = width * size;
  for (let one = first; one < end; one += 1) {
    const feature = (features[one] ?? 0);
    const value = (values[one] ?? 0);
    const weighted = curvature * value;
    const line = feature * size;
    gradient[feature] = (gradient[feature] ?? 0) + residual * value;
    for (let other = first; other <= one; other += 1) hessian[line + (features[other] ?? 0)] = (hessian[line + (features[other] ?? 0)] ?? 0) + weighted * (values[other] ?? 0);
    hessian[last + feature] = (hessian[last + feature] ?? 0) + weighted;
  }
  hessian[last + width] = (hessian[last + width] ?? 0) + curvature;
  gradient[width] = (gradient[width] ?? 0) + residual;
}

/** Takes the step, halved until the loss no longer rises: a full one may overshoot where classes are almost separated. */
function shortened(problem: LogisticProblem, fit: LogisticFit, step: Float64Array, loss: number): { fit: LogisticFit; loss: number } {
  for (let share = 1; share > 1e-4; share /= 2) {
    const weights = fit.weights.map((weight, feature) => weight + share * (step[feature] ?? 0));
    const next = { intercept: fit.intercept + share * (step[step.length - 1] ?? 0), weights };
    const nextLoss = penalisedLoss(problem, next);
    if (nextLoss <= loss) return { fit: next, loss: nextLoss };
  }
  return { fit, loss };
}

function meanOf(labels: Uint8Array): number {
  return labels.reduce((sum, label) => sum + label, 0) / Math.max(1, labels.length);
}
