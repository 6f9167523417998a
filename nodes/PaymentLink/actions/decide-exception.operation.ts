import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { decidePaymentExceptions } from '../../../engine/commands/decide-payment-exceptions';
import { recordId, userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { managerField, opportunityField, reasonField, withoutOk } from './fields';

const show = { operation: ['decideException'] };

export const description: INodeProperties[] = [
  opportunityField(['decideException']),
  managerField('decideException'),
  {
    displayName: 'Decision',
    name: 'decision',
    type: 'options',
    default: '={{ $json.decision }}',
    options: [
      { name: 'Accept', value: 'accepted', description: 'Take the money for the price. It opens a case only where the settings say so (payment.exception_policy).' },
      { name: 'Refuse', value: 'refused', description: 'It stays an exception until it is refunded or put right at Stripe' },
    ],
    description: 'What the manager says to the exceptions as they stand now; a new one is open again',
    displayOptions: { show },
  },
  reasonField('decideException', 'e.g. The client paid the bank fee on top'),
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [{ displayName: 'Payment ID', name: 'paymentId', type: 'string', default: '', placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e', description: 'Which payment, when the opportunity has several. Without it the one with an exception.' }],
  },
];

const emptyIsNull = (value: unknown) => (value === '' || value === undefined ? null : value);
/** A form shows words, the pack keeps codes. */
const decision = z.preprocess((value) => (typeof value === 'string' ? value.trim().toLowerCase().replace(/^accept$/, 'accepted').replace(/^refuse$/, 'refused') : value), z.enum(['accepted', 'refused'], { message: 'must be Accept or Refuse' }));
const input = z.object({
  opportunity_id: recordId,
  acting_user_id: z.preprocess(emptyIsNull, userId.nullable()),
  payment_id: z.preprocess(emptyIsNull, recordId.nullable()),
  decision,
  reason: z.preprocess((value) => value ?? '', z.string()),
});

/** A manager's word on payment exceptions, on record. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      const given = { opportunity_id: value('opportunityId'), acting_user_id: value('managerId'), payment_id: value('options.paymentId'), decision: value('decision'), reason: value('decisionReason') };
      return parseOrThrow(input, given, 'EXCEPTION_DECISION_INVALID', 'The decision');
    },
    run: async (items) => withoutOk(await decidePaymentExceptions(store, accountId, { items, at: new Date(), actor: workflowActor(context) })),
  });
}
