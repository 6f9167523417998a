import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { recoverPayments } from '../../../engine/commands/recover-payments';
import { formatMoney } from '../../../engine/core/money';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';

export const description: INodeProperties[] = [
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 1000 },
    default: 100,
    description: 'Max number of links to give out, the longest failed first. Run it every quarter of an hour: what is left over comes next time.',
    displayOptions: { show: { operation: ['recoverDue'] } },
  },
];

const input = z.object({ limit: z.number().int().min(1).max(1000) });

/** Behind a Schedule Trigger: the links to send again now, one output item a link, each counted as sent. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  const at = new Date();
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { limit: context.getNodeParameter('limit', index) }, 'LIMIT_INVALID', 'The limit'),
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      for (const { limit } of inputs) {
        const links = await recoverPayments(store, accountId, { at, limit, actor: workflowActor(context) });
        outcomes.push({ output: 0, json: links.map((link) => ({ ...link, amount_text: formatMoney(link.amount_minor, link.currency) })) });
      }
      return outcomes;
    },
  });
}
