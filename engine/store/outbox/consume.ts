import type { JobResult, JobWithMetadata, PerJobWorkWithMetadataHandler, WorkOptions } from 'pg-boss';

import type { EventEnvelope } from '../../core/events';
import { toEnvelope } from '../events';
import type { Store } from '../store';
import { queueOf } from './queue';
import type { DeliveryJob } from './relay';

export interface Delivery {
  readonly event: EventEnvelope;
  readonly job_id: string;
  /** 0 at the first try. */
  readonly attempt: number;
}

export interface Consumption {
  /** How many groups of events are worked on at the same time. */
  readonly concurrency: number;
  /** At most so many events of a first try are handed over together; an event that comes again comes alone. */
  readonly together: number;
}

type Job = JobWithMetadata<DeliveryJob>;
/** pg-boss chooses the handler's type by literal options. */
type Options = WorkOptions & { includeMetadata: true; perJobResults: true };

/**
 * Works off one subscription's queue. The handler's success acknowledges the events it was given; its error brings each
 * of them back with back-off and alone, so that one bad event holds up no other, and after the last try to the dead letters.
 * @returns stops taking new events and waits for the running ones
 */
export async function consume(
  store: Store,
  queue: string,
  { concurrency, together }: Consumption,
  handle: (deliveries: readonly Delivery[]) => Promise<void>,
): Promise<() => Promise<void>> {
  const boss = await queueOf(store);
  const work: PerJobWorkWithMetadataHandler<DeliveryJob> = async (jobs) => {
    const known = await loadDeliveries(store, jobs);
    const results = [];
    for (const group of groupsOf(jobs)) results.push(...(await settle(group, known, handle)));
    return results;
  };
  const worker = await boss.work<DeliveryJob, void, Options>(
    queue,
    { includeMetadata: true, perJobResults: true, batchSize: together, burstWhenBatchFull: true, localConcurrency: concurrency, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 },
    work,
  );
  return () => boss.offWork(queue, { id: worker, wait: true });
}

/** First tries together; each event that failed before alone. */
function groupsOf(jobs: readonly Job[]): Job[][] {
  const first = jobs.filter(({ retryCount }) => retryCount === 0);
  const again = jobs.filter(({ retryCount }) => retryCount > 0);
  return [...(first.length > 0 ? [first] : []), ...again.map((job) => [job])];
}

async function settle(jobs: readonly Job[], known: ReadonlyMap<string, Delivery>, handle: (deliveries: readonly Delivery[]) => Promise<void>): Promise<JobResult[]> {
  const deliveries = jobs.flatMap(({ id }) => known.get(id) ?? []);
  try {
    if (deliveries.length > 0) await handle(deliveries);
    return jobs.map(({ id }) => ({ id, status: 'completed' }));
  } catch (error) {
    const output = { message: error instanceof Error ? error.message : String(error) };
    return jobs.map(({ id }) => ({ id, status: 'failed', output }));
  }
}

/** By job. An event that was erased meanwhile is left out: nothing is left to deliver. */
async function loadDeliveries(store: Store, jobs: readonly Job[]): Promise<Map<string, Delivery>> {
  const [{ data } = { data: undefined }] = jobs;
  if (!data) return new Map();
  const ids = jobs.map((job) => job.data.event_id);
  const rows = await store.transaction(data.account_id, ({ db }) => db.selectFrom('events').selectAll().where('id', 'in', ids).execute());
  const events = new Map(rows.map((row) => [row.id, toEnvelope(row)]));
  return new Map(
    jobs.flatMap(({ id, data: { event_id }, retryCount }) => {
      const event = events.get(event_id);
      return event ? [[id, { event, job_id: id, attempt: retryCount }] as const] : [];
    }),
  );
}

/** The newest events of these types, for a test in the editor: looked at, never taken from the queue. */
export async function peekEvents(store: Store, accountId: string, types: readonly EventEnvelope['type'][], limit: number): Promise<EventEnvelope[]> {
  const rows = await store.transaction(accountId, ({ db }) =>
    db.selectFrom('events').selectAll().where('type', 'in', types).orderBy('seq', 'desc').limit(limit).execute(),
  );
  return rows.map(toEnvelope);
}
