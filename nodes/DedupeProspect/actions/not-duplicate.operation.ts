import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { markNotDuplicates } from '../../../engine/commands/mark-not-duplicates';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { decision, decisionFields } from './acting-user';

const show = { operation: ['notDuplicate'] };

export const description: INodeProperties[] = [
  { displayName: 'Prospect ID', name: 'oneId', type: 'string', required: true, default: '={{ $json.prospect_id }}', placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e', description: 'One of the two', displayOptions: { show } },
  { displayName: 'Other Prospect ID', name: 'otherId', type: 'string', required: true, default: '={{ $json.other_id }}', placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8f', description: 'The other one', displayOptions: { show } },
  ...decisionFields(['notDuplicate'], 'notDuplicateOptions'),
];

const input = z.object({ prospect_id: recordId, other_id: recordId, ...decision });

/** Remembers that two records are two persons, for all items in one transaction. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { prospect_id: value('oneId'), other_id: value('otherId'), acting_user_id: value('actingUserId') ?? undefined, reason: value('notDuplicateOptions.reason', '') }, 'PAIR_INVALID', 'The pair');
    },
    run: async (items) => {
      const results = await markNotDuplicates(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: 0, json };
      });
    },
  });
}
