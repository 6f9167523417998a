import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { scoreLeads } from '../../../engine/commands/score-leads';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { learnedScores, type LearnedScore } from '../../../engine/queries/learned-score';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { outcomeOf } from './outcome';

export const description: INodeProperties[] = [
  {
    displayName: 'Lead ID',
    name: 'leadId',
    type: 'string',
    required: true,
    default: '={{ $json.lead_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the lead. The default takes it from Dedupe Prospect, which must have run before, or from an event of the lead.',
    displayOptions: { show: { operation: ['score', 'override', 'fillGaps', 'getHistory', 'explainLearned'] } },
  },
];

const input = z.object({ lead_id: recordId });

/** The item's lead. @throws DomainError `LEAD_ID_INVALID` */
export function readLeadId(context: IExecuteFunctions, index: number): { lead_id: string } {
  return parseOrThrow(input, { lead_id: context.getNodeParameter('leadId', index) }, 'LEAD_ID_INVALID', 'The Lead ID');
}

/** Scores all items in one go; two leads of one person open one opportunity. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 4,
    read: (index) => readLeadId(context, index),
    run: async (inputs) => {
      const lead_ids = inputs.map(({ lead_id }) => lead_id);
      const at = new Date();
      const scored = await scoreLeads(store, accountId, { lead_ids, at, actor: workflowActor(context) });
      const learned = new Map((await learnedScores(store, accountId, { lead_ids: scored.flatMap((one) => (one.ok ? [one.lead_id] : [])), at })).map((one) => [one.lead_id, one]));
      return scored.map((one) => (one.ok ? outcomeOf({ ...one, learned: besideRules(learned.get(one.lead_id)) }) : outcomeOf(one)));
    },
  });
}

/** The learned score in short; null = there is none that may be shown. */
function besideRules(learned: LearnedScore | undefined) {
  if (!learned || learned.probability === null) return null;
  const { probability, average_probability, model_version, reasons } = learned;
  return { probability, average_probability, model_version, reasons: reasons.slice(0, 3).map(({ words }) => words) };
}
