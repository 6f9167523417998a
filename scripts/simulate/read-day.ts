import { sql } from 'kysely';

import type { Store } from '../../engine/store';
import { REPS } from './firm-day';
import { ACCOUNT } from './run-day';

export interface RepDay {
  readonly id: string;
  readonly weight: number;
  /** Leads by the fair share, sent by language or to whoever was there. */
  readonly received: number;
  /** Sum of the rep's parts in all decisions they were in the running for. */
  readonly entitled: number;
}

export interface HourDay {
  readonly hour: string;
  readonly met: number;
  readonly missed: number;
}

export interface DayReport {
  readonly reps: readonly RepDay[];
  readonly hours: readonly HourDay[];
  readonly escalations: readonly { readonly hour: string; readonly action: string; readonly alone: number; readonly in_digest: number }[];
  readonly totals: { readonly leads: number; readonly owned: number; readonly met: number; readonly missed: number; readonly digests: number; readonly reassigned: number; readonly flagged: number };
}

/** Reads what the day left in the store. */
export async function readDay(store: Store): Promise<DayReport> {
  return store.transaction(ACCOUNT, async (tx) => {
    const pool = await tx.db.selectFrom('routing_pools').selectAll().where('role', '=', 'setter').executeTakeFirstOrThrow();
    const shared = await tx.db.selectFrom('assignments').select(({ fn }) => ['user_id', fn.countAll<number>().as('count')]).where('contested', '=', true).groupBy('user_id').execute();
    const hour = sql<string>`to_char(date_trunc('hour', due_at at time zone 'America/Toronto'), 'Dy HH24:00')`;
    const { rows: hours } = await sql<HourDay>`
      select ${hour} as hour, count(*) filter (where status = 'met')::int as met, count(*) filter (where status = 'breached')::int as missed
      from salesos.timers where dedupe_key not like '%reassigned%' and status in ('met', 'breached') group by date_trunc('hour', due_at at time zone 'America/Toronto'), 1
      order by date_trunc('hour', due_at at time zone 'America/Toronto')`.execute(tx.db);
    const { rows: escalations } = await sql<DayReport['escalations'][number]>`
      select to_char(date_trunc('hour', noticed_at at time zone 'America/Toronto'), 'Dy HH24:00') as hour, action, count(*) filter (where status <> 'digest')::int as alone, count(*) filter (where status = 'digest')::int as in_digest
      from salesos.sla_notices group by date_trunc('hour', noticed_at at time zone 'America/Toronto'), 1, 2 order by date_trunc('hour', noticed_at at time zone 'America/Toronto')`.execute(tx.db);
    const { rows } = await sql<DayReport['totals']>`
      select (select count(*)::int from salesos.opportunities) as leads, (select count(*)::int from salesos.opportunities where setter_id is not null) as owned,
        (select count(*)::int from salesos.timers where status = 'met') as met, (select count(*)::int from salesos.timers where status = 'breached') as missed,
        (select count(*)::int from salesos.events where type = 'SlaDigest') as digests, (select count(*)::int from salesos.sla_notices where action = 'reassign' and status = 'done') as reassigned,
        (select count(*)::int from salesos.events where type = 'CoachingFlagged') as flagged`.execute(tx.db);
    const credit = new Map(pool.user_ids.map((id, index) => [id, pool.credits[index] ?? 0]));
    const counts = new Map(shared.map(({ user_id, count }) => [user_id, Number(count)]));
    const reps = REPS.map(({ id, weight }) => ({ id, weight, received: counts.get(id) ?? 0, entitled: (counts.get(id) ?? 0) + (credit.get(id) ?? 0) }));
    return { reps, hours, escalations, totals: rows[0]! };
  });
}
