import { logit, sigmoid } from '../../engine/core/learning/fit-logistic';
import { binOf, binsOf } from '../../engine/core/learning/encoding';
import { learnEncoding } from '../../engine/core/learning/learn-encoding';
import type { Column, LabelledTable } from '../../engine/core/learning';

/** The usual yardstick: each signal counts as if it knew nothing of the others (with Laplace's one lead more a bin). */
export function naiveBayes(train: LabelledTable): (columns: readonly Column[], rows: number) => Float64Array {
  const won = train.labels.reduce((sum, label) => sum + label, 0);
  const lost = train.labels.length - won;
  const signals = train.columns.map((column) => {
    const encoding = learnEncoding(column);
    const counts = { won: new Float64Array(binsOf(encoding)).fill(1), lost: new Float64Array(binsOf(encoding)).fill(1) };
    column.values.forEach((value, row) => {
      const side = train.labels[row] ? counts.won : counts.lost;
      const bin = binOf(encoding, value);
      side[bin] = (side[bin] ?? 0) + 1;
    });
    const effects = counts.won.map((count, bin) => Math.log(count / (won + counts.won.length)) - Math.log((counts.lost[bin] ?? 1) / (lost + counts.lost.length)));
    return { name: column.name, encoding, effects };
  });
  const base = logit(won / train.labels.length);
  return (columns, rows) => {
    const byName = new Map(columns.map((column) => [column.name, column.values]));
    const effect = (row: number) => signals.reduce((sum, { name, encoding, effects }) => sum + (effects[binOf(encoding, byName.get(name)?.[row])] ?? 0), base);
    return Float64Array.from({ length: rows }, (_, row) => sigmoid(effect(row)));
  };
}
