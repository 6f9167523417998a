import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { unmergeProspects } from '../../../engine/commands/unmerge-prospects';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { decision, decisionFields } from './acting-user';

export const description: INodeProperties[] = [
  { displayName: 'Merged Prospect ID', name: 'splitId', type: 'string', required: true, default: '={{ $json.merged_id }}', placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8f', description: 'The record that was merged into another, as Merge or a Prospects Merged event names it', displayOptions: { show: { operation: ['unmerge'] } } },
  ...decisionFields(['unmerge'], 'unmergeOptions'),
];

const input = z.object({ merged_id: recordId, ...decision });

/** Undoes all items in one transaction; the person of its own again goes to New. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { merged_id: value('splitId'), acting_user_id: value('actingUserId') ?? undefined, reason: value('unmergeOptions.reason', '') }, 'UNMERGE_INVALID', 'The unmerge');
    },
    run: async (items) => {
      const results = await unmergeProspects(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: 0, json };
      });
    },
  });
}
