import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { DomainError } from '../../../engine/core/errors';
import { parseOrThrow } from '../../../engine/core/parse';
import { getOpportunities } from '../../../engine/queries/opportunity';
import { type OpenAccount, runBatch } from '../../shared';
import { opportunityIdField } from '../common-fields';
import { opportunityId, parametersOf } from '../read-fields';

export const description: INodeProperties[] = [opportunityIdField({ resource: 'opportunity', operation: 'get' })];

const input = z.object({ opportunity_id: opportunityId });

/** Reads all items' opportunities in one query. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, parametersOf(context, index, { opportunity_id: 'opportunityId' }), 'INPUT_INVALID', 'Get'),
    run: async (inputs) => {
      const found = await getOpportunities(store, accountId, inputs.map(({ opportunity_id }) => opportunity_id), new Date());
      return found.map((each) => (each instanceof DomainError ? { error: each } : { output: 0, json: each }));
    },
  });
}
