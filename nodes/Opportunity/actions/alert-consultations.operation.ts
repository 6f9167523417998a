import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { alertConsultations } from '../../../engine/commands/alert-consultations';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';

/** Behind a Schedule Trigger: one output item for each new alert; what was told before is not told again. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: () => null,
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      for (const _ of inputs) outcomes.push({ output: 0, json: await alertConsultations(store, accountId, { at: new Date(), actor: workflowActor(context) }) });
      return outcomes;
    },
  });
}
