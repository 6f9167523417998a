import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { DECISIONS, settleIdentityReviews } from '../../../engine/commands/settle-identity-reviews';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';

const show = { operation: ['settleReview'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Review ID',
    name: 'reviewId',
    type: 'string',
    required: true,
    default: '={{ $json.review_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the review, as the Review output gives it',
    displayOptions: { show },
  },
  {
    displayName: 'Decision',
    name: 'decision',
    type: 'options',
    default: 'different',
    options: [
      { name: 'Different Persons', value: 'different', description: 'The lead stays with the new person made for it; the answer is remembered' },
      { name: 'Related Persons', value: 'related', description: 'Two persons of one household, or clients of one agent; the answer is remembered' },
      { name: 'Same Person', value: 'same', description: 'The lead belongs to the known person' },
    ],
    description: 'What the human found out',
    displayOptions: { show },
  },
  {
    displayName: 'Prospect ID',
    name: 'prospectId',
    type: 'string',
    default: '',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'Who it is, one of the candidates. Empty when there is only one.',
    displayOptions: { show: { ...show, decision: ['same'] } },
  },
  {
    displayName: 'Acting User ID',
    name: 'actingUserId',
    type: 'string',
    required: true,
    default: '={{ $json.acting_user_id }}',
    placeholder: 'e.g. ana',
    description: "Who decides, one of the firm's users",
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'settleOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [{ displayName: 'Reason', name: 'reason', type: 'string', default: '', placeholder: 'e.g. Brothers, asked by phone', description: 'Why; it is kept in the audit trail' }],
    displayOptions: { show },
  },
];

const input = z.object({
  review_id: recordId,
  decision: z.enum(DECISIONS),
  prospect_id: z.preprocess((value) => (value === '' || value === undefined ? null : value), recordId.nullable()),
  acting_user_id: z.string({ required_error: 'missing: say who decides' }).trim().min(1, 'missing: say who decides'),
  reason: z.string().transform((text) => text.trim() || null),
});

/** Settles all items in one transaction. Same Person goes to Existing, Different Persons to New; both can be scored next. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      const given = {
        review_id: value('reviewId'),
        decision: value('decision'),
        prospect_id: value('prospectId', ''),
        acting_user_id: value('actingUserId') ?? undefined,
        reason: value('settleOptions.reason', ''),
      };
      return parseOrThrow(input, given, 'SETTLEMENT_INVALID', 'The decision');
    },
    run: async (items) => {
      const results = await settleIdentityReviews(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: json.decision === 'same' ? 1 : 0, json };
      });
    },
  });
}
