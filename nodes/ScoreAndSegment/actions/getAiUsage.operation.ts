import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { aiUsage } from '../../../engine/queries/ai-usage';
import { type OpenAccount, runBatch } from '../../shared';

export const description: INodeProperties[] = [
  {
    displayName: 'Days',
    name: 'days',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 366 },
    default: 30,
    description: 'How far to look back',
    displayOptions: { show: { operation: ['getAiUsage'] } },
  },
];

const input = z.object({ days: z.coerce.number().int('must be whole days').min(1).max(366) });

/** The item's number of days. @throws DomainError `DAYS_INVALID` */
export function readDays(context: IExecuteFunctions, index: number): { days: number } {
  return parseOrThrow(input, { days: context.getNodeParameter('days', index) }, 'DAYS_INVALID', 'Days');
}

export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => readDays(context, index),
    run: async (inputs) => {
      const reports = await Promise.all(inputs.map(({ days }) => aiUsage(store, accountId, { at: new Date(), days })));
      return reports.map((json) => ({ output: 0, json }));
    },
  });
}
