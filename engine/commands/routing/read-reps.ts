import { type RawBuilder, sql } from 'kysely';

import { capWindows, NO_LOAD, type OwnerRole, type Rep, type RepLoad, type RepReview, repsAt, type Standing, STAGES_ON_DESK } from '../../core/routing';
import type { FirmSettings } from '../../core/settings';
import type { CurrentSettings, Tx } from '../../store';
import { syncFirm } from '../sync-firm';

const HOUR_MS = 3_600_000;

/** The pool of a role as the database knows it. */
export interface StoredPool {
  readonly reps: readonly Rep[];
  /** Number of the last decision. */
  readonly turn: number;
  /** The receipt with the opening balance that the next decisions are entered under; null = a new one is due. */
  readonly page: { readonly id: string; readonly entries: number } | null;
  /** What is remembered of each, also of those who left. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** User id, open opportunities, leads of the last hour; then, by zone, leads of the day and appointments of the week. */
type Desk = readonly [user_id: string, open: number, last_hour: number, today: readonly number[] | null, week: readonly number[] | null];

interface PoolRow {
  readonly turn: number | null;
  readonly page: string | null;
  readonly page_entries: number;
  readonly page_version: number;
  readonly user_ids: readonly string[] | null;
  readonly credits: readonly number[];
  readonly received: readonly number[];
  readonly last_turns: readonly number[];
  readonly reviews: Record<string, RepReview> | null;
  /** Only who has something on the desk. */
  readonly desks: readonly Desk[];
  readonly pauses: readonly { readonly user_id: string; readonly from: string; readonly until: string | null; readonly reason: string | null }[];
  /** How many users the users table has as the settings in force describe them. */
  readonly known: number;
}

/**
 * The reps of a role with their desks and credits, counted in one statement. Call it under the lock of the pool,
 * so that nobody else decides on the same counters.
 */
export async function readReps(tx: Tx, role: OwnerRole, { settings, version }: CurrentSettings, at: Date): Promise<StoredPool> {
  const zones = zonesOf(settings, role, at);
  const row = await readPool(tx, role, zones, version, at);
  // A version planned for the future has come into force: the users table follows with its first use.
  if (row.known < settings.users.length) await syncFirm(tx, settings, version);
  const standings = standingsOf(row);
  const pauses = row.pauses.map(({ user_id, from, until, reason }) => ({ user_id, from: new Date(from), until: until === null ? null : new Date(until), reason: reason ?? 'no reason given' }));
  const sources = { users: settings.users, loads: loadsOf(row, standings, zones), pauses, settings: settings.routing, time_zone: settings.firm.time_zone, reviews: new Map(Object.entries(row.reviews ?? {})) };
  const page = row.page !== null && row.page_version === version ? { id: row.page, entries: row.page_entries } : null;
  return { reps: repsAt(role, sources, at), turn: row.turn ?? 0, page, standings };
}

interface Zones {
  readonly windows: readonly ReturnType<typeof capWindows>[];
  /** Place of a rep's zone among the windows. */
  readonly placeOf: ReadonlyMap<string, number>;
}

function zonesOf({ users, firm }: FirmSettings, role: OwnerRole, at: Date): Zones {
  const team = users.filter(({ owner_roles }) => owner_roles.includes(role));
  const names = [...new Set([firm.time_zone, ...team.map(({ time_zone }) => time_zone ?? firm.time_zone)])];
  const places = new Map(names.map((name, place) => [name, place]));
  return { windows: names.map((name) => capWindows(name, at)), placeOf: new Map(team.map(({ id, time_zone }) => [id, places.get(time_zone ?? firm.time_zone) ?? 0])) };
}

function standingsOf({ user_ids, credits, received, last_turns }: PoolRow): Map<string, Standing> {
  return new Map((user_ids ?? []).map((id, index) => [id, { credit: credits[index] ?? 0, received: received[index] ?? 0, last_turn: last_turns[index] || null }]));
}

function loadsOf({ desks }: PoolRow, standings: ReadonlyMap<string, Standing>, { placeOf }: Zones): Map<string, RepLoad> {
  const loads = new Map<string, RepLoad>([...standings].map(([id, standing]) => [id, { ...NO_LOAD, ...standing }]));
  for (const [id, open_opportunities, assigned_last_hour, today, week] of desks) {
    const place = placeOf.get(id) ?? 0;
    loads.set(id, { ...(loads.get(id) ?? NO_LOAD), open_opportunities, assigned_last_hour, assigned_today: today?.[place] ?? 0, appointments_this_week: week?.[place] ?? 0 });
  }
  return loads;
}

/** One pass over each index, whatever the number of reps. */
async function readPool(tx: Tx, role: OwnerRole, { windows }: Zones, version: number, at: Date): Promise<PoolRow> {
  const owner = sql.ref(role === 'setter' ? 'o.setter_id' : 'o.closer_id');
  const stages = sql.raw(STAGES_ON_DESK[role].map((stage) => `'${stage}'`).join(', '));
  const hourAgo = new Date(at.getTime() - HOUR_MS);
  const times = (pick: (window: (typeof windows)[number]) => Date): number[] => windows.map((window) => pick(window).getTime());
  const since = new Date(Math.min(hourAgo.getTime(), ...times(({ day_start }) => day_start)));
  const weeks = { from: new Date(Math.min(...times(({ week_start }) => week_start))), until: new Date(Math.max(...times(({ week_end }) => week_end))) };
  const today = perZone(windows, ({ day_start }) => sql`a.assigned_at >= ${day_start}::timestamptz`);
  const week = perZone(windows, ({ week_start, week_end }) => sql`b.scheduled_at >= ${week_start}::timestamptz and b.scheduled_at < ${week_end}::timestamptz`);
  const { rows } = await sql<PoolRow>`
    with open as (
      select ${owner} as user_id, count(*)::int as open from salesos.opportunities o
      where o.account_id = ${tx.accountId} and ${owner} is not null and o.stage in (${stages}) group by ${owner}),
    given as (
      select a.user_id, ${today} as today, count(*) filter (where a.assigned_at > ${hourAgo}::timestamptz)::int as last_hour from salesos.assignments a
      where a.account_id = ${tx.accountId} and a.role = ${role} and a.credited_at is null and a.assigned_at >= ${since}::timestamptz group by a.user_id),
    booked as (
      select b.closer_id as user_id, ${week} as week from salesos.appointments b
      where b.account_id = ${tx.accountId} and b.status = 'booked' and b.scheduled_at >= ${weeks.from}::timestamptz and b.scheduled_at < ${weeks.until}::timestamptz and b.closer_id is not null
      group by b.closer_id)
    select p.turn, p.page, p.page_entries, p.page_version, p.user_ids, p.credits, p.received, p.last_turns, p.reviews,
      (select coalesce(json_agg(json_build_array(user_id, coalesce(open, 0), coalesce(last_hour, 0), today, week)), '[]')
        from open full join given using (user_id) full join booked using (user_id)) as desks,
      (select coalesce(json_agg(json_build_object('user_id', u.id, 'from', u.paused_from, 'until', u.paused_until, 'reason', u.paused_reason)), '[]')
        from salesos.users u where u.account_id = ${tx.accountId} and u.paused_from is not null) as pauses,
      (select count(*)::int from salesos.users u where u.account_id = ${tx.accountId} and u.settings_version = ${version}) as known
    from (select) one left join salesos.routing_pools p on p.account_id = ${tx.accountId} and p.role = ${role}`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error('the pool is one row');
  return row;
}

/** A count for each zone's window. */
function perZone<Window>(windows: readonly Window[], condition: (window: Window) => RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`array[${sql.join(windows.map((window) => sql`count(*) filter (where ${condition(window)})::int`))}]`;
}
