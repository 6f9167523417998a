import type { Pool, PoolConfig } from 'pg';

import { DomainError } from '../../core/errors';
import type { Backend, StoreConfig } from '../backend';
import { listenOn } from './listen-on';
import { refuseUnsafeServer } from './server-checks';

type PostgresConfig = Extract<StoreConfig, { kind: 'postgres' }>;

/**
 * Opens a pool on PostgreSQL 15 or newer as an ordinary user.
 * @throws DomainError `STORE_UNREACHABLE`, `STORE_TOO_OLD`, `STORE_SUPERUSER`
 */
export async function openPostgres(config: PostgresConfig): Promise<Backend> {
  const options = poolConfig(config);
  const pool = new (loadPg().Pool)(options);
  // Without a listener a lost idle connection ends the whole n8n process.
  pool.on('error', () => undefined);
  try {
    await refuseUnsafeServer(pool);
  } catch (error) {
    await pool.end();
    throw error instanceof DomainError ? error : unreachable(config.url, error);
  }
  return backendOf(pool, options, label(config.url));
}

function loadPg(): typeof import('pg') {
  return require('pg') as typeof import('pg');
}

function poolConfig(config: PostgresConfig): PoolConfig {
  const pg = loadPg();
  return {
    connectionString: config.url,
    max: config.maxConnections ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    application_name: 'n8n-nodes-sales-os',
    ssl: config.tls === 'off' ? false : { rejectUnauthorized: config.tls === 'verify', ca: config.ca || undefined },
    // bigint columns hold money and counters, all below 2^53: numbers, not strings.
    types: { getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)) },
  };
}

function backendOf(pool: Pool, options: PoolConfig, name: string): Backend {
  const { PostgresDialect } = require('kysely') as typeof import('kysely');
  return {
    kind: 'postgres',
    label: name,
    dialect: new PostgresDialect({ pool }),
    queueDatabase: {
      executeSql: async (text: string, values?: unknown[]) => pool.query(text, values),
      listen: async (channel, wake, reconnected) => ({ close: await listenOn(options, channel, wake, reconnected) }),
    },
    script: (text) => runScript(pool, text),
    listen: (channel, wake, reconnected) => listenOn(options, channel, wake, reconnected),
    tidy: async () => undefined,
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

async function runScript(pool: Pool, text: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(text);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function label(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `postgres://${hostname}:${port || '5432'}${pathname}`;
  } catch {
    return 'the PostgreSQL URL';
  }
}

function unreachable(url: string, cause: unknown): DomainError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DomainError('STORE_UNREACHABLE', `${label(url)} cannot be used: ${reason}. Check host, port, database, user, password and TLS in the Sales OS Account credential.`, [], { cause });
}
