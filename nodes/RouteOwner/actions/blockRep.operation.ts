import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { blockReps } from '../../../engine/commands/block-reps';
import { recordId, userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { optionalUserId } from '../../shared/parameter-fields';
import { actingUserOption, OUTPUT_COUNT } from '../fields';

const show = { operation: ['blockRep', 'unblockRep'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Prospect ID',
    name: 'prospectId',
    type: 'string',
    required: true,
    default: '={{ $json.prospect_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the person. The default takes it from Dedupe Prospect or Route Owner.',
    displayOptions: { show },
  },
  {
    displayName: 'Block Reason',
    name: 'blockReason',
    type: 'string',
    required: true,
    default: '={{ $json.reason }}',
    placeholder: 'e.g. Related to the client',
    description: 'Why; it is shown in every routing receipt of the person and kept in the audit trail',
    displayOptions: { show },
  },
  { displayName: 'Options', name: 'blockOptions', type: 'collection', placeholder: 'Add option', default: {}, options: [actingUserOption], displayOptions: { show } },
];

const input = z.object({ prospect_id: recordId, user_id: userId, reason: z.string().trim().min(1, 'must say why'), acting_user_id: optionalUserId });

/** One item a rep and person. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  return setBlocks(context, account, true);
}

export async function setBlocks(context: IExecuteFunctions, { store, accountId }: OpenAccount, blocked: boolean): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { prospect_id: value('prospectId'), user_id: value('userId'), reason: value('blockReason'), acting_user_id: value('blockOptions.actingUserId', '') }, 'BLOCK_INVALID', 'The block');
    },
    run: async (items) =>
      (await blockReps(store, accountId, { items: items.map((item) => ({ ...item, blocked })), at: new Date(), actor: workflowActor(context) })).map((result): Outcome => {
        if (!result.ok) return { error: result.error };
        const { ok: _, ...json } = result;
        return { output: 0, json };
      }),
  });
}
