import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { OpenAccount } from '../../shared';
import { setBlocks } from './blockRep.operation';

/** One item a rep and person. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  return setBlocks(context, account, false);
}
