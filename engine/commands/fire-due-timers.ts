import { sql } from 'kysely';

import type { TimerRow } from '../queries/read-timers';
import { appendEvents, type Store, type Tx } from '../store';
import { breachEvent } from './sla/breach-event';

export interface FiredTimers {
  /** How many clocks were breached now; as many as `limit` means there may be more. */
  readonly fired: number;
  /** The next deadline of the account; null = no clock runs. */
  readonly next_due_at: Date | null;
}

type FiredRow = Pick<TimerRow, 'id' | 'policy' | 'opportunity_id' | 'lead_id' | 'owner_id' | 'started_at' | 'due_at' | 'detail'>;

/**
 * SL-03, SL-05: marks due clocks breached and appends their SLA_Breach_* events in the same transaction, each once: rows
 * are claimed with SKIP LOCKED, so that any number of processes may call it at the same time. When nothing is due
 * it is one look at an index.
 */
export async function fireDueTimers(store: Store, accountId: string, { at, limit }: { at: Date; limit: number }): Promise<FiredTimers> {
  return store.transaction(accountId, async (tx) => {
    const next = await nextDue(tx);
    if (next === null || next > at) return { fired: 0, next_due_at: next };
    const { rows } = await sql<{ next_due_at: Date | null } & ({ [Key in keyof FiredRow]: FiredRow[Key] | null })>`
      with due as (
        select id from salesos.timers
        where account_id = ${accountId} and status = 'pending' and due_at <= ${at}
        order by due_at, id limit ${limit} for update skip locked),
      fired as (
        update salesos.timers t set status = 'breached', breached_at = t.due_at
        from due where t.account_id = ${accountId} and t.id = due.id
        returning t.id, t.policy, t.opportunity_id, t.lead_id, t.owner_id, t.started_at, t.due_at, t.detail),
      upcoming as (
        select min(due_at) as next_due_at from salesos.timers where account_id = ${accountId} and status = 'pending' and due_at > ${at})
      select upcoming.next_due_at, fired.* from upcoming left join fired on true order by fired.due_at, fired.id`.execute(tx.db);
    const fired = rows.flatMap(({ next_due_at: _, ...row }) => (row.id === null ? [] : [row as FiredRow]));
    await appendEvents(tx, fired.map(breachEvent), at);
    return { fired: fired.length, next_due_at: rows[0]?.next_due_at ?? null };
  });
}

async function nextDue(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date }>`
    select due_at from salesos.timers where account_id = ${tx.accountId} and status = 'pending' order by due_at limit 1`.execute(tx.db);
  return rows[0]?.due_at ?? null;
}
