import { sql } from 'kysely';

import type { EventType } from '../../core/events';
import type { Store, Tx } from '../store';
import { queueOf } from './queue';

/** What a queue carries: the event itself stays in its row, behind row security. */
export interface DeliveryJob {
  readonly account_id: string;
  readonly event_id: string;
  readonly subscription_id: string;
}

/**
 * Hands events of the outbox to the queues of the subscriptions that want them, in commit order, in ONE
 * transaction: an event is relayed exactly when its jobs exist.
 * @returns how many events left the outbox; `limit` of them means there may be more
 */
export async function relayEvents(store: Store, accountId: string, limit: number): Promise<number> {
  const boss = await queueOf(store);
  const { fromKysely } = require('pg-boss') as typeof import('pg-boss');
  return store.transaction(accountId, async (tx) => {
    const events = await takeFromOutbox(tx, limit);
    if (events.length === 0) return 0;
    const subscriptions = await tx.db.selectFrom('subscriptions').select(['id', 'types', 'queue']).where('active', '=', true).execute();
    for (const { id, types, queue } of subscriptions) {
      const jobs = events.filter(({ type }) => types.includes(type)).map((event) => ({ data: jobOf(accountId, event.id, id) }));
      if (jobs.length > 0) await boss.insert(queue, jobs, { db: fromKysely(tx.db) });
    }
    return events.length;
  });
}

async function takeFromOutbox(tx: Tx, limit: number): Promise<{ id: string; type: EventType; seq: number }[]> {
  const { rows } = await sql<{ id: string; type: EventType; seq: number }>`
    update salesos.events set relayed_at = now()
    where account_id = ${tx.accountId} and id in (
      select id from salesos.events
      where account_id = ${tx.accountId} and relayed_at is null
      order by seq limit ${limit} for update skip locked)
    returning id, type, seq`.execute(tx.db);
  return rows.sort((a, b) => a.seq - b.seq);
}

export function jobOf(accountId: string, eventId: string, subscriptionId: string): DeliveryJob {
  return { account_id: accountId, event_id: eventId, subscription_id: subscriptionId };
}
