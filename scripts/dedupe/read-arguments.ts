import { parseArgs } from 'node:util';

export const COLUMN_NAMES = ['id', 'name', 'given', 'family', 'email', 'phone', 'dob', 'city', 'address', 'postcode', 'country'] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

/** Which column of the file holds what; those that are missing are not compared. */
export type ColumnNames = Readonly<Partial<Record<ColumnName, string>>>;

export interface DedupeArguments {
  readonly file: string;
  readonly columns: ColumnNames;
  readonly threshold: number;
}

const USAGE = `Usage: npx tsx scripts/dedupe-csv.ts FILE --columns ${COLUMN_NAMES.map((name) => `${name}=…`).join(',')} [--threshold 0.9]; columns that the file lacks are left out`;

/** @throws with the usage and everything that is wrong */
export function readDedupeArguments(args: readonly string[]): DedupeArguments {
  const { values, positionals } = parseArgs({ args: [...args], options: { columns: { type: 'string' }, threshold: { type: 'string', default: '0.9' } }, allowPositionals: true });
  const problems: string[] = [];
  const [file = ''] = positionals;
  if (positionals.length !== 1) problems.push(`one file is needed, got ${positionals.length}`);
  const columns = readColumns(values.columns ?? '', problems);
  const threshold = Number(values.threshold);
  if (!(threshold >= 0.5 && threshold < 1)) problems.push(`--threshold is a probability from 0.5 to below 1, got '${values.threshold}'`);
  if (problems.length > 0) throw new Error(`${problems.join('; ')}.\n${USAGE}`);
  return { file, columns, threshold };
}

function readColumns(text: string, problems: string[]): ColumnNames {
  const columns: Partial<Record<ColumnName, string>> = {};
  for (const pair of text.split(',').filter(Boolean)) {
    const at = pair.indexOf('=');
    const name = COLUMN_NAMES.find((known) => known === pair.slice(0, at).trim());
    if (at < 1 || !name) problems.push(`'${pair}' is not a column, allowed: ${COLUMN_NAMES.join(', ')}`);
    else columns[name] = pair.slice(at + 1).trim();
  }
  if (Object.keys(columns).length === 0) problems.push('--columns says which columns hold what, e.g. id=ID,name=Full Name,email=E-mail');
  return columns;
}
