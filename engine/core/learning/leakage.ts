import { binLabel, binOf, binsOf, type Encoding } from './encoding';
import { learnEncoding } from './learn-encoding';
import { aucOf } from './metrics';
import type { Column } from './table';

/** A column that knows the outcome better than anything known beforehand should. */
export interface LeakageSuspect {
  readonly column: string;
  /** How well this column alone tells won from lost. */
  readonly auc: number;
  readonly why: string;
}

const ALONE_SUSPICIOUS = 0.8;
const SURE_SHARE = 0.95;
const FEWEST_LEADS = 50;
/** Words of things that are known only afterwards. */
const AFTERWARDS = /\b(duration|outcome|result|closed|won|lost|paid|payment|revenue|contract|signed|cancell?ed|churn|tags?|quality|stage|status|last notable|lost reason|conversion|converted)\b/i;

/**
 * Names columns that may have been filled in after the outcome: one column alone tells won from lost, or one of its values
 * nearly always goes with a won lead. They are named, not removed: only the owner of the list knows.
 */
export function leakageSuspects(columns: readonly Column[], labels: Uint8Array): LeakageSuspect[] {
  const base = labels.reduce((sum, label) => sum + label, 0) / Math.max(1, labels.length);
  return columns
    .flatMap((column) => {
      const encoding = learnEncoding(column);
      const counts = countBins(encoding, column, labels);
      const auc = aloneAuc(encoding, column, labels, counts);
      const why = [...alone(auc), ...sureValue(encoding, counts, base), ...named(column.name, auc)];
      return why.length > 0 ? [{ column: column.name, auc, why: why.join('; ') }] : [];
    })
    .sort((left, right) => right.auc - left.auc);
}

interface BinCount {
  leads: number;
  won: number;
}

function countBins(encoding: Encoding, column: Column, labels: Uint8Array): BinCount[] {
  const counts = Array.from({ length: binsOf(encoding) }, (): BinCount => ({ leads: 0, won: 0 }));
  column.values.forEach((value, row) => {
    const count = counts[binOf(encoding, value)];
    if (!count) return;
    count.leads += 1;
    count.won += (labels[row] ?? 0);
  });
  return counts;
}

/** Each lead rated by the other leads of its bin, so that a column of many values gets no credit for knowing the lead itself. */
function aloneAuc(encoding: Encoding, column: Column, labels: Uint8Array, counts: readonly BinCount[]): number {
  const base = labels.reduce((sum, label) => sum + label, 0) / Math.max(1, labels.length);
  const probabilities = Float64Array.from(labels, (label, row) => {
    const { leads, won } = counts[binOf(encoding, column.values[row])] ?? { leads: 0, won: 0 };
    return (won - label + 5 * base) / (leads - 1 + 5);
  });
  return aucOf({ probabilities, labels });
}

function alone(auc: number): string[] {
  return auc >= ALONE_SUSPICIOUS ? [`alone it tells won from lost with an AUC of ${auc.toFixed(2)}`] : [];
}

function sureValue(encoding: Encoding, counts: readonly BinCount[], base: number): string[] {
  if (base > 0.6) return [];
  const bin = counts.findIndex(({ leads, won }) => leads >= FEWEST_LEADS && won / leads >= SURE_SHARE);
  const count = counts[bin];
  return count ? [`of ${count.leads} leads with '${binLabel(encoding, bin)}' ${count.won} were won`] : [];
}

function named(name: string, auc: number): string[] {
  return AFTERWARDS.test(name.replace(/[_-]/g, ' ')) && auc >= 0.65 ? ['its name is that of something known only afterwards'] : [];
}
