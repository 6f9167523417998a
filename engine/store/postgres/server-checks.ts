import type { Pool } from 'pg';

import { DomainError } from '../../core/errors';

const OLDEST = 150_000;

interface ServerFacts {
  version: number;
  version_text: string;
  user_name: string;
  above_row_security: boolean;
}

/** Superusers and BYPASSRLS users see every tenant: row security would protect nothing (GV-01). */
export async function refuseUnsafeServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<ServerFacts>(`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
           rolname as user_name, rolsuper or rolbypassrls as above_row_security
    from pg_roles where rolname = current_user`);
  const facts = rows[0];
  if (!facts) throw new DomainError('STORE_UNREACHABLE', 'The PostgreSQL server does not say who is connected.');
  if (facts.version < OLDEST) {
    throw new DomainError('STORE_TOO_OLD', `PostgreSQL ${facts.version_text} is too old: the store needs 15 or newer.`);
  }
  if (facts.above_row_security) {
    throw new DomainError(
      'STORE_SUPERUSER',
      `The database user '${facts.user_name}' is a superuser or has BYPASSRLS, so tenants would not be kept apart. ` +
        'Make an ordinary user that owns its database: create role salesos login password \'…\'; create database salesos owner salesos.',
    );
  }
}
