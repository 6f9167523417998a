import { sql } from 'kysely';

import type { TimerRow } from '../../queries/read-timers';
import type { Tx } from '../../store';

/** Stores a batch in one statement, each key once. @returns the stored rows of all keys, new and known */
export async function insertTimers(tx: Tx, rows: readonly TimerRow[]): Promise<Map<string, TimerRow>> {
  if (rows.length === 0) return new Map();
  const distinct = [...new Map(rows.map((row) => [row.dedupe_key, row])).values()];
  await sql`
    insert into salesos.timers (id, account_id, policy, opportunity_id, lead_id, owner_id, status, started_at, due_at, met_at, breached_at, dedupe_key, settings_version, detail, next_at)
    select t.id, ${tx.accountId}, t.policy, t.opportunity_id, t.lead_id, t.owner_id, t.status, t.started_at, t.due_at, t.met_at, t.breached_at, t.dedupe_key, t.settings_version, t.detail, t.next_at
    from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as t(id uuid, policy text, opportunity_id uuid, lead_id uuid, owner_id text, status text,
      started_at timestamptz, due_at timestamptz, met_at timestamptz, breached_at timestamptz, dedupe_key text, settings_version int, detail jsonb, next_at timestamptz)
    on conflict (account_id, dedupe_key) do nothing`.execute(tx.db);
  const { rows: stored } = await sql<TimerRow>`
    select id, policy, opportunity_id, lead_id, owner_id, status, started_at, due_at, met_at, breached_at, dedupe_key, settings_version, detail, next_at, taken
    from salesos.timers where account_id = ${tx.accountId} and dedupe_key in (select jsonb_array_elements_text(${JSON.stringify(distinct.map(({ dedupe_key }) => dedupe_key))}::jsonb))`.execute(tx.db);
  const ours = new Map(distinct.map((row) => [row.id, row]));
  return new Map(stored.map((row) => [row.dedupe_key, ours.get(row.id) ?? row]));
}
