import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { matchPayments } from '../../../engine/commands/match-payments';
import { recordId, userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { managerField, opportunityField, reasonField, withoutOk } from './fields';

export const description: INodeProperties[] = [
  opportunityField(['matchPayment']),
  {
    displayName: 'Payment Intent ID',
    name: 'intentId',
    type: 'string',
    required: true,
    default: '={{ $json.intent_id }}',
    placeholder: 'e.g. pi_3Q1a2b3c4d5e6f',
    description: "Stripe's payment that found no opportunity; the weekly exceptions and Stripe's dashboard name it",
    displayOptions: { show: { operation: ['matchPayment'] } },
  },
  managerField('matchPayment'),
  reasonField('matchPayment', 'e.g. Paid through an old link without metadata'),
];

const emptyIsNull = (value: unknown) => (value === '' || value === undefined ? null : value);
const input = z.object({
  opportunity_id: recordId,
  acting_user_id: z.preprocess(emptyIsNull, userId.nullable()),
  intent_id: z.string().trim().regex(/^pi_\w+$/, "must be Stripe's id of a payment such as pi_3Q1a2b3c4d5e6f"),
  reason: z.preprocess((value) => value ?? '', z.string()),
});

/** Gives stored, verified money to the opportunity it belongs to. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      const given = { opportunity_id: value('opportunityId'), acting_user_id: value('managerId'), intent_id: value('intentId'), reason: value('decisionReason') };
      return parseOrThrow(input, given, 'PAYMENT_MATCH_INVALID', 'The match');
    },
    run: async (items) => withoutOk(await matchPayments(store, accountId, { items, at: new Date(), actor: workflowActor(context) })),
  });
}
