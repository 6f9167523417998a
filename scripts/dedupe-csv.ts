import { createReadStream } from 'node:fs';

import { parse } from 'csv-parse';

import { bitsOf, estimateModel, type MatchRecord, prepare, runDedupe } from '../engine/core/identity/matching';
import { delimiterOf } from './dedupe/delimiter';
import { type ColumnNames, readDedupeArguments } from './dedupe/read-arguments';
import { toRecord } from './dedupe/to-record';
import { writeClusters } from './dedupe/write-clusters';

/**
 * Finds the persons in a CSV file: `npx tsx scripts/dedupe-csv.ts FILE --columns id=ID,name=Full Name,email=E-mail,phone=Phone`
 * writes CSV `id,cluster` to standard output, one line a row of the file in its order, and progress to standard error.
 */
async function main(args: readonly string[]): Promise<void> {
  const { file, columns, threshold } = readDedupeArguments(args);
  const started = performance.now();
  const say = (text: string) => console.error(`${((performance.now() - started) / 1_000).toFixed(1)} s  ${text}`);
  const records: MatchRecord[] = [];
  const delimiter = await delimiterOf(file);
  const rows = createReadStream(file).pipe(parse({ delimiter, columns: (header: string[]) => knownHeader(header, columns), bom: true, trim: true, skip_empty_lines: true, relax_quotes: true, relax_column_count: true }));
  for await (const row of rows) records.push(toRecord(row as Record<string, string>, columns, records.length));
  say(`${records.length} rows read`);
  const unique = withUniqueIds(records);
  const prepared = prepare(unique);
  say('prepared');
  const model = estimateModel(prepared);
  say(`parameters estimated: ${model.parameters.matches_per_record.toFixed(2)} duplicates a row`);
  const run = runDedupe(prepared, { model, threshold });
  say(`${run.edges.compared} pairs compared, ${run.edges.left.length} likely ones, ${run.clustering.conflicts.length} chains not followed; threshold ${threshold} (${bitsOf(threshold).toFixed(1)} bits)`);
  const persons = await writeClusters(process.stdout, records, unique, run);
  say(`${persons} clusters written`);
}

/** Says which named columns the file lacks; they are left out. */
function knownHeader(header: string[], columns: ColumnNames): string[] {
  const names = header.map((name) => name.trim());
  const missing = Object.values(columns).filter((name) => !names.includes(name));
  if (missing.length > 0) console.error(`The file has no column ${missing.map((name) => `'${name}'`).join(', ')}; it has: ${names.join(', ')}`);
  return names;
}

/** Rows that share an id are still rows of their own. */
function withUniqueIds(records: readonly MatchRecord[]): MatchRecord[] {
  const seen = new Set<string>();
  return records.map((record, index) => {
    const id = seen.has(record.id) ? `${record.id}\u0000${index}` : record.id;
    seen.add(id);
    return id === record.id ? record : { ...record, id };
  });
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
