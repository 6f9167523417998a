import type { EventType } from '../../core/events';
import type { Store } from '../store';
import { queueOf } from './queue';

export interface Subscription {
  /** Stable over restarts: workflow id and node id. */
  readonly id: string;
  readonly types: readonly EventType[];
}

/** Lease, retry and back-off of one delivery. docs/events.md tells users about them. */
const DELIVERY = {
  retryLimit: 6,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 900,
  heartbeatSeconds: 30,
  retentionSeconds: 14 * 24 * 3600,
  deleteAfterSeconds: 24 * 3600,
  notify: true,
};

/** pg-boss does not notify when it moves a job here, so this queue is polled. */
export const DEAD_QUEUE = { retentionSeconds: 365 * 24 * 3600 };

/** A job that can never exist: looking for it makes pg-boss read the queue into its cache. */
const NO_JOB = '00000000-0000-0000-0000-000000000000';

/**
 * Makes or renews a subscription. It outlives the trigger: events that come while the workflow is
 * unpublished or n8n is down wait in its queue (14 days).
 */
export async function subscribe(store: Store, accountId: string, subscription: Subscription, at: Date): Promise<string> {
  const boss = await queueOf(store);
  const queue = queueName(accountId, subscription.id);
  const deadLetter = deadQueueName(accountId);
  await boss.createQueue(deadLetter, DEAD_QUEUE);
  await boss.createQueue(queue, { ...DELIVERY, deadLetter });
  await boss.findJobs(queue, { id: NO_JOB });
  await store.transaction(accountId, async ({ db }) => {
    const row = { account_id: accountId, id: subscription.id, types: [...subscription.types], queue, active: true, created_at: at, updated_at: at };
    await db
      .insertInto('subscriptions')
      .values(row)
      .onConflict((conflict) => conflict.columns(['account_id', 'id']).doUpdateSet({ types: row.types, queue, active: true, updated_at: at }))
      .execute();
  });
  return queue;
}

export function queueName(accountId: string, subscriptionId: string): string {
  return `events.${accountId}.${subscriptionId.replace(/[^\w.-]/g, '_')}`;
}

export function deadQueueName(accountId: string): string {
  return `dead.${accountId}`;
}
