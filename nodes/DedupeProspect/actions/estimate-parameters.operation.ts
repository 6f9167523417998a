import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { estimateIdentity } from '../../../engine/commands/estimate-identity';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';

export const description: INodeProperties[] = [];

/** Estimates once, however many items come in; the new version goes to Existing. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => index,
    run: async (indexes) => {
      const estimated = await estimateIdentity(store, accountId, { at: new Date(), actor: workflowActor(context) });
      return indexes.map(() => ({ output: 1, json: estimated }));
    },
  });
}
