import { Kysely, type Transaction, sql } from 'kysely';

import { accountId as accountIdSchema } from '../core/model';
import { parseOrThrow } from '../core/parse';
import type { FirmSettings } from '../core/settings';
import type { Backend, StoreConfig } from './backend';
import { openEmbedded } from './embedded/open-embedded';
import { migrate } from './migrate';
import { lockNumbers } from './locks';
import { openPostgres } from './postgres/open-postgres';
import type { Database } from './schema';

/** One transaction on one account's rows; other accounts' rows do not exist in it. */
export interface Tx {
  readonly db: Transaction<Database>;
  readonly accountId: string;
  /** Settings documents by account and version, parsed once a store. */
  readonly parsedSettings: Map<string, FirmSettings>;
}

/** The store of one database; many accounts may share it. There is no way past `transaction`. */
export interface Store {
  readonly backend: Backend;
  /**
   * Runs `work` in one transaction bound to the account by row security (GV-01).
   * @param locks what to lock first, as `lockKeys` does, without a round trip of its own
   */
  transaction<T>(accountId: string, work: (tx: Tx) => Promise<T>, locks?: readonly string[]): Promise<T>;
  /** Runs `work` before the connections close, e.g. to stop the workers of the queue. */
  onClose(work: () => Promise<void>): void;
  close(): Promise<void>;
}

/** Opens, checks and migrates a store. Use `storeOf` (registry.ts) to share it inside a process. */
export async function openStore(config: StoreConfig): Promise<Store> {
  const backend = config.kind === 'embedded' ? await openEmbedded(config.folder) : await openPostgres(config);
  try {
    return await storeOn(backend);
  } catch (error) {
    await backend.close();
    throw error;
  }
}

async function storeOn(backend: Backend): Promise<Store> {
  const db = new Kysely<Database>({ dialect: backend.dialect }).withSchema('salesos');
  await migrate(backend, db);
  const known = new Set<string>();
  const closing: (() => Promise<void>)[] = [];
  const parsedSettings = new Map<string, FirmSettings>();
  return {
    backend,
    transaction: async (accountId, work, locks = []) => {
      if (!known.has(accountId)) await introduce(db, known, accountId);
      return db.transaction().execute(async (trx) => {
        await bind(trx, accountId, locks);
        return work({ db: trx, accountId, parsedSettings });
      });
    },
    onClose: (work) => void closing.push(work),
    close: async () => {
      await Promise.allSettled(closing.splice(0).map((work) => work()));
      await db.destroy();
      await backend.close();
    },
  };
}

async function bind(trx: Transaction<Database>, accountId: string, locks: readonly string[]): Promise<void> {
  const taken = sql`, (select count(*) from (
    select pg_advisory_xact_lock(k) from unnest(${`{${lockNumbers(accountId, locks).join(',')}}`}::bigint[]) with ordinality as t(k, n) order by n) locked)`;
  await sql`select set_config('salesos.account_id', ${accountId}, true)${locks.length > 0 ? taken : sql``}`.execute(trx);
}

/** The first use of an account makes its row, so that a delivery before the firm's set-up is not lost. */
async function introduce(db: Kysely<Database>, known: Set<string>, accountId: string): Promise<void> {
  const id = parseOrThrow(accountIdSchema, accountId, 'ACCOUNT_ID_INVALID', `Account ID '${accountId}'`);
  await db.transaction().execute(async (trx) => {
    await bind(trx, id, []);
    await trx
      .insertInto('accounts')
      .values({ id, name: id, time_zone: 'UTC', created_at: sql<Date>`now()` })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  known.add(id);
}
