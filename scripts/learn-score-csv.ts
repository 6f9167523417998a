import { writeFileSync } from 'node:fs';

import { type Column, leakageSuspects, type LabelledTable, readColumn, type ReadColumn, type TextColumn, type UnseenPredictions, validate } from '../engine/core/learning';
import { verdictOn } from '../engine/core/learning/train-learned-score';
import { printColumns, printModel, printSuspects, printValidation } from './learn-score/print-report';
import { type LearnArguments, readArguments } from './learn-score/read-arguments';
import { type LeadList, readLabels, readList, readTimeColumn } from './learn-score/read-list';

/**
 * Learns a score from a CSV list with an outcome column and says how good it is on leads that were not learned from.
 * docs/scoring.md explains the figures.
 */
function main(args: LearnArguments): void {
  const list = readList(args.file);
  const label = columnNamed(list, args.label, '--label');
  const time = args.time === null ? null : columnNamed(list, args.time, '--time');
  const ignored = args.ignore.map((name) => columnNamed(list, name, '--ignore').name);
  const { labels, rows, positive } = readLabels(label, args.positive);
  console.log(`${args.file}: ${list.rows} rows, delimiter '${list.delimiter}', won = '${positive}'${rows.length < list.rows ? `; ${list.rows - rows.length} rows without outcome left out` : ''}`);
  const kept = (values: readonly string[]) => rows.map((row) => values[row] ?? '');
  const texts = list.columns.filter(({ name }) => name !== label.name && name !== time?.name && !ignored.includes(name)).map(({ name, values }) => ({ name, values: kept(values) }));
  const read = texts.map(readColumn);
  printColumns(read);
  const table = { columns: read.flatMap(({ columns }) => columns), labels, times: time && readTimeColumn(time, rows) };
  if (table.columns.length === 0) throw new Error('No column is left to learn from');
  const suspects = leakageSuspects(table.columns, labels);
  printSuspects(suspects);
  const predictions = judge(table, suspects.map(({ column }) => column), args);
  if (args.predictions !== null) writePredictions(args.predictions, predictions, rows, texts.filter(({ name }) => isId(read, name)));
}

function judge(table: LabelledTable, suspects: readonly string[], { holdout, seed }: LearnArguments): UnseenPredictions {
  const { validation, predictions, model } = validate(table, { seed, holdout });
  printModel(model);
  printValidation('All signals', validation);
  console.log(`\n${verdictOn(validation).why}`);
  const safe: Column[] = table.columns.filter(({ name }) => !suspects.includes(name));
  if (suspects.length > 0 && safe.length > 0) printValidation('Without the leakage suspects', validate({ ...table, columns: safe }, { seed, holdout, strength: model.strength }).validation);
  return predictions;
}

function columnNamed({ columns }: LeadList, name: string, flag: string): TextColumn {
  const same = (column: TextColumn) => column.name.trim().toLowerCase() === name.trim().toLowerCase();
  const found = columns.find((column) => column.name === name) ?? columns.find(same);
  if (!found) throw new Error(`${flag}: there is no column '${name}'; there are: ${columns.map((column) => column.name).join(', ')}`);
  return found;
}

function isId(read: readonly ReadColumn[], name: string): boolean {
  return read.some((column) => column.name === name && column.is_id);
}

/** One line a predicted lead: its row in the file (the first below the header is 1), the columns that name it, outcome, probability. */
function writePredictions(path: string, { rows, probabilities, labels }: UnseenPredictions, fileRows: readonly number[], ids: readonly TextColumn[]): void {
  const header = ['row', ...ids.map(({ name }) => name), 'outcome', 'probability'];
  const lines = rows.map((row, index) => [(fileRows[row] ?? 0) + 1, ...ids.map(({ values }) => values[row] ?? ''), labels[index] ?? 0, (probabilities[index] ?? 0).toFixed(6)]);
  writeFileSync(path, [header, ...lines].map((cells) => cells.map(cell).join(',')).join('\n') + '\n');
  console.log(`\n${rows.length} predictions written to ${path}`);
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

try {
  main(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
