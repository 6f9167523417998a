import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { drainWaiting } from '../../../engine/commands/drain-waiting';
import { parseOrThrow } from '../../../engine/core/parse';
import { OWNER_ROLES } from '../../../engine/core/routing';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { OUTPUT_COUNT, OUTPUTS } from '../fields';

const show = { operation: ['drainWaiting'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Queue',
    name: 'queue',
    type: 'options',
    default: 'both',
    options: [
      { name: 'Both', value: 'both' },
      { name: 'Closer', value: 'closer' },
      { name: 'Setter', value: 'setter' },
    ],
    description: 'Whose waiting queue to drain',
    displayOptions: { show },
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 5000 },
    default: 500,
    description: 'Max number of waiting opportunities to look at in each queue',
    displayOptions: { show },
  },
];

const input = z.object({ queue: z.enum(['both', ...OWNER_ROLES]), limit: z.number().int().min(1).max(5_000) });

/** The queue is drained once an execution, whatever the number of items that asked for it; the first one gets the results. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => parseOrThrow(input, { queue: context.getNodeParameter('queue', index), limit: context.getNodeParameter('limit', index) }, 'DRAIN_INVALID', 'Drain Waiting'),
    run: async (inputs) => {
      const done = new Set<string>();
      const outcomes: Outcome[] = [];
      for (const { queue, limit } of inputs) {
        const again = done.has(queue);
        done.add(queue);
        const routed = again ? [] : await drainWaiting(store, accountId, { role: queue === 'both' ? null : queue, limit, at: new Date(), actor: workflowActor(context) });
        outcomes.push({ parts: routed.map((json) => ({ output: OUTPUTS[json.outcome], json })) });
      }
      return outcomes;
    },
  });
}
