import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { DomainError } from '../../../engine/core/errors';
import { recordId } from '../../../engine/core/model';
import { formatMoney } from '../../../engine/core/money';
import { parseOrThrow } from '../../../engine/core/parse';
import { type PaymentStatus, paymentStatus } from '../../../engine/queries/payment-status';
import { type OpenAccount, runBatch } from '../../shared';
import { opportunityField } from './fields';

export const description: INodeProperties[] = [opportunityField(['status'])];

const input = z.object({ opportunity_id: recordId });

/** Where each opportunity stands with its money; reads only. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { opportunity_id: context.getNodeParameter('opportunityId', index) }, 'OPPORTUNITY_ID_INVALID', 'The opportunity'),
    run: async (items) => {
      const found = await paymentStatus(store, accountId, items.map(({ opportunity_id }) => opportunity_id));
      return found.map((status) => (status instanceof DomainError ? { error: status } : { output: 0, json: itemOf(status) }));
    },
  });
}

/** The payment that counts lies flat in the item, so that the next node reads it without a path. */
function itemOf({ payment, payments, ...opportunity }: PaymentStatus) {
  if (payment === null) return { ...opportunity, payment_id: null, payments };
  return { ...opportunity, ...payment, amount_text: formatMoney(payment.amount_minor, payment.currency), payments };
}
