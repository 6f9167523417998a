import { readFileSync } from 'node:fs';

import { parse } from 'csv-parse/sync';

import { dateOf, type TextColumn } from '../../engine/core/learning';

const DELIMITERS = [',', ';', '\t', '|'];

/** A list of leads as columns of text, all of the same length. */
export interface LeadList {
  readonly columns: readonly TextColumn[];
  readonly rows: number;
  readonly delimiter: string;
}

/** Reads a CSV file: delimiter and character set are guessed, short rows are filled up, double names get a number. */
export function readList(path: string): LeadList {
  const text = decode(readFileSync(path));
  const delimiter = guessDelimiter(text);
  const records = parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true }) as string[][];
  const [header = [], ...rows] = records;
  if (rows.length === 0) throw new Error(`${path} has no rows below its header line`);
  const columns = namesOf(header).map((name, index) => ({ name, values: rows.map((row) => row[index] ?? '') }));
  return { columns, rows: rows.length, delimiter };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The delimiter that cuts the header and the next lines into the same number of parts, the more the better. */
function guessDelimiter(text: string): string {
  const head = text.split(/\r?\n/).slice(0, 6).join('\n');
  const parts = DELIMITERS.map((delimiter) => {
    const sizes = (parse(head, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, bom: true }) as string[][]).map((row) => row.length);
    return { delimiter, parts: sizes.every((size) => size === sizes[0]) ? (sizes[0] ?? 0) : 1 + (sizes[0] ?? 0) / 1000 };
  });
  return parts.reduce((best, one) => (one.parts > best.parts ? one : best)).delimiter;
}

function namesOf(header: readonly string[]): string[] {
  return header.map((name, index) => {
    const own = name === '' ? `column ${index + 1}` : name;
    const before = header.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? own : `${own} (${before + 1})`;
  });
}

const POSITIVE = ['1', '1.0', 'yes', 'true', 'y', 't', 'converted', 'won', 'paid', 'case_opened', 'closed won', 'success', 'positive'];

/** The outcome as 1 and 0, and the rows that have one. @throws Error that says which values the column has */
export function readLabels({ name, values }: TextColumn, positive: string | null): { labels: Uint8Array; rows: number[]; positive: string } {
  const rows = [...values.keys()].filter((row) => values[row] !== '');
  const distinct = [...new Set(rows.map((row) => values[row] ?? ''))];
  const won = positive === null ? distinct.filter((value) => POSITIVE.includes(value.toLowerCase())) : distinct.filter((value) => value.toLowerCase() === positive.toLowerCase());
  const shown = distinct.slice(0, 12).map((value) => `'${value}'`).join(', ');
  if (won.length === 0) throw new Error(`No value of ${name} means won${positive === null ? '; say which one with --positive' : ` when --positive is '${positive}'`}. Its values: ${shown}`);
  if (won.length === distinct.length) throw new Error(`Every row's ${name} means won (${shown}): there is nothing to learn`);
  return { labels: Uint8Array.from(rows, (row) => (won.includes(values[row] ?? '') ? 1 : 0)), rows, positive: won.join(', ') };
}

/** The moment of each row. @throws Error that names the first cell that is none */
export function readTimeColumn({ name, values }: TextColumn, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => {
    const text = values[row] ?? '';
    const time = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (dateOf(text)?.getTime() ?? Date.parse(text));
    if (Number.isNaN(time)) throw new Error(`Row ${row + 1}: '${text}' in ${name} is no moment; expected a date such as 2026-03-02, or a number that rises with time`);
    return time;
  });
}
