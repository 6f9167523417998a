import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { listDeadLetters, listStuckDeliveries } from '../../../engine/queries/dead-letters';
import { type OpenAccount, runBatch } from '../../shared';

const show = { operation: ['getMany'] };

export const description: INodeProperties[] = [
  {
    displayName: 'State',
    name: 'deliveryStatus',
    type: 'options',
    default: 'rejected',
    options: [
      { name: 'Not Finished by Any Workflow', value: 'dead' },
      { name: 'Rejected', value: 'rejected' },
    ],
    description: 'Which deliveries to list',
    displayOptions: { show: { ...show, resource: ['delivery'] } },
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 1000 },
    default: 50,
    description: 'Max number of results to return',
    displayOptions: { show },
  },
];

const limit = z.number().int().min(1).max(1000);

/** Lists what waits for a decision, newest first, once per input item. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => ({
      resource: context.getNodeParameter('resource', index) as 'event' | 'delivery',
      status: context.getNodeParameter('deliveryStatus', index, 'rejected') as 'rejected' | 'dead',
      limit: limit.parse(context.getNodeParameter('limit', index)),
    }),
    run: async (inputs) =>
      Promise.all(
        inputs.map(async (input) => ({
          output: 0,
          json: input.resource === 'event' ? await listDeadLetters(store, accountId, { status: 'dead', limit: input.limit }) : await listStuckDeliveries(store, accountId, input),
        })),
      ),
  });
}
