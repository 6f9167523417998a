type Cell = string | number | boolean | Date | null;

export interface ReportTable {
  readonly heading: string;
  /** What is shown when there is no row. */
  readonly empty: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface ReportPage {
  readonly title: string;
  /** Firm, period, moment: what makes the page unmistakable. */
  readonly facts: readonly (readonly [label: string, value: Cell])[];
  readonly tables: readonly ReportTable[];
}

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;color:#1d2433;margin:2rem auto;max-width:72rem;padding:0 1rem}h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}' +
  'dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}dt{color:#5b6577}dd{margin:0}table{border-collapse:collapse;width:100%;font-size:.9rem}' +
  'th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #dfe3ea}td.number{text-align:right;font-variant-numeric:tabular-nums}p{color:#5b6577}';

/** A report as one self-contained page: no script, nothing loaded from elsewhere. Everything shown is escaped. */
export function reportPage({ title, facts, tables }: ReportPage): string {
  const list = facts.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1><dl>${list}</dl>${tables.map(tableOf).join('')}</body></html>`;
}

function tableOf({ heading, empty, columns, rows }: ReportTable): string {
  const title = `<h2>${escaped(heading)}</h2>`;
  if (rows.length === 0) return `${title}<p>${escaped(empty)}</p>`;
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => (typeof cell === 'number' ? `<td class="number">${cell}</td>` : `<td>${escaped(cell)}</td>`)).join('')}</tr>`).join('');
  return `${title}<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(value: Cell): string {
  const text = value === null ? '' : value instanceof Date ? value.toISOString().replace('T', ' ').slice(0, 16) : String(value);
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
