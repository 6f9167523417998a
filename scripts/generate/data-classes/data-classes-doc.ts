import { SENSITIVE_KINDS, maskFor } from '../../../engine/core/lead';
import { type Artefact, runGenerators } from '../artefact';
import { table as markdownTable } from '../markdown';
import { readCatalogue, type Table } from '../schema/catalogue';
import { classOf, DATA_CLASSES, type DataClass } from './data-classes';

const HANDLING: Record<DataClass, string> = {
  Public: 'No restriction. Nothing of it is stored: it is the text of templates and pages.',
  Internal: "Only inside the firm's account (row-level security). May stand in events, receipts and logs.",
  PII: 'Only inside the firm’s account (row-level security). Events carry ids instead.',
  'Sensitive PII': `Never stored. Masked in the lead and in the raw delivery when it is normalised; the SHA-256 of the original bytes stays. It belongs to the case file, after the handoff.`,
  Financial: 'Amounts, states and the provider’s ids. Card data stays with Stripe and never reaches the store.',
};

const NAMES: Record<(typeof SENSITIVE_KINDS)[number], string> = {
  passport_number: 'Passport numbers, also as machine-readable lines',
  date_of_birth: 'Dates of birth (a year alone stays)',
  national_id: 'National identity, tax and social insurance numbers, UCI',
  card_number: 'Payment card numbers (check digit verified)',
  bank_account: 'Bank accounts (IBAN, check digits verified)',
};

/** docs/data-classes.md: every column with its class, and what is refused at the door (P14.2, GV-07). */
export async function dataClassesText(): Promise<string> {
  const { tables } = await readCatalogue();
  const sensitive = SENSITIVE_KINDS.map((kind) => [NAMES[kind], `\`${maskFor(kind)}\``]);
  return `${[
    '# Data classes\n\n<!-- Made by `npm run generate` from the migrations; classes belong into scripts/generate/data-classes/data-classes.ts. -->',
    markdownTable(['class', 'how it is handled'], DATA_CLASSES.map((name) => [name, HANDLING[name]])),
    '## Masked at intake\n\nWherever they stand: in a field of their own, in an answer, in the message. The lead gets a flag, the raw delivery the same mask, so that a replay gives the same lead.',
    markdownTable(['what', 'stands as'], sensitive),
    'Application and order numbers, phone numbers, amounts, years and dates of travel stay.',
    '## Columns\n\nA column that is not listed under a table is internal: ids, keys, instants, states, counts.',
    ...tables.filter(({ name }) => name !== 'schema_migrations').map(tableText).filter(Boolean),
  ].join('\n\n')}\n`;
}

function tableText(table: Table): string {
  const rows = (['PII', 'Financial'] as const).flatMap((name) => {
    const columns = table.columns.filter((column) => classOf(table.name, column) === name).map((column) => `\`${column.name}\``);
    return columns.length > 0 ? [[name, columns.join(', ')]] : [];
  });
  return rows.length > 0 ? `### ${table.name}\n\n${markdownTable(['class', 'columns'], rows)}` : '';
}

export const dataClassesDoc: Artefact = { file: 'docs/data-classes.md', source: 'the migrations and the data classes', render: dataClassesText };

if (require.main === module) void runGenerators([dataClassesDoc], process.argv.slice(2));
