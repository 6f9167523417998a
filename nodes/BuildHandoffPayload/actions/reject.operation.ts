import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { rejectHandoffs } from '../../../engine/commands/reject-handoffs';
import { recordId, userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUser, emptyIsNull, payloadVersionOption } from './fields';

const show = { operation: ['reject'] };

export const description: INodeProperties[] = [
  actingUser('reject', 'The person of case ops who rejects'),
  {
    displayName: 'Reason',
    name: 'reason',
    type: 'string',
    typeOptions: { rows: 3 },
    required: true,
    default: '={{ $json.reason }}',
    placeholder: 'e.g. The constraints are too vague: until when must the client land?',
    description: 'What sales must mend before the handoff is sent again',
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [payloadVersionOption],
  },
];

const input = z.object({
  opportunity_id: recordId,
  // An empty reason is refused by the command, which says why one is needed.
  reason: z.preprocess((value) => value ?? '', z.string()),
  acting_user_id: z.preprocess(emptyIsNull, userId.nullable()),
  payload_version: z.preprocess(emptyIsNull, z.coerce.number().int().positive().nullable()),
});

/** Case ops return a payload with the reason; rejected ones go to Incomplete. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      const given = { opportunity_id: value('opportunityId'), reason: value('reason'), acting_user_id: value('actingUserId'), payload_version: value('options.payloadVersion') };
      return parseOrThrow(input, given, 'HANDOFF_INVALID', 'The rejection');
    },
    run: async (items) => {
      const results = await rejectHandoffs(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: 1, json };
      });
    },
  });
}
