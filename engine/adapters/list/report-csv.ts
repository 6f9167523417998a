/** One line of an import's report. */
export interface ReportLine {
  readonly line: number;
  readonly result: 'rejected' | 'warning' | 'known';
  readonly field: string;
  readonly value: string;
  readonly message: string;
  readonly delivery_id: string;
}

const COLUMNS = ['line', 'result', 'field', 'value', 'message', 'delivery_id'] as const;

/** The report as CSV with a byte order mark, as spreadsheets open it; no cell of it is ever run as a formula. */
export function reportCsv(lines: readonly ReportLine[]): Buffer {
  const rows = [COLUMNS.join(','), ...lines.map((line) => COLUMNS.map((column) => cell(String(line[column]))).join(','))];
  return Buffer.from(`\uFEFF${rows.join('\r\n')}\r\n`, 'utf8');
}

/** A leading = + - @ or control character would be run: an apostrophe makes it text. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
