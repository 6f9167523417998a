import { type Kysely, sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { Backend } from './backend';
import { MIGRATIONS } from './migrations';
import type { Database } from './schema';

/** Any number: all processes of one store take the same advisory lock while they migrate. */
const LOCK = 7_254_001;

/**
 * Brings the database to this version of the pack, each migration in one transaction (PK-08).
 * @throws DomainError `STORE_NEWER` when a newer pack has already migrated it
 */
export async function migrate(backend: Backend, db: Kysely<Database>): Promise<void> {
  await backend.script(`
    begin;
    select pg_advisory_xact_lock(${LOCK});
    create schema if not exists salesos;
    create schema if not exists salesos_queue;
    create table if not exists salesos.schema_migrations (id text primary key, applied_at timestamptz not null default now());
    commit;`);
  for (const migration of await pending(db)) await backend.script(once(migration.id, migration.sql));
}

async function pending(db: Kysely<Database>): Promise<typeof MIGRATIONS> {
  const { rows } = await sql<{ id: string }>`select id from salesos.schema_migrations`.execute(db);
  const known = new Set(MIGRATIONS.map(({ id }) => id));
  const newer = rows.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  if (newer.length > 0) {
    throw new DomainError('STORE_NEWER', `The database was migrated by a newer n8n-nodes-sales-os (${newer.join(', ')}): update the package on this n8n before using it.`);
  }
  const applied = new Set(rows.map(({ id }) => id));
  return MIGRATIONS.filter(({ id }) => !applied.has(id));
}

/** Another process may have applied it between our look and the lock: then the body is skipped. */
function once(id: string, body: string): string {
  return `
    begin;
    select pg_advisory_xact_lock(${LOCK});
    do $migration$ begin
      if not exists (select from salesos.schema_migrations where id = '${id}') then
        execute $body$${body}$body$;
        insert into salesos.schema_migrations (id) values ('${id}');
      end if;
    end $migration$;
    commit;`;
}
