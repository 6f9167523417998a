import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { discardDeadLetters, replayDeadLetters, replayDeliveries } from '../../../engine/commands/decide-dead-letters';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';

export const description: INodeProperties[] = [
  {
    displayName: 'Dead Letter ID',
    name: 'deadLetterId',
    type: 'string',
    required: true,
    default: '={{ $json.dead_letter_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the event that failed, as Get Many lists it',
    displayOptions: { show: { resource: ['event'], operation: ['replay', 'discard'] } },
  },
  {
    displayName: 'Delivery ID',
    name: 'deliveryId',
    type: 'string',
    required: true,
    default: '={{ $json.delivery_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the stored delivery, as Get Many lists it',
    displayOptions: { show: { resource: ['delivery'], operation: ['replay'] } },
  },
];

const input = z.object({ id: recordId });
const decisions = { 'event.replay': replayDeadLetters, 'event.discard': discardDeadLetters, 'delivery.replay': replayDeliveries };
type Decision = keyof typeof decisions;

/** Replays or discards each item's dead letter. All items of a run take the first item's resource and operation, as n8n does. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount, decision: Decision): Promise<INodeExecutionData[][]> {
  const field = decision === 'delivery.replay' ? 'deliveryId' : 'deadLetterId';
  const what = decision === 'delivery.replay' ? 'Delivery ID' : 'Dead Letter ID';
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { id: context.getNodeParameter(field, index) }, 'ID_INVALID', what),
    run: async (inputs) => {
      const results = await decisions[decision](store, accountId, { ids: inputs.map(({ id }) => id), at: new Date(), actor: workflowActor(context) });
      return results.map((result) => (result.ok ? { output: 0, json: { id: result.id, status: result.status } } : { error: result.error }));
    },
  });
}
