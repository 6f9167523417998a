import type { CategoricalColumn, Column, NumericColumn } from './table';

/** A column of a list as text, as a CSV file has it. */
export interface TextColumn {
  readonly name: string;
  readonly values: readonly string[];
}

/** What became of a column of the list. */
export interface ReadColumn {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical' | 'boolean' | 'date' | 'dropped';
  /** Why it was dropped or how it was read; empty when there is nothing to say. */
  readonly note: string;
  readonly columns: readonly Column[];
  /** Whether its values name the row. */
  readonly is_id: boolean;
}

const MISSING = new Set(['', 'select', 'n/a', 'na', 'nan', 'null', 'none', 'nil', '-', '--', '?', '#n/a', 'undefined', 'not specified', '(blank)', 'blank']);
const YES_NO = new Set(['yes', 'no', 'true', 'false', 'y', 'n', 't', 'f', '0', '1']);
const ID_NAME = /(^|[\s_-])(id|uuid|guid|key|index|number|no|nr|row|rownames|serial)$|^unnamed|^#$/i;

/** Whether a cell says that nothing is known. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/** Guesses what a column holds and turns it into signals. */
export function readColumn({ name, values }: TextColumn): ReadColumn {
  const known = values.filter((value) => !isMissing(value));
  const distinct = new Set(known.map((value) => value.trim()));
  const dropped = (note: string, is_id = false): ReadColumn => ({ name, kind: 'dropped', note, columns: [], is_id });
  if (distinct.size === 0) return dropped('empty');
  if (distinct.size === 1 && known.length === values.length) return dropped(`always '${[...distinct][0]}'`);
  const numeric = [...distinct].every((value) => numberOf(value) !== null);
  if (looksLikeId(name, known, distinct, numeric)) return dropped('names the row', true);
  if ([...distinct].every((value) => YES_NO.has(value.toLowerCase()))) return { name, kind: 'boolean', note: '', columns: [categorical(name, values)], is_id: false };
  if (numeric) return { name, kind: 'numeric', note: '', columns: [toNumeric(name, values)], is_id: false };
  if ([...distinct].slice(0, 200).every((value) => dateOf(value) !== null)) return { name, kind: 'date', note: 'read as weekday, month and hour', columns: dateColumns(name, values), is_id: false };
  if (distinct.size > 0.5 * values.length && distinct.size > 50) return dropped(`free text: ${distinct.size} different values in ${values.length} rows`);
  const note = distinct.size > 40 ? `${distinct.size} different values; the rare ones are one group` : '';
  return { name, kind: 'categorical', note, columns: [categorical(name, values)], is_id: false };
}

/** The instant of each row, or null for a column that does not hold instants. */
export function readTimes(values: readonly string[]): Float64Array | null {
  const times = values.map((value) => (isMissing(value) ? null : (numberOf(value) ?? dateOf(value)?.getTime() ?? null)));
  return times.every((time) => time !== null) ? Float64Array.from(times) : null;
}

/** `1,234.5`, `12 %`, `$300` and `-4` are numbers; `12 days` is not. */
export function numberOf(text: string): number | null {
  const bare = text.trim().replace(/^[$€£¥]\s?/, '').replace(/\s?%$/, '');
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

/** ISO dates and times, `15/02/2026` and `02/15/2026 14:30`. */
export function dateOf(text: string): Date | null {
  const bare = text.trim();
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2}).*)?$/.exec(bare);
  if (iso) return utc(iso[1], iso[2], iso[3], iso[4], iso[5]);
  const slashed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ](\d{1,2}):(\d{2}).*)?$/.exec(bare);
  if (!slashed) return null;
  const [, first, second, year, hour, minute] = slashed;
  return utc(year, second, first, hour, minute) ?? utc(year, first, second, hour, minute);
}

function utc(year?: string, month?: string, day?: string, hour = '0', minute = '0'): Date | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? date : null;
}

function looksLikeId(name: string, known: readonly string[], distinct: ReadonlySet<string>, numeric: boolean): boolean {
  if (known.length < 20) return false;
  const share = distinct.size / known.length;
  if (ID_NAME.test(name.trim()) && share > 0.9) return true;
  if (!numeric) return share > 0.98 && [...distinct].every((value) => !/\s/.test(value)) && dateOf(known[0] ?? '') === null;
  return share === 1 && [...distinct].every((value) => /^\d+$/.test(value)) && isSequence(known.map(Number));
}

/** 1, 2, 3 … or rising row by row. */
function isSequence(values: readonly number[]): boolean {
  const rising = values.every((value, row) => row === 0 || value > (values[row - 1] ?? 0));
  const falling = values.every((value, row) => row === 0 || value < (values[row - 1] ?? 0));
  return rising || falling;
}

function toNumeric(name: string, values: readonly string[]): NumericColumn {
  return { kind: 'numeric', name, values: values.map((value) => (isMissing(value) ? null : numberOf(value))) };
}

function categorical(name: string, values: readonly string[]): CategoricalColumn {
  return { kind: 'categorical', name, values: values.map((value) => (isMissing(value) ? null : value.trim())) };
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function dateColumns(name: string, values: readonly string[]): Column[] {
  const dates = values.map((value) => (isMissing(value) ? null : dateOf(value)));
  const parts: Column[] = [
    { kind: 'categorical', name: `${name} (weekday)`, values: dates.map((date) => (date ? (WEEKDAYS[date.getUTCDay()] ?? null) : null)) },
    { kind: 'categorical', name: `${name} (month)`, values: dates.map((date) => (date ? String(date.getUTCMonth() + 1) : null)) },
    { kind: 'numeric', name: `${name} (hour)`, values: dates.map((date) => date?.getUTCHours() ?? null) },
  ];
  return parts.filter((column) => new Set<string | number | null>(column.values).size > 1);
}
