import { randomUUID } from 'node:crypto';

import { Client } from 'pg';

import { openStore, type Store } from '../../engine/store';

const POSTGRES_URL = process.env.DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres';

/**
 * Runs the same suite on the embedded store (PGlite in memory) and on PostgreSQL, each test file in a database of its own
 * with an ordinary user. Where PostgreSQL does not answer its half is skipped with the reason; with CI=true it fails.
 */
export function describeStores(title: string, suite: (open: () => Promise<Store>) => void): void {
  describe(`${title} [embedded]`, () => {
    suite(once(() => openStore({ kind: 'embedded', folder: 'memory://' })));
  });
  // Asked once by jest's global set-up (test/support/global-setup.ts), which also prints the reason.
  const postgres = process.env.SALES_OS_TEST_POSTGRES === 'no' ? describe.skip : describe;
  postgres(`${title} [postgres]`, () => {
    suite(once(openOnPostgres));
    afterAll(dropDatabases);
  });
}

/** One store a suite, opened at its first use and closed after the last test. */
function once(open: () => Promise<Store>): () => Promise<Store> {
  let store: Promise<Store> | undefined;
  afterAll(async () => {
    await (await store)?.close();
  });
  return () => (store ??= open());
}

async function openOnPostgres(): Promise<Store> {
  const url = await createDatabase();
  return openStore({ kind: 'postgres', url, tls: 'off', maxConnections: 8 });
}

/** A fresh database owned by a fresh ordinary user. */
export async function createDatabase(): Promise<string> {
  const name = `salesos_${randomUUID().slice(0, 8)}`;
  const admin = new Client({ connectionString: POSTGRES_URL });
  await admin.connect();
  try {
    await admin.query(`create role ${name} login password '${name}'`);
    await admin.query(`create database ${name} owner ${name}`);
  } finally {
    await admin.end();
  }
  created.push(name);
  const url = new URL(POSTGRES_URL);
  url.username = name;
  url.password = name;
  url.pathname = `/${name}`;
  return url.toString();
}

const created: string[] = [];

/** Drops what `createDatabase` made in this process. */
export async function dropDatabases(): Promise<void> {
  const admin = new Client({ connectionString: POSTGRES_URL });
  await admin.connect();
  for (const name of created.splice(0)) {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role if exists ${name}`);
  }
  await admin.end();
}

/** Whether PostgreSQL answers; asked once by jest's global set-up. */
export async function postgresAnswers(): Promise<boolean> {
  const client = new Client({ connectionString: POSTGRES_URL, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
