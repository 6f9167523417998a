import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { enrichLeads } from '../../../engine/commands/enrich-leads';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { OUTPUTS } from './outcome';

const show = { operation: ['enrich'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Lead ID',
    name: 'leadId',
    type: 'string',
    default: '',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the stored lead. Empty takes the lead_id of the item, as a Lead Captured event brings it.',
    displayOptions: { show },
  },
  {
    displayName: 'Look Again',
    name: 'lookAgain',
    type: 'boolean',
    default: false,
    description: 'Whether to guess anew for a lead that was enriched before. The event Lead Enriched is sent only once.',
    displayOptions: { show },
  },
];

const input = z.object({ lead_id: recordId, again: z.boolean() });

/** Guesses language, country and time zone of all items' leads, each with its source and confidence. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => {
      const lead_id = context.getNodeParameter('leadId', index) || context.getInputData()[index]?.json.lead_id;
      return parseOrThrow(input, { lead_id, again: context.getNodeParameter('lookAgain', index) }, 'LEAD_ID_INVALID', 'The Lead ID');
    },
    run: async (inputs) => {
      const results = await enrichLeads(store, accountId, { inputs, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...lead } = result;
        return { output: OUTPUTS.lead, json: lead };
      });
    },
  });
}
