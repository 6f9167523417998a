import { type Artefact, runGenerators } from '../artefact';
import { table as markdownTable } from '../markdown';
import { type Constraint, readCatalogue, type Table } from '../schema/catalogue';
import { columnComments } from './column-comments';
import { SECTIONS, TABLE_NOTES, type TableNote } from './table-notes';

const HEAD = `# Data model

<!-- Made by \`npm run generate\` from the migrations; edits belong there and in scripts/generate/data-model/table-notes.ts. -->

Schema \`salesos\`, the same in the embedded store and in PostgreSQL; [schema.sql](../engine/store/schema.sql) has every constraint, index and policy.

- Every row belongs to one firm by its \`account_id\`. Row-level security shows a transaction only its own firm's rows, and a key to another
  row always carries the account with it, so that no row can point to another firm's ([decision 0005](decisions/0005-row-security.md)).
- Money is whole minor units with its ISO 4217 currency beside it. Instants are UTC; the time zone that matters stands in a column of its own.
- An empty field means *not known*, never *no*.
- Property names are the same in tables, on n8n's items and in events.
`;

/** docs/data-model.md. @throws Error naming tables without a note and notes without a table */
export async function dataModelText(): Promise<string> {
  const { tables } = await readCatalogue();
  refuseStrangers(tables);
  const comments = columnComments();
  const sections = SECTIONS.map((section) => {
    const ours = Object.keys(TABLE_NOTES).flatMap((name) => tables.filter((table) => table.name === name && noteOf(table).section === section));
    return [`## ${section}`, ...ours.map((table) => tableText(table, comments))].join('\n\n');
  });
  return `${[`${HEAD}\n${diagram(tables)}`, summary(), ...sections].join('\n\n')}\n`;
}

function refuseStrangers(tables: readonly Table[]): void {
  const names = tables.map(({ name }) => name);
  const strange = [...names.filter((name) => !(name in TABLE_NOTES)), ...Object.keys(TABLE_NOTES).filter((name) => !names.includes(name))];
  if (strange.length > 0) throw new Error(`scripts/generate/data-model/table-notes.ts and the migrations do not have the same tables: ${strange.join(', ')}.`);
}

function noteOf({ name }: Table): TableNote {
  const note = TABLE_NOTES[name];
  if (!note) throw new Error(`Table ${name} has no note`);
  return note;
}

/** The canonical objects and how they hang together, for viewers that draw Mermaid. */
function diagram(tables: readonly Table[]): string {
  const drawn = tables.filter((table) => noteOf(table).canonical && table.name !== 'accounts');
  const lines = drawn.flatMap((table) =>
    parents(table)
      .filter((parent) => drawn.some(({ name }) => name === parent) && parent !== table.name)
      .map((parent) => `  ${parent} ||--o{ ${table.name} : ""`),
  );
  return ['```mermaid', 'erDiagram', ...[...new Set(lines)].sort(), '```'].join('\n');
}

function parents({ constraints }: Table): string[] {
  return constraints.flatMap(({ references_table }) => (references_table && references_table !== 'accounts' ? [references_table] : []));
}

/** P2.2.1 with the table that holds each object. */
function summary(): string {
  const rows = Object.entries(TABLE_NOTES).flatMap(([name, { canonical }]) =>
    canonical ? [[canonical.name, `[${name}](#${name})`, canonical.cardinality, Object.keys(canonical.minimum).join(', ') || '–']] : [],
  );
  return `The canonical objects of the playbook (page 2):\n\n${markdownTable(['object', 'table', 'cardinality', 'minimum fields'], rows)}`;
}

function tableText(table: Table, comments: Map<string, string>): string {
  const { text, canonical } = noteOf(table);
  const minimum = Object.entries(canonical?.minimum ?? {}).map(([field, columns]) => `${field} (${columns.map((column) => `\`${column}\``).join(', ')})`);
  const columns = table.columns.map(({ name, type, required, value }) => [
    `\`${name}\``,
    shortType(type),
    required ? 'yes' : '',
    [comments.get(`${table.name}.${name}`) ?? '', target(table, name), value ? `\`${value}\`` : ''].filter(Boolean).join(' '),
  ]);
  return [
    `### ${table.name}`,
    canonical ? `**${canonical.name}**, ${canonical.cardinality}. ${text}` : text,
    ...(minimum.length > 0 ? [`Minimum fields: ${minimum.join(', ')}.`] : []),
    markdownTable(['column', 'type', 'required', ''], columns),
    rules(table),
  ].filter(Boolean).join('\n\n');
}

function shortType(type: string): string {
  return type.replace('timestamp with time zone', 'timestamptz');
}

function target(table: Table, column: string): string {
  const key = table.constraints.find(({ kind, columns }) => kind === 'foreign key' && columns.filter((name) => name !== 'account_id').includes(column));
  return key?.references_table ? `→ [${key.references_table}](#${key.references_table})` : '';
}

/** What the database refuses, beside missing values and keys. */
function rules({ constraints, indexes }: Table): string {
  const unique = constraints.filter(({ kind }) => kind === 'unique').map(definitionText);
  const partial = indexes.filter(({ definition }) => definition.startsWith('CREATE UNIQUE')).map(({ definition }) => `unique ${definition.replace(/^.*? USING btree /, '').replace(' WHERE ', ' where ')}`);
  const checks = constraints.filter(({ kind }) => kind === 'check').map(definitionText);
  const all = [...unique, ...partial, ...checks].map((text) => `\`${text.replaceAll('::text', '')}\``);
  return all.length > 0 ? `Rules: ${all.join(' · ')}` : '';
}

function definitionText({ definition }: Constraint): string {
  return definition
    .replace(/^(UNIQUE|CHECK)/, (word) => word.toLowerCase())
    .replace(/^check \(\(([^()]*)\)\)$/, 'check ($1)')
    .replace(/\((\w+) = ANY \(ARRAY\[(.*?)\]\)\)/g, '$1 in ($2)');
}

export const dataModelDoc: Artefact = { file: 'docs/data-model.md', source: 'the migrations', render: dataModelText };

if (require.main === module) void runGenerators([dataModelDoc], process.argv.slice(2));
