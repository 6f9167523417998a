import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { deliverHandoffs } from '../../../engine/commands/deliver-handoffs';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';
import { channelOf } from '../channel-of';
import { placed } from './deliver.operation';

export const description: INodeProperties[] = [
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 500 },
    default: 50,
    description: 'Max number of messages to send. Run it every minute: what is left over comes next time.',
    displayOptions: { show: { operation: ['deliverDue'] } },
  },
];

const input = z.object({ limit: z.number().int().min(1).max(500) });

/** Behind a Schedule Trigger: sends again what the ops system has not taken yet. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  const channel = await channelOf(context);
  return runBatch(context, {
    outputs: 2,
    read: (index) => parseOrThrow(input, { limit: context.getNodeParameter('limit', index) }, 'LIMIT_INVALID', 'The limit'),
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      for (const { limit } of inputs) outcomes.push(placed(await deliverHandoffs(store, accountId, { channel, opportunity_ids: null, limit, now: () => new Date() })));
      return outcomes;
    },
  });
}
