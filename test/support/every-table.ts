import { sql } from 'kysely';

import { newId, type Store, type Tx } from '../../engine/store';
import type { Catalogue, Column, Table } from '../../scripts/generate/schema/catalogue';

const AT = '2026-03-02T15:00:00Z';

/** Words that a column's readers would refuse to be without; every other text names its account, table and column. */
const WORDS: Readonly<Record<string, string>> = {
  stage: 'SQL_ASSIGNED',
  payment_state: 'PAYMENT_PENDING',
  band: 'Hot',
  currency: 'CAD',
  language: 'en',
  geo: 'IN',
  residence_country: 'IN',
  citizenship_country: 'IN',
  destination_country: 'CA',
  time_zone: 'America/Toronto',
  source_channel: 'google',
  policy: 'FirstHumanAttempt',
  'events.type': 'LeadCaptured',
  'events.subject_kind': 'lead',
  'activities.kind': 'call',
  'activities.direction': 'outbound',
  'activities.channel': 'call',
  'activities.outcome': 'connected',
  'payments.status': 'PAYMENT_PENDING',
  'ops_deliveries.status': 'delivered',
  'consents.channel': 'email',
  'consents.purpose': 'service',
  'dead_letters.status': 'dead',
  'raw_deliveries.status': 'rejected',
  'ai_classifications.status': 'answered',
  'classifier_checks.source': 'rule',
  'receipts.kind': 'route',
  'receipts.subject_kind': 'opportunity',
};
/** What a record id without a key points to. */
const POINTERS: Readonly<Record<string, readonly [table: string, column: string]>> = {
  'receipts.subject_id': ['opportunities', 'id'],
  'events.subject_id': ['leads', 'id'],
};
/** JSON whose reader expects a shape; every other object names its account. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'firm_settings.document': '{}',
  'payments.exception_decision': '{"decision":"refused","exceptions":["x"],"by":"mia","at":"2026-03-02T15:00:00Z","reason":"x"}',
  'receipts.inputs': '{"request":{"role":"setter"},"entry":0}',
};
const TRUE = new Set(['active', 'by_human']);
const LISTS = new Set(['consent', 'spam_reasons', 'flags', 'reasons']);

/** The row of every table that belongs to one account, by table and column. */
export type EveryRow = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Puts one row into every table of the account; columns, keys and checks are read from the catalogue, so a new table is there too. */
export async function seedEveryTable(store: Store, { tables }: Catalogue, accountId: string): Promise<EveryRow> {
  const rows: Record<string, Record<string, unknown>> = { accounts: { id: accountId, name: accountId, time_zone: 'UTC' } };
  await store.transaction(accountId, async (tx) => {
    for (const table of inOrder(tables)) rows[table.name] = await insertRow(tx, table, rows);
    for (const table of tables) await fillLateKeys(tx, table, rows);
  });
  return rows;
}

/** The tables that hold accounts' rows, each after those it must point to, and where that can be after those it may point to. */
function inOrder(tables: readonly Table[]): Table[] {
  const left = tables.filter(({ name }) => name !== 'accounts' && name !== 'schema_migrations');
  const done: Table[] = [];
  const ready = (table: Table, keys: readonly Key[]) => [...keys.map(({ parent }) => parent), ...pointed(table)].every((parent) => parent === table.name || !left.some(({ name }) => name === parent));
  while (left.length > 0) {
    const next = left.find((table) => ready(table, keysOf(table))) ?? left.find((table) => ready(table, requiredKeys(table)));
    if (!next) throw new Error(`These tables point at each other with required keys: ${left.map(({ name }) => name).join(', ')}`);
    done.push(...left.splice(left.indexOf(next), 1));
  }
  return done;
}

function pointed(table: Table): string[] {
  return Object.entries(POINTERS).flatMap(([place, [parent]]) => (place.startsWith(`${table.name}.`) ? [parent] : []));
}

function requiredKeys(table: Table): Key[] {
  return keysOf(table).filter(({ column }) => table.columns.some(({ name, required }) => name === column && required));
}

export interface Key {
  readonly constraint: string;
  /** The column beside `account_id`. */
  readonly column: string;
  readonly parent: string;
  readonly parent_column: string;
}

/** Foreign keys to other rows of the account. */
export function keysOf({ constraints }: Table): Key[] {
  return constraints.flatMap(({ kind, name, columns, references_table, definition }) => {
    const column = columns.find((candidate) => candidate !== 'account_id');
    if (kind !== 'foreign key' || !references_table || !column) return [];
    const parent_column = /REFERENCES \S+\(account_id, (\w+)\)/.exec(definition)?.[1] ?? 'id';
    return [{ constraint: name, column, parent: references_table, parent_column }];
  });
}

async function insertRow(tx: Tx, table: Table, rows: EveryRow): Promise<Record<string, unknown>> {
  const row = Object.fromEntries(table.columns.filter(({ value }) => !value?.includes('identity')).map((column) => [column.name, valueOf(tx.accountId, table, column, rows)]));
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(`salesos.${table.name}`)} (${columns}) values (${sql.join(Object.values(row))})`.execute(tx.db);
  return row;
}

function valueOf(accountId: string, table: Table, column: Column, rows: EveryRow): unknown {
  if (column.name === 'account_id') return accountId;
  const key = keysOf(table).find((candidate) => candidate.column === column.name);
  if (key) return rows[key.parent]?.[key.parent_column] ?? null;
  const pointer = POINTERS[`${table.name}.${column.name}`];
  if (pointer) return rows[pointer[0]]?.[pointer[1]];
  return plainValue(accountId, table, column);
}

function plainValue(accountId: string, table: Table, { name, type }: Column): unknown {
  switch (type) {
    case 'uuid':
      return newId();
    case 'text':
      return WORDS[`${table.name}.${name}`] ?? allowedWord(table, name) ?? WORDS[name] ?? `${accountId}-${table.name}-${name}`;
    case 'boolean':
      return TRUE.has(name);
    case 'timestamp with time zone':
      return AT;
    case 'jsonb':
      return DOCUMENTS[`${table.name}.${name}`] ?? (LISTS.has(name) ? '[]' : `{"account":"${accountId}"}`);
    case 'bytea':
      return Buffer.from(accountId);
    default:
      if (type.endsWith('[]')) return '{}';
      return type === 'double precision' ? 0.5 : 1;
  }
}

/** The first word that a check of the column allows. */
function allowedWord({ constraints }: Table, column: string): string | undefined {
  const check = constraints.find(({ kind, definition }) => kind === 'check' && definition.startsWith(`CHECK ((${column} = ANY`));
  return /'([^']+)'/.exec(check?.definition ?? '')?.[1];
}

/** Keys that may be empty and whose row came later, such as a lead's opportunity. */
async function fillLateKeys(tx: Tx, table: Table, rows: Record<string, Record<string, unknown>>): Promise<void> {
  for (const { column, parent, parent_column } of keysOf(table)) {
    const row = rows[table.name];
    if (!row || row[column] !== null) continue;
    row[column] = rows[parent]?.[parent_column];
    await sql`update ${sql.table(`salesos.${table.name}`)} set ${sql.ref(column)} = ${row[column]} where account_id = ${tx.accountId}`.execute(tx.db);
  }
}
