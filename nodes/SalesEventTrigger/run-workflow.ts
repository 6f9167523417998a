import { createHash } from 'node:crypto';

import type { IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';

import type { Delivery } from '../../engine/store/outbox';
import { toJson } from '../shared';

/** The slice of the trigger's context that is needed, so that it can be tried without n8n. */
type Emitter = Pick<ITriggerFunctions, 'emit' | 'getWorkflow' | 'getNode' | 'helpers'>;

/**
 * Starts one execution for these events and waits for its end: returning acknowledges them, throwing brings them
 * back. The deduplication key holds the attempt, or a retry would start nothing (docs/decisions/0004).
 * @throws Error with a short message; it is stored with the event
 */
export async function runWorkflow(context: Emitter, deliveries: readonly Delivery[]): Promise<void> {
  const done = context.helpers.createDeferredPromise<IRun>();
  const items = deliveries.map(({ event, attempt }) => ({ json: eventItem(event, attempt) }));
  context.emit([items], undefined, done, deduplicationKey(context, deliveries));
  // undefined = n8n has run this very attempt before: nothing to do again.
  const run: IRun | undefined = await done.promise;
  if (!run || run.status === 'success' || run.status === 'waiting') return;
  throw new Error(`The execution ended with status ${run.status}${causeOf(run)}`);
}

/** The same events at the same attempt, whatever their number, have one key of bounded length. */
function deduplicationKey(context: Emitter, deliveries: readonly Delivery[]): string {
  const jobs = deliveries.map(({ job_id, attempt }) => `${job_id}:${attempt}`).join(' ');
  const name = deliveries.length === 1 ? jobs : createHash('sha256').update(jobs).digest('hex');
  return `${context.getWorkflow().id ?? ''}:${context.getNode().id}:${name}`;
}

function causeOf(run: IRun): string {
  const message = run.data.resultData.error?.message;
  return message ? `: ${message.slice(0, 300)}` : '';
}

/**
 * The envelope of docs/events.md, with how often this delivery was tried before. The ids in its data stand on top too,
 * so that `{{ $json.opportunity_id }}` reads the same behind an event as behind any node of the pack.
 */
export function eventItem(event: Delivery['event'], attempt: number): IDataObject {
  const ids = Object.entries(event.data).filter(([name]) => name.endsWith('_id'));
  return { ...Object.fromEntries(ids), ...toJson(event), attempt };
}
