import { createHash } from 'node:crypto';

import { DomainError } from '../../core/errors';
import type { IntakeSettings } from '../../core/lead';
import { decodeText } from './decode-text';
import { findDelimiter } from './find-delimiter';
import type { ListFacts, ListRow } from './list-row';
import { type CsvRecord, parseCsv } from './parse-csv';
import { columnOf, isHeader, type ListColumn } from './read-header';

/** An uploaded list, opened: what its head says, and its rows to be read one by one. */
export interface OpenList {
  readonly file: ListRow['file'];
  readonly encoding: string;
  readonly delimiter: string;
  readonly columns: readonly ListColumn[];
  readonly rows: AsyncIterable<ListRow>;
}

export interface ListFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Titles and notes that people write above the names of the columns. */
const LINES_BEFORE_HEADER = 10;

/** Opens a CSV of any encoding and separator. Throws `LIST_EMPTY`, `LIST_NOT_CSV` or `LIST_WITHOUT_HEADER`. */
export async function openList({ name, bytes }: ListFile, list: ListFacts, settings: IntakeSettings): Promise<OpenList> {
  refuseWorkbook(name, bytes);
  const { text, encoding } = decodeText(bytes);
  if (text.trim() === '') throw new DomainError('LIST_EMPTY', `The file '${name}' is empty`);
  const delimiter = findDelimiter(text);
  const records = parseCsv(text, delimiter);
  const header = await headerOf(records, name, settings);
  const file = { name, sha256: createHash('sha256').update(bytes).digest('hex') };
  const columns = header.map((cell) => columnOf(cell, settings.field_aliases));
  return { file, encoding, delimiter, columns, rows: rowsOf(records, { list, file, columns: header }) };
}

function refuseWorkbook(name: string, bytes: Buffer): void {
  const isZip = bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));
  const isOldExcel = bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
  if (isZip || isOldExcel || bytes.subarray(0, 4).toString() === '%PDF') {
    throw new DomainError('LIST_NOT_CSV', `The file '${name}' is no text: save the sheet as CSV (in Excel: Save as, CSV UTF-8) and import that file`);
  }
}

async function headerOf(records: AsyncGenerator<CsvRecord>, name: string, settings: IntakeSettings): Promise<string[]> {
  const seen: string[] = [];
  while (seen.length < LINES_BEFORE_HEADER) {
    const next = await records.next();
    if (next.done) break;
    if (isHeader(next.value.cells, settings.field_aliases)) return [...next.value.cells];
    seen.push(next.value.cells.join(' · '));
  }
  const first = seen[0]?.slice(0, 200) ?? '';
  throw new DomainError('LIST_WITHOUT_HEADER', `No line of '${name}' names a column for e-mail or phone. Its first line is '${first}'; name the columns, e.g. Name, Email, Phone, Country, or add the file's own names to the setting intake.field_aliases`);
}

async function* rowsOf(records: AsyncGenerator<CsvRecord>, head: Omit<ListRow, 'line' | 'cells'>): AsyncGenerator<ListRow> {
  for await (const { line, cells } of records) yield { ...head, line, cells: [...cells] };
}
