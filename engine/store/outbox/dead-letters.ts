import type { WorkOptions } from 'pg-boss';

import type { Store, Tx } from '../store';
import { appendEvents } from '../events';
import { newId } from '../write';
import { queueOf } from './queue';
import type { DeliveryJob } from './relay';
import { DEAD_QUEUE, deadQueueName } from './subscriptions';

/** Writes what pg-boss gave up on into the dead letters, where people see it and can replay it. */
export async function collectDeadLetters(store: Store, accountId: string, now: () => Date): Promise<() => Promise<void>> {
  const boss = await queueOf(store);
  const queue = deadQueueName(accountId);
  await boss.createQueue(queue, DEAD_QUEUE);
  const worker = await boss.work<DeliveryJob, void, WorkOptions & { includeMetadata: true }>(queue, { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: 2 }, async ([job]) => {
    if (job) await bury(store, job.data, errorOf(job.output), now());
  });
  return () => boss.offWork(queue, { id: worker, wait: true });
}

async function bury(store: Store, job: DeliveryJob, error: string, at: Date): Promise<void> {
  await store.transaction(job.account_id, async (tx) => {
    const event = await tx.db.selectFrom('events').select(['type']).where('id', '=', job.event_id).executeTakeFirst();
    if (!event) return;
    const died = await markDead(tx, job, error, at);
    // The word of a dead letter that dies itself would go round for ever.
    if (event.type === 'DeliveryDeadLettered') return;
    await appendEvents(
      tx,
      [
        {
          type: 'DeliveryDeadLettered',
          subject: { kind: 'event', id: job.event_id },
          occurred_at: at,
          actor: { kind: 'system', id: 'outbox' },
          key: `dead:${job.event_id}:${job.subscription_id}:${died}`,
          data: { event_id: job.event_id, event_type: event.type, subscription: job.subscription_id, error },
        },
      ],
      at,
    );
  });
}

/** @returns how often this event has died for this subscription */
async function markDead(tx: Tx, job: DeliveryJob, error: string, at: Date): Promise<number> {
  const { attempts } = await tx.db
    .insertInto('dead_letters')
    .values({ id: newId(), account_id: tx.accountId, event_id: job.event_id, subscription_id: job.subscription_id, error, attempts: 1, status: 'dead', died_at: at, decided_by: null, decided_at: null })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'event_id', 'subscription_id']).doUpdateSet((eb) => ({ error, status: 'dead', died_at: at, decided_by: null, decided_at: null, attempts: eb('dead_letters.attempts', '+', 1) })),
    )
    .returning('attempts')
    .executeTakeFirstOrThrow();
  return attempts;
}

/** pg-boss keeps the thrown error as JSON; only our own short message is of use to people. */
function errorOf(output: unknown): string {
  const message = output && typeof output === 'object' && 'message' in output ? output.message : undefined;
  return typeof message === 'string' && message ? message.slice(0, 500) : 'The workflow did not finish successfully';
}
