import { sql } from 'kysely';

import { capWindows, type OwnerRole, type Rep, type RepLoad, repsAt, STAGES_ON_DESK } from '../../core/routing';
import type { FirmSettings } from '../../core/settings';
import type { CurrentSettings, Tx } from '../../store';
import { syncFirm } from '../sync-firm';

const HOUR_MS = 3_600_000;

interface RepRow extends RepLoad {
  readonly user_id: string;
  /** null = the users table does not know the person yet. */
  readonly settings_version: number | null;
  readonly paused_from: Date | null;
  readonly paused_until: Date | null;
  readonly paused_reason: string | null;
}

/**
 * The reps of a role with their desks and credits, counted in one statement. Call it under the lock of the pool,
 * so that nobody else decides on the same counters.
 */
export async function readReps(tx: Tx, role: OwnerRole, current: CurrentSettings, at: Date): Promise<Rep[]> {
  const { settings, version } = current;
  const rows = await countDesks(tx, role, settings, at);
  // A version planned for the future has come into force: the users table follows with its first use.
  if (rows.some((row) => row.settings_version !== version)) await syncFirm(tx, settings, version);
  const pauses = rows.flatMap(({ user_id, paused_from, paused_until, paused_reason }) =>
    paused_from === null ? [] : [{ user_id, from: paused_from, until: paused_until, reason: paused_reason ?? 'no reason given' }],
  );
  const sources = { users: settings.users, loads: new Map(rows.map((row) => [row.user_id, row])), pauses, settings: settings.routing, time_zone: settings.firm.time_zone };
  return repsAt(role, sources, at);
}

async function countDesks(tx: Tx, role: OwnerRole, settings: FirmSettings, at: Date): Promise<RepRow[]> {
  const windows = settings.users
    .filter(({ owner_roles }) => owner_roles.includes(role))
    .map((user) => ({ user_id: user.id, ...capWindows(user, settings.firm.time_zone, at) }));
  const owner = sql.ref(role === 'setter' ? 'o.setter_id' : 'o.closer_id');
  const hourAgo = new Date(at.getTime() - HOUR_MS);
  const { rows } = await sql<RepRow>`
    select r.user_id, u.settings_version, u.paused_from, u.paused_until, u.paused_reason,
      coalesce(s.credit, 0) as credit, coalesce(s.received, 0) as received, s.last_turn,
      (select count(*)::int from salesos.opportunities o
        where o.account_id = ${tx.accountId} and ${owner} = r.user_id and o.stage in (${sql.join(STAGES_ON_DESK[role])})) as open_opportunities,
      given.today as assigned_today, given.last_hour as assigned_last_hour,
      (select count(*)::int from salesos.appointments b
        where b.account_id = ${tx.accountId} and b.closer_id = r.user_id and b.status = 'booked'
          and b.scheduled_at >= r.week_start and b.scheduled_at < r.week_end) as appointments_this_week
    from jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) as r(user_id text, day_start timestamptz, week_start timestamptz, week_end timestamptz)
    left join salesos.users u on u.account_id = ${tx.accountId} and u.id = r.user_id
    left join salesos.routing_shares s on s.account_id = ${tx.accountId} and s.role = ${role} and s.user_id = r.user_id
    cross join lateral (
      select count(*) filter (where a.assigned_at >= r.day_start)::int as today, count(*) filter (where a.assigned_at > ${hourAgo}::timestamptz)::int as last_hour
      from salesos.assignments a
      where a.account_id = ${tx.accountId} and a.role = ${role} and a.user_id = r.user_id and a.credited_at is null
        and a.assigned_at >= least(r.day_start, ${hourAgo}::timestamptz)) given`.execute(tx.db);
  return rows;
}
