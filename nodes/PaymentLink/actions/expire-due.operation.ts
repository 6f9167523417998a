import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { duePaymentLinks, expirePaymentLinks } from '../../../engine/commands/expire-payment-links';
import { DomainError } from '../../../engine/core/errors';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { stripeOf } from '../stripe-of';

export const description: INodeProperties[] = [
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 1000 },
    default: 100,
    description: 'Max number of links to expire, the longest past first. Run it every hour: what is left over comes next time.',
    displayOptions: { show: { operation: ['expireDue'] } },
  },
];

const input = z.object({ limit: z.number().int().min(1).max(1000) });

/** Behind a Schedule Trigger: ends all links past their expiry, one output item a link. Stripe's links have no expiry of their own. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  const at = new Date();
  const gateway = await stripeOf(context, account, at);
  const actor = workflowActor(context);
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { limit: context.getNodeParameter('limit', index) }, 'LIMIT_INVALID', 'The limit'),
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      // One after the other: what the first item expired is not due for the second.
      for (const { limit } of inputs) {
        const due = await duePaymentLinks(account.store, account.accountId, { at, limit });
        const items = due.map((opportunity_id) => ({ opportunity_id, acting_user_id: null, reason: 'its expiry has passed' }));
        outcomes.push(outcomeOf(await expirePaymentLinks(account.store, account.accountId, { items, gateway, at, actor })));
      }
      return outcomes;
    },
  });
}

/** Links that could not be ended stay due; when none could, the run says why. */
function outcomeOf(results: Awaited<ReturnType<typeof expirePaymentLinks>>): Outcome {
  const ended = results.flatMap((result) => {
    if (!result.ok) return [];
    const { ok: _ok, ...json } = result;
    return [json];
  });
  const errors = results.flatMap((result) => (result.ok ? [] : [result.error]));
  if (ended.length > 0 || errors.length === 0) return { output: 0, json: ended };
  const problems = errors.map(({ message }) => ({ field: '', message }));
  return { error: new DomainError('PAYMENT_LINKS_NOT_EXPIRED', `None of the ${errors.length} links past their expiry could be ended: ${errors[0]?.message}`, problems, { cause: errors[0] }) };
}
