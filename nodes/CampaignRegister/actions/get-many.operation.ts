import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { listCampaigns } from '../../../engine/queries/campaigns';
import { type OpenAccount, runBatch } from '../../shared';
import { optionalText } from '../../shared/parameter-fields';

const show = { operation: ['getMany'] };

export const description: INodeProperties[] = [
  { displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 1000 }, default: 50, description: 'Max number of results to return', displayOptions: { show } },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add filter',
    default: {},
    displayOptions: { show },
    options: [{ displayName: 'Month', name: 'month', type: 'string', default: '', placeholder: 'e.g. 2025-12', description: 'Only campaigns of this month' }],
  },
];

const input = z.object({
  limit: z.number().int().min(1).max(1000),
  month: optionalText.refine((text) => text === null || /^20\d\d-(0[1-9]|1[0-2])$/.test(text), 'must be a month such as 2025-12'),
});

export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => parseOrThrow(input, { limit: context.getNodeParameter('limit', index), month: context.getNodeParameter('filters.month', index, '') }, 'FILTER_INVALID', 'The filter'),
    run: async (inputs) => Promise.all(inputs.map(async (one) => ({ output: 0, json: await listCampaigns(store, accountId, one) }))),
  });
}
