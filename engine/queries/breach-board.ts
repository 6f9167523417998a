import { sql } from 'kysely';

import type { Band, SlaPolicy, Stage } from '../core/model';
import type { LadderAction } from '../core/sla';
import type { Store } from '../store';

const MINUTE_MS = 60_000;

/** A missed deadline that nobody has made good yet (P14, "SLA Breach Dashboard"). */
export interface BreachRow {
  readonly timer_id: string;
  readonly policy: SlaPolicy;
  readonly step: string;
  readonly opportunity_id: string | null;
  readonly lead_id: string | null;
  readonly stage: Stage | null;
  readonly band: Band | null;
  readonly segment: string | null;
  /** Who missed it. */
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  /** Who has it now; null = nobody. */
  readonly present_owner_id: string | null;
  readonly due_at: Date;
  /** Since the deadline, on the wall clock. */
  readonly age_minutes: number;
  /** The last step of the ladder; `held` = the ladder waits until a manager is here. */
  readonly last_step: LadderAction | null;
  readonly held: boolean;
}

/** How one owner or policy stands. */
export interface BreachCount {
  readonly key: string;
  readonly breaches: number;
  readonly oldest_minutes: number;
}

export interface BreachBoard {
  readonly at: Date;
  readonly breaches: readonly BreachRow[];
  /** All of them, also beyond the limit of rows. */
  readonly total: number;
  readonly by_owner: readonly BreachCount[];
  readonly by_policy: readonly BreachCount[];
  /** Clocks that run out within the next half hour. */
  readonly due_soon: number;
}

/**
 * SL-05: every deadline that is missed and not met since, on opportunities that are open, the oldest first, as it is now.
 */
export async function breachBoard(store: Store, accountId: string, { at, limit }: { at: Date; limit: number }): Promise<BreachBoard> {
  return store.transaction(accountId, async (tx) => {
    const { rows } = await sql<Omit<BreachRow, 'age_minutes'>>`
      select t.id as timer_id, t.policy, t.detail ->> 'step' as step, t.opportunity_id, t.lead_id, o.stage, o.band, o.segment, t.owner_id, u.name as owner_name,
        case when t.policy in ('PaymentChase', 'HandoffFix') then o.closer_id else o.setter_id end as present_owner_id, t.due_at,
        last.action as last_step, coalesce(last.status = 'held', false) as held
      from salesos.timers t
      left join salesos.opportunities o on o.account_id = t.account_id and o.id = t.opportunity_id
      left join salesos.users u on u.account_id = t.account_id and u.id = t.owner_id
      left join lateral (select n.action, n.status from salesos.sla_notices n where n.account_id = t.account_id and n.timer_id = t.id
        order by n.step_at desc, array_position(array['warn', 'notify_rep', 'notify_manager', 'reassign', 'coach'], n.action) desc limit 1) last on true
      where t.account_id = ${tx.accountId} and t.status = 'breached' and t.met_at is null and (o.id is null or o.stage not in ('CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED'))
      order by t.due_at, t.id`.execute(tx.db);
    const { due_soon } = await tx.db
      .selectFrom('timers')
      .select(({ fn }) => fn.countAll<number>().as('due_soon'))
      .where('account_id', '=', tx.accountId)
      .where('status', '=', 'pending')
      .where('due_at', '>', at)
      .where('due_at', '<=', new Date(at.getTime() + 30 * MINUTE_MS))
      .executeTakeFirstOrThrow();
    const breaches = rows.map((row) => ({ ...row, age_minutes: Math.floor((at.getTime() - row.due_at.getTime()) / MINUTE_MS) }));
    return {
      at,
      breaches: breaches.slice(0, limit),
      total: breaches.length,
      by_owner: counts(breaches, ({ owner_id }) => owner_id ?? 'nobody'),
      by_policy: counts(breaches, ({ policy }) => policy),
      due_soon: Number(due_soon),
    };
  });
}

function counts(rows: readonly BreachRow[], keyOf: (row: BreachRow) => string): BreachCount[] {
  const groups = new Map<string, BreachRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups].map(([key, group]) => ({ key, breaches: group.length, oldest_minutes: Math.max(...group.map(({ age_minutes }) => age_minutes)) })).sort((a, b) => b.breaches - a.breaches);
}
