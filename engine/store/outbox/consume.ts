import type { EventEnvelope } from '../../core/events';
import type { WorkOptions } from 'pg-boss';

import { toEnvelope } from '../events';
import type { Store } from '../store';
import { queueOf } from './queue';
import type { DeliveryJob } from './relay';

/** pg-boss's types tell the retry count only when the options say so. */
export type MetadataOptions = WorkOptions & { includeMetadata: true };

export interface Delivery {
  readonly event: EventEnvelope;
  readonly job_id: string;
  /** 0 at the first try. */
  readonly attempt: number;
}

/**
 * Works off one subscription's queue. The handler's success acknowledges the event; its error brings the
 * event back with back-off, and after the last try to the dead letters.
 * @returns stops taking new events and waits for the running ones
 */
export async function consume(
  store: Store,
  queue: string,
  concurrency: number,
  handle: (delivery: Delivery) => Promise<void>,
): Promise<() => Promise<void>> {
  const boss = await queueOf(store);
  const worker = await boss.work<DeliveryJob, void, MetadataOptions>(
    queue,
    { includeMetadata: true, batchSize: 1, localConcurrency: concurrency, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 },
    async ([job]) => {
      if (!job) return;
      const event = await loadEvent(store, job.data);
      if (event) await handle({ event, job_id: job.id, attempt: job.retryCount });
    },
  );
  return () => boss.offWork(queue, { id: worker, wait: true });
}

/** null when the event was erased meanwhile: nothing is left to deliver. */
async function loadEvent(store: Store, { account_id, event_id }: DeliveryJob): Promise<EventEnvelope | null> {
  const row = await store.transaction(account_id, ({ db }) => db.selectFrom('events').selectAll().where('id', '=', event_id).executeTakeFirst());
  return row ? toEnvelope(row) : null;
}

/** The newest events of these types, for a test in the editor: looked at, never taken from the queue. */
export async function peekEvents(store: Store, accountId: string, types: readonly EventEnvelope['type'][], limit: number): Promise<EventEnvelope[]> {
  const rows = await store.transaction(accountId, ({ db }) =>
    db.selectFrom('events').selectAll().where('type', 'in', types).orderBy('seq', 'desc').limit(limit).execute(),
  );
  return rows.map(toEnvelope);
}
