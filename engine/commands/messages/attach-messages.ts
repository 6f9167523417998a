import { sql } from 'kysely';

import type { ContactChannel } from '../../core/model';
import { newId, type StoredMessageStatus, type Tx } from '../../store';

interface Row {
  id: string;
  prospect_id: string;
  direction: 'inbound' | 'outbound';
  channel: ContactChannel;
  kind: string;
  body: string | null;
  dedupe_key: string;
  occurred_at: Date;
  status: StoredMessageStatus;
}

/**
 * Hangs the messages of resolved leads on their persons, as activities: those that came and went before it was known who
 * writes. One that is reserved is given its person, and gets its activity when it is recorded.
 */
export async function attachMessages(tx: Tx, leadIds: readonly string[], at: Date): Promise<void> {
  if (leadIds.length === 0) return;
  const { rows } = await sql<Row>`
    update salesos.messages m set prospect_id = l.prospect_id from salesos.leads l
    where m.account_id = ${tx.accountId} and l.account_id = m.account_id and l.id = m.lead_id and m.lead_id in (${sql.join(leadIds)})
      and m.activity_id is null and l.prospect_id is not null
    returning m.status, m.id, m.prospect_id, m.direction, m.channel, m.kind, m.body, m.dedupe_key, m.occurred_at`.execute(tx.db);
  const done = rows.filter(({ status }) => status !== 'claimed' && status !== 'released');
  if (done.length === 0) return;
  const activities = done.map((row) => ({ ...activityOf(row), account_id: tx.accountId, recorded_at: at }));
  await tx.db.insertInto('activities').values(activities).onConflict((conflict) => conflict.columns(['account_id', 'dedupe_key']).doNothing()).execute();
  await sql`
    update salesos.messages m set activity_id = a.id from salesos.activities a
    where m.account_id = ${tx.accountId} and a.account_id = m.account_id and a.dedupe_key = m.dedupe_key and m.id in (${sql.join(done.map(({ id }) => id))})`.execute(tx.db);
}

function activityOf({ prospect_id, direction, channel, kind, body, dedupe_key, occurred_at }: Row) {
  // An automatic reply is a touch of the system: no attempt, but an answer in time (SL-04).
  const isReply = direction === 'outbound' && kind === 'reply';
  return {
    ...{ id: newId(), opportunity_id: null, prospect_id, kind: isReply || channel === 'call' ? ('system' as const) : channel, direction, channel },
    ...{ outcome: null, by_human: false, user_id: null, summary: body?.slice(0, 4_000) ?? `(${kind})`, call_back_at: null, dedupe_key, occurred_at },
  };
}
