import { type Artefact, runGenerators } from './artefact';
import { readCatalogue, type Catalogue, type Column, type Table } from './schema/catalogue';

const HEAD = `-- Schema salesos after all migrations (engine/store/migrations), read from the database's own catalogue.
-- Made by \`npm run generate\`; for reading and review. Stores are made by the migrations, never by this file.
`;

/** The whole schema as one readable text, tables in alphabetical order. */
export function schemaText({ tables, functions }: Catalogue): string {
  return [HEAD, ...functions.map((text) => `${text};\n`), ...tables.map(tableText)].join('\n');
}

function tableText(table: Table): string {
  const width = Math.max(...table.columns.map(({ name }) => name.length));
  const lines = [
    ...table.columns.map((column) => columnText(column, width)),
    ...table.constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
  ];
  const security = table.row_security
    ? [`alter table salesos.${table.name} enable row level security${table.forced ? ', force row level security' : ''}`]
    : [];
  const rest = [...table.indexes, ...table.policies, ...table.triggers].map(({ definition }) => definition);
  return [`create table salesos.${table.name} (\n  ${lines.join(',\n  ')}\n)`, ...security, ...rest].map((text) => `${text};\n`).join('');
}

function columnText({ name, type, required, value }: Column, width: number): string {
  return [name.padEnd(width), type, required ? 'not null' : '', value ?? ''].filter(Boolean).join(' ');
}

export const schemaDump: Artefact = {
  file: 'engine/store/schema.sql',
  source: 'the migrations',
  render: async () => schemaText(await readCatalogue()),
};

if (require.main === module) void runGenerators([schemaDump], process.argv.slice(2));
