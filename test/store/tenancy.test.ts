import { sql } from 'kysely';

import type { Store } from '../../engine/store';
import { TENANT_TABLES } from '../../engine/store/migrations/0006-row-security';
import { type Catalogue, readCatalogue, type Table } from '../../scripts/generate/schema/catalogue';
import { type EveryRow, keysOf, seedEveryTable } from '../support/every-table';
import { describeStores } from '../support/stores';

const OURS = 'tenant-a';
const THEIRS = 'tenant-b';
/** Columns that hold a record's id without a key: what they point to has several kinds, or they are a list. */
const WITHOUT_KEY = ['events.subject_id', 'events.causation_id', 'receipts.subject_id'];

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await readCatalogue();
});

const tenantTables = () => catalogue.tables.filter(({ name }) => name !== 'schema_migrations');

/** Sentences about tables that are not, or not fully, behind row security. */
function gaps(tables: readonly Table[]): string[] {
  return tables.flatMap(({ name, row_security, forced, policies }) => {
    const column = name === 'accounts' ? 'id' : 'account_id';
    const bound = `(${column} = NULLIF(current_setting('salesos.account_id'::text, true), ''::text))`;
    const whole = policies.length === 1 && policies[0]?.definition.includes(`using (${bound})`) && policies[0].definition.includes(`with check (${bound})`);
    const listed = name === 'accounts' || TENANT_TABLES.some((table) => table === name);
    return [
      ...(listed ? [] : [`${name} is not in TENANT_TABLES`]),
      ...(row_security && forced ? [] : [`${name} has no forced row security`]),
      ...(whole ? [] : [`${name} has no policy that binds ${column} to the transaction's account for reading and writing`]),
    ];
  });
}

describe('what the catalogue says about tenancy', () => {
  it('GV-01: every table is listed as a tenant table and has forced row security with the one policy', () => {
    expect(gaps(tenantTables())).toEqual([]);
    expect([...TENANT_TABLES].sort()).toEqual(tenantTables().map(({ name }) => name).filter((name) => name !== 'accounts').sort());
  });

  it('GV-01: a new table that is not listed and not protected is found', () => {
    const stray: Table = { name: 'stray', row_security: false, forced: false, columns: [], constraints: [], indexes: [], policies: [], triggers: [] };
    expect(gaps([...tenantTables(), stray])).toEqual([
      'stray is not in TENANT_TABLES',
      'stray has no forced row security',
      'stray has no policy that binds account_id to the transaction\'s account for reading and writing',
    ]);
  });

  it('GV-01: every key carries the account, and every column with a record id has a key', () => {
    const keys = tenantTables().flatMap(({ constraints }) => constraints.filter(({ kind }) => kind === 'foreign key'));
    const loose = keys.filter(({ columns, references_table, definition }) =>
      references_table === 'accounts' ? columns.join() !== 'account_id' : columns[0] !== 'account_id' || !definition.includes(`${references_table}(account_id, `),
    );
    expect(loose.map(({ table_name, definition }) => `${table_name}: ${definition}`)).toEqual([]);
    expect(tenantTables().flatMap(looseColumns)).toEqual(WITHOUT_KEY);
  });
});

function looseColumns(table: Table): string[] {
  const keyed = keysOf(table).map(({ column }) => column);
  return table.columns.filter(({ name, type }) => type === 'uuid' && name !== 'id' && !keyed.includes(name)).map(({ name }) => `${table.name}.${name}`);
}

describeStores('another firm', (open) => {
  let store: Store;
  let ours: EveryRow;
  let theirs: EveryRow;

  beforeAll(async () => {
    store = await open();
    ours = await seedEveryTable(store, catalogue, OURS);
    theirs = await seedEveryTable(store, catalogue, THEIRS);
  });

  const as = <T>(accountId: string, text: ReturnType<typeof sql<T>>) => store.transaction(accountId, async ({ db }) => text.execute(db));
  const keyColumn = (table: string) => (table === 'accounts' ? 'id' : 'account_id');
  const tables = () => tenantTables().map(({ name }) => name);

  it('GV-01: reads only its own row of every table', async () => {
    const seen: Record<string, unknown[]> = {};
    for (const table of tables()) {
      const { rows } = await as(THEIRS, sql<{ account: string }>`select ${sql.ref(keyColumn(table))} as account from ${sql.table(`salesos.${table}`)}`);
      seen[table] = [...new Set(rows.map(({ account }) => account))];
    }
    expect(seen).toEqual(Object.fromEntries(tables().map((table) => [table, [THEIRS]])));
  });

  it('GV-01: changes and removes nothing of ours in any table', async () => {
    for (const table of tables()) {
      const target = sql.table(`salesos.${table}`);
      const column = sql.ref(keyColumn(table));
      const changed = await as(THEIRS, sql`update ${target} set ${column} = ${column} where ${column} = ${OURS}`);
      const removed = await as(THEIRS, sql`delete from ${target} where ${column} = ${OURS}`);
      expect({ table, changed: changed.numAffectedRows, removed: removed.numAffectedRows }).toEqual({ table, changed: 0n, removed: 0n });
    }
  });

  it('GV-01: cannot write a row in our name into any table', async () => {
    for (const table of tables()) {
      const row: Record<string, unknown> = { ...ours[table] };
      const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
      const foreign = as(THEIRS, sql`insert into ${sql.table(`salesos.${table}`)} (${columns}) values (${sql.join(Object.values(row))})`);
      await expect(foreign).rejects.toThrow(`new row violates row-level security policy for table "${table}"`);
    }
  });

  it('GV-01: sees and writes nothing without an account in the transaction', async () => {
    for (const table of tables()) {
      const { rows } = await store.backend.queueDatabase.executeSql(`select count(*)::int as n from salesos.${table}`);
      expect({ table, rows }).toEqual({ table, rows: [{ n: 0 }] });
    }
  });

  it('GV-01: cannot point a row of its own at one of ours', async () => {
    const tried: string[] = [];
    for (const table of tenantTables()) {
      for (const { constraint, column, parent, parent_column } of keysOf(table)) {
        const foreignId = ours[parent]?.[parent_column];
        expect(foreignId).not.toBe(theirs[parent]?.[parent_column]);
        const pointing = as(THEIRS, sql`update ${sql.table(`salesos.${table.name}`)} set ${sql.ref(column)} = ${foreignId} where account_id = ${THEIRS}`);
        await expect(pointing).rejects.toThrow(`violates foreign key constraint "${constraint}"`);
        tried.push(constraint);
      }
    }
    expect(tried.length).toBeGreaterThan(20);
  });
});
