/** Text that a spreadsheet would run as a formula; a plain number is none. */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

type Cell = string | number | boolean | Date | null;

/**
 * Rows as CSV (RFC 4180) with a heading line, for a spreadsheet or an accounting import. Text that would be run as a
 * formula gets an apostrophe in front (PY-07: names and reasons come from people).
 */
export function toCsv<Row extends object>(rows: readonly Row[], columns: readonly (keyof Row & string)[]): string {
  const lines = rows.map((row) => columns.map((column) => cellOf(row[column] as Cell)).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function cellOf(value: Cell): string {
  const text = value === null ? '' : value instanceof Date ? value.toISOString() : String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
