import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { trainLearnedScoreVersion } from '../../../engine/commands/train-learned-score';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';

export const description: INodeProperties[] = [
  {
    displayName:
      'Learns from opportunities that were won or lost, from about 100 on. The result stands beside the score of the rules and decides nothing. Running it on the same outcomes changes nothing.',
    name: 'trainNotice',
    type: 'notice',
    default: '',
    displayOptions: { show: { operation: ['trainLearned'] } },
  },
];

/** One training whatever the number of items; every item gets its report. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => index,
    run: async (items) => {
      const trained = await trainLearnedScoreVersion(store, accountId, { at: new Date(), actor: workflowActor(context) });
      return items.map(() => ({ output: 0, json: trained }));
    },
  });
}
