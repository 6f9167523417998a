import type { EventType } from '../../core/events';
import type { Store } from '../store';
import { queueOf } from './queue';

/** What a queue carries: the event itself stays in its row, behind row security. */
export interface DeliveryJob {
  readonly account_id: string;
  readonly event_id: string;
  readonly subscription_id: string;
}

/**
 * Hands events of the outbox to the queues of the subscriptions that want them, in commit order. The job's id is the
 * event's id and pg-boss ignores an id it knows, so a crash before the mark, or two relays at once, deliver nothing twice.
 * The jobs are inserted outside a transaction of ours: inside one pg-boss can wait for ever (docs/decisions/0004).
 * @returns how many events left the outbox; `limit` of them means there may be more
 */
export async function relayEvents(store: Store, accountId: string, limit: number): Promise<number> {
  const { events, subscriptions } = await readOutbox(store, accountId, limit);
  if (events.length === 0) return 0;
  const boss = await queueOf(store);
  for (const { id, types, queue } of subscriptions) {
    const wanted = events.filter(({ type }) => types.includes(type));
    const jobs = wanted.map((event) => ({ id: event.id, data: jobOf(accountId, event.id, id) }));
    if (jobs.length > 0) await boss.insert(queue, jobs);
  }
  await markRelayed(store, accountId, events);
  return events.length;
}

interface Outbox {
  readonly events: { id: string; type: EventType }[];
  readonly subscriptions: { id: string; types: EventType[]; queue: string }[];
}

function readOutbox(store: Store, accountId: string, limit: number): Promise<Outbox> {
  return store.transaction(accountId, async ({ db }) => {
    const events = await db.selectFrom('events').select(['id', 'type']).where('relayed_at', 'is', null).orderBy('seq').limit(limit).execute();
    if (events.length === 0) return { events, subscriptions: [] };
    const subscriptions = await db.selectFrom('subscriptions').select(['id', 'types', 'queue']).where('active', '=', true).execute();
    return { events, subscriptions };
  });
}

async function markRelayed(store: Store, accountId: string, events: readonly { id: string }[]): Promise<void> {
  const ids = events.map(({ id }) => id);
  await store.transaction(accountId, ({ db }) => db.updateTable('events').set({ relayed_at: new Date() }).where('id', 'in', ids).execute());
}

export function jobOf(accountId: string, eventId: string, subscriptionId: string): DeliveryJob {
  return { account_id: accountId, event_id: eventId, subscription_id: subscriptionId };
}
