import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { createPaymentLinks } from '../../../engine/commands/create-payment-links';
import { recordId, userId } from '../../../engine/core/model';
import { formatMoney, toDecimal } from '../../../engine/core/money';
import { parseOrThrow } from '../../../engine/core/parse';
import { LINK_EXPIRY_DAYS } from '../../../engine/core/payment';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { stripeOf } from '../stripe-of';
import { actingUserOption, opportunityField } from './fields';

const show = { operation: ['create'] };

export const description: INodeProperties[] = [
  opportunityField(['create']),
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [
      actingUserOption,
      {
        displayName: 'Expires In (Days)',
        name: 'expiryDays',
        type: 'number',
        typeOptions: { minValue: LINK_EXPIRY_DAYS.min, maxValue: LINK_EXPIRY_DAYS.max },
        default: LINK_EXPIRY_DAYS.default,
        description: 'How long the link can be paid. Without it the firm settings decide (payment.link_expiry_days). A link never outlives its offer.',
      },
      {
        displayName: 'Offer ID',
        name: 'offerId',
        type: 'string',
        default: '',
        placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
        description: 'Which offer to pay. Without it the newest offer of the opportunity.',
      },
    ],
  },
];

const optional = <T extends z.ZodTypeAny>(field: T) => z.preprocess((value) => (value === '' || value === undefined ? null : value), field.nullable());
const input = z.object({
  opportunity_id: recordId,
  offer_id: optional(recordId),
  expiry_days: optional(z.number()),
  acting_user_id: optional(userId),
});

/** One active link per opportunity: asking again gives the link that is active. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  const at = new Date();
  const gateway = await stripeOf(context, account, at);
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      const given = { opportunity_id: value('opportunityId'), offer_id: value('options.offerId'), expiry_days: value('options.expiryDays'), acting_user_id: value('options.actingUserId') };
      return parseOrThrow(input, given, 'PAYMENT_LINK_INVALID', 'The payment link');
    },
    run: async (items) => {
      const results = await createPaymentLinks(account.store, account.accountId, { items, gateway, at, actor: workflowActor(context) });
      return results.map((result) => (result.ok ? { output: 0, json: itemOf(result) } : { error: result.error }));
    },
  });
}

/** The amount also as people read it, for the message that carries the link. */
function itemOf<T extends { ok: boolean; amount_minor: number; currency: string }>({ ok: _ok, ...link }: T) {
  const { amount_minor, currency } = link;
  return { ...link, amount: toDecimal(amount_minor, currency), amount_text: formatMoney(amount_minor, currency) };
}
