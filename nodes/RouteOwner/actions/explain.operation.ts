import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { OWNER_ROLES } from '../../../engine/core/routing';
import { explainOwners } from '../../../engine/queries/explain-owner';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';
import { OUTPUT_COUNT } from '../fields';

const input = z.object({ opportunity_id: recordId, role: z.enum(OWNER_ROLES) });

/** One item an opportunity: the last decision with every rep. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => parseOrThrow(input, { opportunity_id: context.getNodeParameter('opportunityId', index), role: context.getNodeParameter('role', index) }, 'EXPLAIN_INVALID', 'Explain'),
    run: async (items) =>
      (await explainOwners(store, accountId, items)).map((result): Outcome => {
        if (!result.ok) return { error: result.error };
        const { ok: _, ...json } = result;
        return { output: 0, json };
      }),
  });
}
