import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { handoffQueue } from '../../../engine/queries/handoff-desk';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';

const show = { operation: ['getQueue'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Waiting For',
    name: 'waitingFor',
    type: 'options',
    default: 'triggered',
    options: [
      { name: 'Case Ops', value: 'triggered', description: 'Handed over, neither confirmed nor rejected yet' },
      { name: 'Sales', value: 'rejected', description: 'Sent back and not mended yet' },
    ],
    description: 'Whose turn it is',
    displayOptions: { show },
  },
  { displayName: 'Limit', name: 'queueLimit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of handoffs, the most urgent first', displayOptions: { show } },
];

const input = z.object({ status: z.enum(['triggered', 'rejected']), limit: z.number().int().min(1).max(500) });

/** The queue of case ops, one item a handoff with its payload; reads only. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => parseOrThrow(input, { status: context.getNodeParameter('waitingFor', index), limit: context.getNodeParameter('queueLimit', index) }, 'QUEUE_INVALID', 'The queue'),
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      for (const { status, limit } of inputs) outcomes.push({ output: 0, json: await handoffQueue(store, accountId, { status, limit }) });
      return outcomes;
    },
  });
}
