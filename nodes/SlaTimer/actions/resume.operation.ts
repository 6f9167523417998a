import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { resumeSlaTimers } from '../../../engine/commands/change-sla-timers';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { changedOf } from './changed';
import { read } from './pause.operation';

/** One item out for one item in, with the clocks that run again and their new deadlines. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: async (items) => (await resumeSlaTimers(store, accountId, { items, at: new Date(), actor: workflowActor(context) })).map(changedOf),
  });
}
