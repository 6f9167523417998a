import type { CsvError } from 'csv-parse';

/** One record of the file: its values, and the line of the file on which it starts (1-based). */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Bounds what one unclosed quote may swallow before the file is read on without quotes. */
const LONGEST_RECORD = 100_000;
const SLICE_BYTES = 256 * 1024;

/**
 * Reads the records of a delimited text one by one; empty ones are left out, ragged ones stay as they are. Where a quote is
 * opened and never closed, the rest of the file is read with quotes as plain characters: a slip on one line loses no row.
 */
export async function* parseCsv(text: string, delimiter: string): AsyncGenerator<CsvRecord> {
  const head = /^\uFEFF?sep=.(\r\n|\n|\r)/i.exec(text)?.[0] ?? '';
  const bytes = Buffer.from(text.slice(head.length).replace(/^\uFEFF/, ''), 'utf8');
  const place = { offset: 0, line: head === '' ? 1 : 2 };
  const quotes = yield* recordsFrom(bytes, place, { delimiter });
  if (quotes === 'unclosed') yield* recordsFrom(bytes, place, { delimiter, quote: false });
}

interface Place {
  /** Where the next record starts. */
  offset: number;
  line: number;
}

interface Parsed {
  readonly cells: string[];
  /** Where the record ended, counted from where the parser began. */
  readonly end: number;
}

async function* recordsFrom(bytes: Buffer, place: Place, options: { delimiter: string; quote?: false }): AsyncGenerator<CsvRecord, 'closed' | 'unclosed'> {
  const start = place.offset;
  const parsed: Parsed[] = [];
  const { failure, write, end } = parserInto(parsed, options);
  for (let at = start; at < bytes.length; at += SLICE_BYTES) {
    await write(bytes.subarray(at, at + SLICE_BYTES));
    yield* placed(bytes, start, place, parsed.splice(0));
    if (failure()) break;
  }
  if (!failure()) await end();
  yield* placed(bytes, start, place, parsed.splice(0));
  const error = failure();
  if (error && !isAboutQuotes(error)) throw error;
  return error ? 'unclosed' : 'closed';
}

/** The stream drops what it has read when it fails; its hook has seen every record by then. */
function parserInto(parsed: Parsed[], options: { delimiter: string; quote?: false }) {
  const { parse } = require('csv-parse') as typeof import('csv-parse');
  let error: Error | undefined;
  const shape = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: LONGEST_RECORD };
  const keep = (cells: string[], { bytes }: { bytes: number }) => void parsed.push({ cells, end: bytes });
  const parser = parse({ ...shape, ...options, on_record: keep as never });
  parser.on('error', (failure) => (error = failure));
  parser.resume();
  const settled = (work: (done: () => void) => void) => new Promise<void>((resolve) => {
    parser.once('error', () => resolve());
    work(resolve);
  });
  return {
    failure: () => error,
    write: (slice: Buffer) => settled((done) => parser.write(slice, () => done())),
    end: () => settled((done) => parser.end(() => done())),
  };
}

function* placed(bytes: Buffer, start: number, place: Place, parsed: readonly Parsed[]): Generator<CsvRecord> {
  for (const { cells, end } of parsed) {
    const text = bytes.subarray(place.offset, start + end).toString('latin1');
    const blank = /^(?:[^\S\r\n]*(?:\r\n|\n|\r))*/.exec(text)?.[0] ?? '';
    const line = place.line + lineEnds(blank);
    place.line += lineEnds(text);
    place.offset = start + end;
    if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function isAboutQuotes(error: Error): boolean {
  const { code } = error as CsvError;
  return code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE' || code === 'CSV_INVALID_CLOSING_QUOTE';
}
