import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { listIdentityReviews } from '../../../engine/queries/identity-reviews';
import { type OpenAccount, runBatch } from '../../shared';
import { sideBySide } from './side-by-side';

export const description: INodeProperties[] = [
  { displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return', displayOptions: { show: { operation: ['listReviews'] } } },
];

const input = z.object({ limit: z.coerce.number().int().min(1).max(500) });

/** The open questions, oldest first, each an item of Review with both records. Nothing open: no item. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => parseOrThrow(input, { limit: context.getNodeParameter('limit', index) }, 'LIMIT_INVALID', 'The limit'),
    run: async (inputs) => {
      const outcomes = [];
      for (const { limit } of inputs) {
        const questions = await listIdentityReviews(store, accountId, { limit });
        outcomes.push({ parts: questions.map((question) => ({ output: 2, json: { ...question, side_by_side: sideBySide(question) } })) });
      }
      return outcomes;
    },
  });
}
