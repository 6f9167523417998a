import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { DomainError } from '../../../engine/core/errors';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { learnedScores } from '../../../engine/queries/learned-score';
import { type OpenAccount, runBatch } from '../../shared';

/** Its only parameter, Lead ID, is the one of Score. */
export const description: INodeProperties[] = [];

const input = z.object({ lead_id: recordId });

/** The learned probability of each lead with its reasons. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { lead_id: context.getNodeParameter('leadId', index) }, 'LEAD_ID_INVALID', 'The Lead ID'),
    run: async (inputs) => {
      const scores = await learnedScores(store, accountId, { lead_ids: inputs.map(({ lead_id }) => lead_id), at: new Date() });
      const byLead = new Map(scores.map((score) => [score.lead_id, score]));
      return inputs.map(({ lead_id }) => {
        const json = byLead.get(lead_id);
        return json ? { output: 0, json } : { error: new DomainError('LEAD_UNKNOWN', `Lead ${lead_id} is not known in this account; take lead_id from Normalize Lead, Dedupe Prospect or an event`) };
      });
    },
  });
}
