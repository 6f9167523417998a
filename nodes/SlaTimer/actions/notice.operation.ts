import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { noticeMessages } from '../../../engine/queries/notice-messages';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';

export const description: INodeProperties[] = [
  {
    displayName: 'Event ID',
    name: 'eventId',
    type: 'string',
    required: true,
    default: '={{ $json.id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'An SlaEscalated, SlaDigest, CoachingFlagged or OwnerWaiting event. The default takes it from the Sales Event Trigger.',
    displayOptions: { show: { operation: ['notice'] } },
  },
];

const input = z.object({ event_id: recordId });

/** One item a message with recipient, subject and text; none where nobody is to be told, or the person's digest tells it. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { event_id: context.getNodeParameter('eventId', index) }, 'NOTICE_INVALID', 'The notice'),
    run: async (inputs) =>
      (await noticeMessages(store, accountId, { event_ids: inputs.map(({ event_id }) => event_id), at: new Date() })).map((result): Outcome => {
        if (!result.ok) return { error: result.error };
        return { parts: result.message ? [{ output: 0, json: result.message }] : [] };
      }),
  });
}
