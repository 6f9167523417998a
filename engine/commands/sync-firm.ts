import { sql } from 'kysely';

import type { FirmSettings } from '../core/settings';
import type { Tx } from '../store';

/**
 * Brings the account and users tables to a settings version, in three statements. Who is no longer in the document
 * becomes inactive: their history stays. A manager's pause is kept.
 */
export async function syncFirm(tx: Tx, { users, firm }: FirmSettings, version: number): Promise<void> {
  const rows = users.map(({ id, name, email, role, active, ...profile }) => ({ id, name, email, role, active, profile }));
  await sql`
    insert into salesos.users (account_id, id, name, email, role, active, profile, settings_version)
    select ${tx.accountId}, u.id, u.name, u.email, u.role, u.active, u.profile, ${version}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as u(id text, name text, email text, role text, active boolean, profile jsonb)
    on conflict (account_id, id) do update set name = excluded.name, email = excluded.email, role = excluded.role,
      active = excluded.active, profile = excluded.profile, settings_version = excluded.settings_version`.execute(tx.db);
  await tx.db
    .updateTable('users')
    .set({ active: false, settings_version: version })
    .where('account_id', '=', tx.accountId)
    .where('settings_version', '<>', version)
    .execute();
  await tx.db.updateTable('accounts').set({ name: firm.name, time_zone: firm.time_zone }).where('id', '=', tx.accountId).execute();
}
