import { sql } from 'kysely';

import type { EventDraft } from '../../core/events';
import type { SlaPolicy } from '../../core/model';
import type { LadderAction } from '../../core/sla';
import { appendEvents, newId, type Store } from '../../store';

const MOST_TIMERS = 100;

interface DigestRow {
  readonly recipient_id: string;
  readonly action: LadderAction;
  readonly policy: SlaPolicy;
  readonly notices: number;
  readonly first_step_at: Date;
  readonly last_step_at: Date;
  readonly timer_ids: readonly string[];
}

/** One digest a person of all notices that wait for one, with its event in the same transaction. @returns how many people got one */
export async function sendDigests(store: Store, accountId: string, at: Date): Promise<number> {
  return store.transaction(accountId, async (tx) => {
    const { rows } = await sql<DigestRow>`
      with settled as (
        update salesos.sla_notices n set settled_at = ${at} from salesos.timers t
        where n.account_id = ${tx.accountId} and n.status = 'digest' and n.settled_at is null and n.recipient_id is not null
          and t.account_id = n.account_id and t.id = n.timer_id
        returning n.recipient_id, n.action, n.step_at, n.timer_id, t.policy)
      select recipient_id, action, policy, count(*)::int as notices, min(step_at) as first_step_at, max(step_at) as last_step_at,
        to_json((array_agg(timer_id order by step_at))[1:${sql.lit(MOST_TIMERS)}]) as timer_ids
      from settled group by recipient_id, action, policy`.execute(tx.db);
    const people = [...new Set(rows.map(({ recipient_id }) => recipient_id))];
    await appendEvents(tx, people.map((recipient) => digestEvent(recipient, rows.filter(({ recipient_id }) => recipient_id === recipient), at)), at);
    return people.length;
  });
}

function digestEvent(recipient_id: string, rows: readonly DigestRow[], at: Date): EventDraft {
  const count = (key: 'action' | 'policy'): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const row of rows) counts[row[key]] = (counts[row[key]] ?? 0) + row.notices;
    return counts;
  };
  const instants = rows.flatMap(({ first_step_at, last_step_at }) => [first_step_at.getTime(), last_step_at.getTime()]);
  const timer_ids = [...new Set(rows.flatMap((row) => row.timer_ids))].slice(0, MOST_TIMERS);
  return {
    type: 'SlaDigest',
    subject: { kind: 'timer', id: timer_ids[0] ?? newId() },
    occurred_at: at,
    actor: { kind: 'system', id: 'sla' },
    key: `digest:${recipient_id}:${timer_ids[0]}:${at.toISOString()}`,
    data: {
      recipient_id,
      notices: rows.reduce((sum, { notices }) => sum + notices, 0),
      by_action: count('action'),
      by_policy: count('policy'),
      first_step_at: new Date(Math.min(...instants)),
      last_step_at: new Date(Math.max(...instants)),
      timer_ids,
    },
  };
}
