import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { OWNER_ROLES } from '../../../engine/core/routing';
import { routingEquality } from '../../../engine/queries/routing-equality';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';
import { OUTPUT_COUNT } from '../fields';

const DAY_MS = 86_400_000;

export const description: INodeProperties[] = [
  {
    displayName: 'Days',
    name: 'days',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 365 },
    default: 28,
    description: 'How many days to look back on (Equality Report) or to play again (Simulate)',
    displayOptions: { show: { operation: ['equality', 'simulate'] } },
  },
];

const input = z.object({ role: z.enum(OWNER_ROLES), days: z.number().int().min(1).max(365) });

/** One item a report: leads, mix and whether the reps can be compared. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => parseOrThrow(input, { role: context.getNodeParameter('role', index), days: context.getNodeParameter('days', index) }, 'EQUALITY_INVALID', 'Equality Report'),
    run: async (inputs) => {
      const until = new Date();
      const outcomes: Outcome[] = [];
      for (const { role, days } of inputs) {
        const report = await routingEquality(store, accountId, { role, from: new Date(until.getTime() - days * DAY_MS), until });
        outcomes.push({ output: 0, json: { role, days, ...report } });
      }
      return outcomes;
    },
  });
}
