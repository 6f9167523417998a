import { openStore } from '../../../engine/store';
import { COLUMNS, CONSTRAINTS, FUNCTIONS, INDEXES, POLICIES, TABLES, TRIGGERS } from './catalogue-queries';

export interface Column {
  readonly table_name: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** The default, `generated always as identity`, or null. */
  readonly value: string | null;
}

export interface Constraint {
  readonly table_name: string;
  readonly name: string;
  readonly kind: 'primary key' | 'unique' | 'check' | 'foreign key';
  readonly definition: string;
  /** Of a foreign key. */
  readonly references_table: string | null;
  readonly columns: string[];
}

/** An index, policy or trigger: its name and the statement that makes it. */
export interface Part {
  readonly table_name: string;
  readonly name: string;
  readonly definition: string;
}

export interface Table {
  readonly name: string;
  readonly row_security: boolean;
  readonly forced: boolean;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Part[];
  readonly policies: readonly Part[];
  readonly triggers: readonly Part[];
}

export interface Catalogue {
  readonly tables: readonly Table[];
  /** `create function` statements. */
  readonly functions: readonly string[];
}

type Run = <Row>(text: string) => Promise<Row[]>;

let known: Promise<Catalogue> | undefined;

/** Schema `salesos` as the database sees it after all migrations, in an embedded store in memory. Read once a process. */
export function readCatalogue(): Promise<Catalogue> {
  return (known ??= readFresh());
}

async function readFresh(): Promise<Catalogue> {
  const store = await openStore({ kind: 'embedded', folder: 'memory://' });
  try {
    // The named boundary: these queries' rows are what the interfaces above say.
    const run: Run = async <Row>(text: string) => (await store.backend.queueDatabase.executeSql(text)).rows as Row[];
    return await read(run);
  } finally {
    await store.close();
  }
}

async function read(run: Run): Promise<Catalogue> {
  const tables = await run<Pick<Table, 'name' | 'row_security' | 'forced'>>(TABLES);
  const columns = await run<Column>(COLUMNS);
  const constraints = await run<Constraint>(CONSTRAINTS);
  const indexes = await run<Part>(INDEXES);
  const policies = await run<Part>(POLICIES);
  const triggers = await run<Part>(TRIGGERS);
  const functions = await run<{ definition: string }>(FUNCTIONS);
  const of = <T extends { table_name: string }>(rows: readonly T[], name: string) => rows.filter((row) => row.table_name === name);
  return {
    tables: tables.map((table) => ({
      ...table,
      columns: of(columns, table.name),
      constraints: of(constraints, table.name),
      indexes: of(indexes, table.name),
      policies: of(policies, table.name),
      triggers: of(triggers, table.name),
    })),
    functions: functions.map(({ definition }) => definition.trim()),
  };
}
