import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { confirmHandoffs } from '../../../engine/commands/confirm-handoffs';
import { recordId, userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUser, emptyIsNull, payloadVersionOption } from './fields';

export const description: INodeProperties[] = [
  actingUser('confirm', 'The person of case ops who confirms'),
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { operation: ['confirm'] } },
    options: [
      {
        displayName: 'Ops Reference',
        name: 'opsReference',
        type: 'string',
        default: '',
        placeholder: 'e.g. CASE-2026-0137',
        description: "The case's number in the ops system",
      },
      payloadVersionOption,
    ],
  },
];

const input = z.object({
  opportunity_id: recordId,
  acting_user_id: z.preprocess(emptyIsNull, userId.nullable()),
  ops_reference: z.preprocess(emptyIsNull, z.coerce.string().trim().max(200).nullable()),
  payload_version: z.preprocess(emptyIsNull, z.coerce.number().int().positive().nullable()),
});

/** Case ops confirm: CASE_OPENED, once. Confirmed ones go to Ready. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      const given = {
        opportunity_id: value('opportunityId'),
        acting_user_id: value('actingUserId'),
        ops_reference: value('options.opsReference'),
        payload_version: value('options.payloadVersion'),
      };
      return parseOrThrow(input, given, 'HANDOFF_INVALID', 'The confirmation');
    },
    run: async (items) => {
      const results = await confirmHandoffs(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: 0, json };
      });
    },
  });
}
