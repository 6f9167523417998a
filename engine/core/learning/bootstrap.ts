import { type Judged, type Metrics, metricsOf, meanOf } from './metrics';
import { randomFrom } from './random';

/** A figure with the middle 95 % of its bootstrap distribution. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly resamples: number;
}

/** Every metric with its interval; leads are drawn again, so the training sample's luck is not in it. */
export function metricIntervals(judged: Judged, options: BootstrapOptions): Record<keyof Metrics, Interval> {
  const samples = resamples(judged.labels.length, options).map((rows) => metricsOf(chosen(judged, rows)));
  const value = metricsOf(judged);
  const of = (name: keyof Metrics) => interval(value[name], samples.map((sample) => sample[name]));
  return { auc: of('auc'), log_loss: of('log_loss'), brier: of('brier'), calibration_error: of('calibration_error') };
}

/** The interval of a mean. */
export function meanInterval(values: Float64Array, options: BootstrapOptions): Interval {
  return interval(meanOf(values), resamples(values.length, options).map((rows) => meanOf(Float64Array.from(rows, (row) => (values[row] ?? 0)))));
}

/** The interval of a difference of two predictions of the same leads, drawn together. */
export function differenceInterval(left: Judged, right: Judged, figure: (judged: Judged) => number, options: BootstrapOptions): Interval {
  const samples = resamples(left.labels.length, options).map((rows) => figure(chosen(left, rows)) - figure(chosen(right, rows)));
  return interval(figure(left) - figure(right), samples);
}

function interval(value: number, samples: readonly number[]): Interval {
  const sorted = samples.filter((sample) => !Number.isNaN(sample)).sort((left, right) => left - right);
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? value;
  return { value, low: quantile(0.025), high: quantile(0.975) };
}

function resamples(size: number, { seed, resamples: count }: BootstrapOptions): Int32Array[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => Int32Array.from({ length: size }, () => Math.floor(random() * size)));
}

function chosen({ probabilities, labels }: Judged, rows: Int32Array): Judged {
  return { probabilities: Float64Array.from(rows, (row) => (probabilities[row] ?? 0)), labels: Uint8Array.from(rows, (row) => (labels[row] ?? 0)) };
}
