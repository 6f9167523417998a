import type { Interval, LeakageSuspect, LearnedModel, Metrics, ReadColumn, Validation } from '../../engine/core/learning';
import { printTable } from '../../bench/support/print-table';

const NAMES: Readonly<Record<keyof Metrics, string>> = { auc: 'AUC', log_loss: 'log loss', brier: 'Brier score', calibration_error: 'calibration error (ECE)' };

export function printColumns(columns: readonly ReadColumn[]): void {
  const counted = (kind: ReadColumn['kind']) => columns.filter((column) => column.kind === kind).length;
  console.log(`Signals: ${counted('numeric')} numeric, ${counted('categorical')} categorical, ${counted('boolean')} yes/no, ${counted('date')} dates`);
  for (const { name, kind, note } of columns) if (note !== '') console.log(`  ${name}: ${kind === 'dropped' ? 'left out, ' : ''}${note}`);
}

export function printSuspects(suspects: readonly LeakageSuspect[]): void {
  if (suspects.length === 0) return;
  console.log('\nLeakage suspects (perhaps filled in after the outcome; --ignore leaves them out):');
  for (const { column, auc, why } of suspects) console.log(`  ${column} (AUC alone ${auc.toFixed(3)}): ${why}`);
}

export function printValidation(title: string, { method, leads, won, metrics, gain, reliability }: Validation): void {
  console.log(`\n${title}: ${leads} leads that were not learned from (${method}), ${won} won`);
  printTable(['figure', 'value', '95 % interval'], [...Object.entries(NAMES).map(([name, words]) => row(words, metrics[name as keyof Metrics])), row('gain over the base rate (log loss)', gain)]);
  console.log('\nReliability (ten groups of equal size)');
  printTable(['predicted from', 'to', 'leads', 'predicted', 'observed'], reliability.map((group) => [group.from.toFixed(3), group.to.toFixed(3), group.leads, group.predicted.toFixed(3), group.observed.toFixed(3)]));
}

export function printModel({ strength, calibration, signals, leads, won }: LearnedModel): void {
  const pairs = signals.flatMap(({ pair }) => (pair ? [pair.join(' & ')] : []));
  console.log(`\nLearned from ${leads} leads (${won} won); L2 strength ${strength}, ${calibration.kind} calibration${pairs.length > 0 ? `; taken together: ${pairs.join(', ')}` : ''}`);
}

function row(name: string, { value, low, high }: Interval): [string, string, string] {
  return [name, value.toFixed(4), `${low.toFixed(4)} to ${high.toFixed(4)}`];
}
