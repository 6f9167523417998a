import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { type RecordItem, recordMessages } from '../../../engine/commands/record-messages';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalText } from '../../shared/parameter-fields';
import { OUTPUTS } from '../fields';

const show = { operation: ['record'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Message ID',
    name: 'messageId',
    type: 'string',
    required: true,
    default: '={{ $json.message_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the reserved message, as Check gave it. Behind a sending node take it from there: {{ $(\'Check\').item.json.message_id }}.',
    displayOptions: { show },
  },
  {
    displayName: 'Outcome',
    name: 'outcome',
    type: 'options',
    default: 'sent',
    options: [
      { name: 'Sending Failed', value: 'failed', description: 'Gives the reservation back, so that it can be tried again' },
      { name: 'Sent', value: 'sent', description: 'The vendor took it' },
    ],
    description: 'What became of it',
    displayOptions: { show },
  },
  {
    displayName: 'Provider',
    name: 'provider',
    type: 'options',
    default: 'email',
    options: [
      { name: 'Email', value: 'email' },
      { name: 'Twilio', value: 'twilio' },
      { name: 'WhatsApp Cloud API', value: 'whatsapp' },
    ],
    description: 'Who sent it; its delivery reports are matched by it',
    displayOptions: { show: { ...show, outcome: ['sent'] } },
  },
  {
    displayName: 'Provider Message ID',
    name: 'providerRef',
    type: 'string',
    default: "={{ $json.messages?.[0]?.id ?? $json.sid ?? $json.messageId ?? '' }}",
    placeholder: 'e.g. wamid.HBgM…',
    description: "The vendor's ID of the message. The default knows the items of n8n's WhatsApp, Twilio and Send Email nodes.",
    displayOptions: { show: { ...show, outcome: ['sent'] } },
  },
  {
    displayName: 'Error',
    name: 'error',
    type: 'string',
    default: "={{ $json.error?.message ?? $json.error ?? '' }}",
    description: 'What the sending node said',
    displayOptions: { show: { ...show, outcome: ['failed'] } },
  },
];

const input = z.object({
  message_id: recordId,
  outcome: z.enum(['sent', 'failed']),
  provider: optionalText,
  provider_ref: optionalText,
  error: optionalText,
});

/** One item out for one item in, with the activity that was written. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => read(context, index),
    run: async (items) => {
      const results = await recordMessages(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...recorded } = result;
        return { output: OUTPUTS.allowed, json: recorded };
      });
    },
  });
}

function read(context: IExecuteFunctions, index: number): RecordItem {
  const value = (name: string) => context.getNodeParameter(name, index, '');
  const text = (name: string) => String(value(name) ?? '');
  const given = { message_id: value('messageId'), outcome: value('outcome'), provider: text('provider'), provider_ref: text('providerRef'), error: text('error').slice(0, 1_000) };
  return parseOrThrow(input, given, 'RECORD_INVALID', 'Record');
}
