import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { type ResolvedLead, resolveProspects } from '../../../engine/commands/resolve-prospects';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';

export const description: INodeProperties[] = [
  {
    displayName: 'Lead ID',
    name: 'leadId',
    type: 'string',
    required: true,
    default: '={{ $json.lead_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the lead. The default takes it from Normalize Lead or from a Lead Captured event.',
    displayOptions: { show: { operation: ['resolve'] } },
  },
];

const input = z.object({ lead_id: recordId });
/** Outputs of the node, in order. */
const OUTPUTS: Readonly<Record<ResolvedLead['outcome'], number>> = { new: 0, existing: 1, review: 2 };

/** Resolves all items in one go; the same person twice among them is one Prospect. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => parseOrThrow(input, { lead_id: context.getNodeParameter('leadId', index) }, 'LEAD_ID_INVALID', 'The Lead ID'),
    run: async (inputs) => {
      const lead_ids = inputs.map(({ lead_id }) => lead_id);
      const results = await resolveProspects(store, accountId, { lead_ids, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: OUTPUTS[json.outcome], json };
      });
    },
  });
}
