import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { expirePaymentLinks } from '../../../engine/commands/expire-payment-links';
import { recordId, userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { stripeOf } from '../stripe-of';
import { actingUserOption, opportunityField } from './fields';

export const description: INodeProperties[] = [
  opportunityField(['expire']),
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { operation: ['expire'] } },
    options: [
      actingUserOption,
      {
        displayName: 'Reason',
        name: 'reason',
        type: 'string',
        default: '',
        placeholder: 'e.g. The client asked for another package',
        description: 'Why the link is ended; it stays in the audit trail',
      },
    ],
  },
];

const emptyIsNull = (value: unknown) => (value === '' || value === undefined ? null : value);
const input = z.object({
  opportunity_id: recordId,
  acting_user_id: z.preprocess(emptyIsNull, userId.nullable()),
  reason: z.preprocess(emptyIsNull, z.string().trim().max(2_000).nullable()),
});

/** Ends each opportunity's active link; one that has none passes through with `expired: false`. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  const at = new Date();
  const gateway = await stripeOf(context, account, at);
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      const given = { opportunity_id: value('opportunityId'), acting_user_id: value('options.actingUserId'), reason: value('options.reason') };
      return parseOrThrow(input, given, 'PAYMENT_LINK_INVALID', 'The payment link');
    },
    run: async (items) => {
      const results = await expirePaymentLinks(account.store, account.accountId, { items, gateway, at, actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: 0, json };
      });
    },
  });
}
