import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Client } from 'pg';

import { DomainError } from '../../engine/core/errors';
import { openStore, type Store } from '../../engine/store';
import { MIGRATIONS } from '../../engine/store/migrations';
import { startStoreProcess, type StoreProcess } from '../support/store-process';
import { createDatabase, describeStores, dropDatabases } from '../support/stores';

const IDS = MIGRATIONS.map(({ id }) => id);

async function applied(store: Store): Promise<string[]> {
  const { rows } = await store.backend.queueDatabase.executeSql('select id from salesos.schema_migrations order by applied_at, id');
  return (rows as { id: string }[]).map(({ id }) => id);
}

async function refusalOf(opening: Promise<Store>): Promise<DomainError> {
  try {
    const store = await opening;
    await store.close();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('The store opened');
}

describeStores('an empty database', (open) => {
  it('PK-08: gets every migration, in order, once', async () => {
    expect(await applied(await open())).toEqual(IDS);
  });

  it('PK-08: migrations only ever get longer: their order is their name', () => {
    expect([...IDS].sort()).toEqual(IDS);
    expect(new Set(IDS).size).toBe(IDS.length);
  });
});

const onPostgres = process.env.SALES_OS_TEST_POSTGRES === 'no' ? describe.skip : describe;
onPostgres('a PostgreSQL database', () => {
  afterAll(dropDatabases);
  const config = (url: string) => ({ kind: 'postgres' as const, url, tls: 'off' as const, maxConnections: 3 });

  async function run(url: string, text: string): Promise<void> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(text);
    await client.end();
  }

  it('PK-08: is migrated once when several n8n processes start on it at the same moment', async () => {
    const url = await createDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(config(url))));
    expect(await applied(stores[0]!)).toEqual(IDS);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('PK-08: that a newer version of the pack has migrated is refused, untouched, with the sentence that mends it', async () => {
    const url = await createDatabase();
    await (await openStore(config(url))).close();
    await run(url, `insert into salesos.schema_migrations (id) values ('9999-from-the-future')`);
    const refusal = await refusalOf(openStore(config(url)));
    expect(refusal.code).toBe('STORE_NEWER');
    expect(refusal.message).toBe('The database was migrated by a newer n8n-nodes-sales-os (9999-from-the-future): update the package on this n8n before using it.');
  });

  it('GV-01: is refused to a superuser and to a user with BYPASSRLS, naming the user', async () => {
    const url = new URL(await createDatabase());
    const admin = new URL(process.env.DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres');
    const user = url.username;
    for (const power of ['superuser', 'nosuperuser bypassrls']) {
      await run(admin.toString(), `alter role ${user} ${power}`);
      const refusal = await refusalOf(openStore(config(url.toString())));
      expect(refusal.code).toBe('STORE_SUPERUSER');
      expect(refusal.message).toContain(`'${user}' is a superuser or has BYPASSRLS`);
    }
  });

  it('that cannot be reached is refused with its address and without its password', async () => {
    const refusal = await refusalOf(openStore(config('postgres://salesos:s3cret@127.0.0.1:1/none')));
    expect(refusal.code).toBe('STORE_UNREACHABLE');
    expect(refusal.message).toContain('postgres://127.0.0.1:1/none cannot be used');
    expect(refusal.message).not.toContain('s3cret');
  });
});

describe('the embedded store on disk', () => {
  const folders = mkdtempSync(path.join(os.tmpdir(), 'sales-os-store-'));
  const running: StoreProcess[] = [];
  const start = (folder: string, env?: NodeJS.ProcessEnv) => {
    const started = startStoreProcess(folder, env);
    running.push(started);
    return started;
  };
  afterAll(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended()));
    rmSync(folders, { recursive: true, force: true });
  });

  it('PK-06: refuses a second process and names the one that holds it; a killed holder holds nothing, and no acknowledged row is lost', async () => {
    const folder = path.join(folders, 'held');
    const holder = start(folder);
    await holder.line('stored');

    const refused = await start(folder).line('refused');
    expect(refused).toContain(`${folder} is open in another process (process ${holder.child.pid} on ${os.hostname()} since `);
    expect(refused).toContain('stop the other one, or give the Sales OS Account credential a PostgreSQL URL');

    holder.child.kill('SIGKILL');
    await holder.ended();
    const promised = holder.lines.filter((line) => line.startsWith('stored ')).map((line) => line.slice('stored '.length));
    const store = await openStore({ kind: 'embedded', folder });
    const kept = await store.transaction('acme', ({ db }) => db.selectFrom('raw_deliveries').select('id').execute());
    await store.close();
    const ids = new Set(kept.map(({ id }) => id));
    expect(promised.length).toBeGreaterThan(0);
    expect(promised.filter((id) => !ids.has(id))).toEqual([]);
  }, 120_000);

  it('PK-06: two processes that race for a new folder: one opens it, the other is refused', async () => {
    const folder = path.join(folders, 'raced');
    const racers = [start(folder), start(folder), start(folder)];
    const first = await Promise.all(racers.map(({ line }) => Promise.race([line('open'), line('refused')])));
    expect(first.map((line) => line.split(' ')[0]).sort()).toEqual(['open', 'refused', 'refused']);
  }, 120_000);

  it('PK-06: is refused in queue mode, before a folder is made', async () => {
    const folder = path.join(folders, 'queue');
    const refused = await start(folder, { EXECUTIONS_MODE: 'queue' }).line('refused');
    expect(refused).toContain('n8n runs in queue mode: several processes cannot share the embedded store. Set Store to PostgreSQL in the Sales OS Account credential.');
    expect(existsSync(folder)).toBe(false);
  });

  it('PK-08: that a newer version has migrated is refused and given free again', async () => {
    const folder = path.join(folders, 'newer');
    const store = await openStore({ kind: 'embedded', folder });
    await store.backend.script(`insert into salesos.schema_migrations (id) values ('9999-from-the-future')`);
    await store.close();
    for (let attempt = 0; attempt < 2; attempt += 1) expect((await refusalOf(openStore({ kind: 'embedded', folder }))).code).toBe('STORE_NEWER');
  }, 120_000);
});
