import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fillGaps } from '../../../engine/commands/fill-gaps';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { aiOf } from '../ai-of';
import { outcomeOf } from './outcome';
import { readLeadId } from './score.operation';

export const description: INodeProperties[] = [
  {
    displayName:
      'Fills only what the rules left empty, in the background: use it behind a <b>Sales Event Trigger</b> on <b>Lead Scored</b>, as template 30 does. It is off until <b>scoring.ai.enabled</b> is true in Firm Settings; threshold, budget and prompt are there too. When the provider cannot be reached, the item fails, so that the event comes again.',
    name: 'aiNotice',
    type: 'notice',
    default: '',
    displayOptions: { show: { operation: ['fillGaps'] } },
  },
];

/** Asks about all items' leads at once, as many at a time as the settings allow. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  const now = () => new Date();
  const classifier = await aiOf(context, account, now());
  return runBatch(context, {
    outputs: 4,
    read: (index) => readLeadId(context, index),
    run: async (inputs) => {
      const lead_ids = inputs.map(({ lead_id }) => lead_id);
      return (await fillGaps(account.store, account.accountId, { lead_ids, classifier, now, actor: workflowActor(context) })).map(outcomeOf);
    },
  });
}
