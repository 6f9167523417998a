import type { IDataObject } from 'n8n-workflow';
import type { EventEnvelope } from '../../engine/core/events';
import { eventItem } from '../../nodes/SalesEventTrigger/run-workflow';

/** An event as the Sales Event Trigger hands it to the next node. A test gives only the fields that the node reads. */
export function triggered(event: { readonly data: object; readonly [field: string]: unknown }): IDataObject {
  return eventItem(event as unknown as EventEnvelope, 0);
}
