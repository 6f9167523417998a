import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { mergeProspects } from '../../../engine/commands/merge-prospects';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { decision, decisionFields } from './acting-user';

const show = { operation: ['merge'] };

export const description: INodeProperties[] = [
  { displayName: 'Prospect ID', name: 'keepId', type: 'string', required: true, default: '={{ $json.prospect_id }}', placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e', description: 'The record that goes on', displayOptions: { show } },
  { displayName: 'Merged Prospect ID', name: 'mergedId', type: 'string', required: true, default: '={{ $json.merged_id }}', placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8f', description: 'The record that goes into it. It stays, marked, for the way back.', displayOptions: { show } },
  ...decisionFields(['merge'], 'mergeOptions'),
];

const input = z.object({ prospect_id: recordId, merged_id: recordId, ...decision });

/** Merges all items in one transaction; the joined person goes to Existing and can be scored next. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { prospect_id: value('keepId'), merged_id: value('mergedId'), acting_user_id: value('actingUserId') ?? undefined, reason: value('mergeOptions.reason', '') }, 'MERGE_INVALID', 'The merge');
    },
    run: async (items) => {
      const results = await mergeProspects(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: 1, json };
      });
    },
  });
}
