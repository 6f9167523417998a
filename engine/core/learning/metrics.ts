
/** Predictions beside what happened. */
export interface Judged {
  readonly probabilities: Float64Array;
  readonly labels: Uint8Array;
}

export interface Metrics {
  /** Share of pairs of a won and a lost lead in which the won one was rated higher; ties count half. */
  readonly auc: number;
  /** Mean log loss in nats. */
  readonly log_loss: number;
  readonly brier: number;
  /** Mean distance of predicted and observed share over ten groups of equal size, weighted by size. */
  readonly calibration_error: number;
}

export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly leads: number;
  readonly predicted: number;
  readonly observed: number;
}

export function metricsOf(judged: Judged): Metrics {
  return { auc: aucOf(judged), log_loss: logLossOf(judged), brier: brierOf(judged), calibration_error: calibrationErrorOf(judged) };
}

/** NaN when one of the outcomes is missing. */
export function aucOf({ probabilities, labels }: Judged): number {
  const order = ascending(probabilities);
  const won = labels.reduce((sum, label) => sum + label, 0);
  let ranks = 0;
  for (let first = 0; first < order.length; ) {
    let end = first;
    while (end < order.length && probabilities[order[end] ?? 0] === probabilities[order[first] ?? 0]) end += 1;
    for (let index = first; index < end; index += 1) if (labels[order[index] ?? 0]) ranks += (first + 1 + end) / 2;
    first = end;
  }
  return (ranks - (won * (won + 1)) / 2) / (won * (labels.length - won));
}

export function logLossOf(judged: Judged): number {
  return meanOf(pointLosses(judged));
}

/** Each lead's log loss. */
export function pointLosses({ probabilities, labels }: Judged): Float64Array {
  return probabilities.map((probability, row) => {
    const kept = Math.min(1 - 1e-12, Math.max(1e-12, probability));
    return labels[row] ? -Math.log(kept) : -Math.log1p(-kept);
  });
}

export function brierOf({ probabilities, labels }: Judged): number {
  return meanOf(probabilities.map((probability, row) => (probability - (labels[row] ?? 0)) ** 2));
}

export function calibrationErrorOf(judged: Judged): number {
  const table = reliabilityTable(judged);
  const leads = table.reduce((sum, row) => sum + row.leads, 0);
  return table.reduce((sum, row) => sum + row.leads * Math.abs(row.predicted - row.observed), 0) / Math.max(1, leads);
}

/** Predicted against observed share in groups of equal size, lowest predictions first; equal predictions stay together. */
export function reliabilityTable({ probabilities, labels }: Judged, groups = 10): ReliabilityRow[] {
  const order = ascending(probabilities);
  const rows: ReliabilityRow[] = [];
  for (let first = 0, group = 1; first < order.length; group += 1) {
    let end = Math.max(first + 1, Math.round((group * order.length) / groups));
    while (end < order.length && probabilities[order[end] ?? 0] === probabilities[order[end - 1] ?? 0]) end += 1;
    const members = order.slice(first, end);
    const mean = (values: { readonly [index: number]: number }) => members.reduce((sum, row) => sum + (values[row] ?? 0), 0) / members.length;
    rows.push({ from: (probabilities[order[first] ?? 0] ?? 0), to: (probabilities[order[end - 1] ?? 0] ?? 0), leads: members.length, predicted: mean(probabilities), observed: mean(labels) });
    first = end;
  }
  return rows;
}

export function meanOf(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}

function ascending(values: Float64Array): number[] {
  return Array.from(values.keys()).sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0));
}
