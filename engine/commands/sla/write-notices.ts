import { type RawBuilder, sql } from 'kysely';

import { type Alongside, newId, type Tx } from '../../store';
import type { ClimbedTimer } from './notices';

/** Where each clock stands on its ladder after the beat. */
export function timerChanges(tx: Tx, climbed: readonly ClimbedTimer[]): RawBuilder<unknown> {
  const rows = climbed.map(({ timer, breaches, taken, next_at }) => ({ id: timer.id, breaches, taken, next_at }));
  return sql`
    update salesos.timers t set taken = c.taken, next_at = c.next_at,
      status = case when c.breaches then 'breached' else t.status end, breached_at = case when c.breaches then t.due_at else t.breached_at end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(id uuid, breaches boolean, taken int, next_at timestamptz)
    where t.account_id = ${tx.accountId} and t.id = c.id`;
}

/** Each step once; one that was held is told when somebody is here. */
export function noticeInserts(tx: Tx, climbed: readonly ClimbedTimer[], at: Date): Alongside {
  const rows = climbed.flatMap(({ timer, notices }) => notices.map((notice) => ({ ...notice, id: newId(), timer_id: timer.id, owner_id: timer.owner_id })));
  if (rows.length === 0) return {};
  return {
    noticed: sql`
      insert into salesos.sla_notices (id, account_id, timer_id, action, owner_id, recipient_id, step_at, noticed_at, status, settled_at)
      select n.id, ${tx.accountId}, n.timer_id, n.action, n.owner_id, n.recipient_id, n.step_at, ${at}, n.status, case when n.status = 'sent' then ${at}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, timer_id uuid, action text, owner_id text, recipient_id text, step_at timestamptz, status text)
      on conflict (account_id, timer_id, action) do update set recipient_id = excluded.recipient_id, status = excluded.status, noticed_at = excluded.noticed_at, settled_at = excluded.settled_at
      where sla_notices.status = 'held'`,
  };
}
