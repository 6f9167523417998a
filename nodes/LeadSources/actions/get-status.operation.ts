import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { sourceStatus } from '../../../engine/queries/source-status';
import { type OpenAccount, runBatch } from '../../shared';

/** One report a page, account or number, once per input item. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: () => null,
    run: async (inputs) => {
      const json = await sourceStatus(store, accountId, { at: new Date() });
      return inputs.map(() => ({ output: 1, json }));
    },
  });
}
