import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { type DeliveredHandoff, deliverHandoffs } from '../../../engine/commands/deliver-handoffs';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';
import { channelOf } from '../channel-of';

const input = z.object({ opportunity_id: recordId });
/** One run's worth; the schedule of Deliver Due takes what is left. */
const LIMIT = 500;

/** Sends what waits for each opportunity now. Delivered ones go to Ready, the others to Incomplete: Deliver Due sends them again. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  const channel = await channelOf(context);
  return runBatch(context, {
    outputs: 2,
    read: (index) => parseOrThrow(input, { opportunity_id: context.getNodeParameter('opportunityId', index) }, 'HANDOFF_INVALID', 'The handoff'),
    run: async (items) => {
      const ids = [...new Set(items.map(({ opportunity_id }) => opportunity_id))];
      const sent = await deliverHandoffs(store, accountId, { channel, opportunity_ids: ids, limit: LIMIT, now: () => new Date() });
      return items.map(({ opportunity_id }, index) => {
        const first = items.findIndex((item) => item.opportunity_id === opportunity_id) === index;
        return placed(first ? sent.filter((each) => each.opportunity_id === opportunity_id) : []);
      });
    },
  });
}

export function placed(sent: readonly DeliveredHandoff[]): Outcome {
  const isDone = ({ outcome }: DeliveredHandoff) => outcome === 'delivered';
  return { parts: [{ output: 0, json: sent.filter(isDone) }, { output: 1, json: sent.filter((each) => !isDone(each)) }] };
}
