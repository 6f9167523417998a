import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { checkMessages, type CheckItem } from '../../../engine/commands/check-messages';
import { CONSENT_PURPOSES, CONTACT_CHANNELS } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalText } from '../../shared/parameter-fields';
import { CHANNEL_OPTIONS, OUTPUTS, readRecipient, recipientFields } from '../fields';

const show = { operation: ['check'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Channel',
    name: 'channel',
    type: 'options',
    default: '={{ $json.channel }}',
    options: [{ name: 'Call', value: 'call' }, ...CHANNEL_OPTIONS],
    description: 'By which channel it is to go out. The default takes it from Compose or Ask Next Question.',
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'checkOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [
      { displayName: 'Key', name: 'key', type: 'string', default: '', placeholder: 'e.g. reminder-24h', description: 'Messages with the same key go out once. Empty takes the key of the item, else one for each text and lead.' },
      {
        displayName: 'Kind',
        name: 'kind',
        type: 'options',
        default: 'outreach',
        options: [
          { name: 'Outreach', value: 'outreach', description: 'Starts or goes on with a conversation; needs consent' },
          { name: 'Reply', value: 'reply', description: 'Answers what the person sent' },
        ],
        description: "What the message is, where it is none of the firm's texts",
      },
      { displayName: 'Only Ask', name: 'onlyAsk', type: 'boolean', default: false, description: 'Whether to judge without reserving the message, e.g. before a call or to show a reason' },
      {
        displayName: 'Purpose',
        name: 'purpose',
        type: 'options',
        default: 'service',
        options: [
          { name: 'Marketing', value: 'marketing', description: 'Needs marketing consent, always' },
          { name: 'Service', value: 'service', description: 'About what the person asked for' },
        ],
        description: "What the message is for, where it is none of the firm's texts",
      },
      { displayName: 'Text', name: 'text', type: 'string', default: '', description: 'What will be sent, for the record. Empty takes the text of the item.' },
    ],
  },
];

const whatsappTemplate = z.object({ name: z.string(), language: z.string(), parameters: z.array(z.string()).default([]) }).nullish();

const input = z.object({
  ...recipientFields,
  channel: z.enum(CONTACT_CHANNELS, { errorMap: () => ({ message: `must be one of: ${CONTACT_CHANNELS.join(', ')}` }) }),
  purpose: z.enum(CONSENT_PURPOSES),
  kind: z.enum(['reply', 'outreach']),
  template_key: optionalText,
  text: optionalText,
  whatsapp_template: whatsappTemplate.transform((template) => template ?? null),
  key: optionalText,
  claim: z.boolean(),
});

interface Checked {
  readonly item: CheckItem;
  readonly json: IDataObject;
}

/** The draft goes on with its verdict: to Allowed with the reserved message, or to Blocked with every reason. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch<Checked>(context, {
    outputs: 2,
    read: (index) => ({ item: read(context, index), json: context.getInputData()[index]?.json ?? {} }),
    run: async (inputs) => {
      const results = await checkMessages(store, accountId, { items: inputs.map(({ item }) => item), at: new Date(), actor: workflowActor(context) });
      return results.map((result, index) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...verdict } = result;
        return { output: verdict.allowed ? OUTPUTS.allowed : OUTPUTS.blocked, json: { ...inputs[index]?.json, ...verdict } };
      });
    },
  });
}

/** What the item itself says goes before the options: a composed draft is judged as what it is. */
function read(context: IExecuteFunctions, index: number): CheckItem {
  const item = context.getInputData()[index]?.json ?? {};
  const options = context.getNodeParameter('checkOptions', index) as IDataObject;
  const given = {
    ...readRecipient(context, index),
    channel: context.getNodeParameter('channel', index),
    purpose: item['purpose'] ?? options['purpose'] ?? 'service',
    kind: item['kind'] ?? options['kind'] ?? 'outreach',
    template_key: item['template_key'] ?? '',
    text: options['text'] || (item['text'] ?? ''),
    whatsapp_template: item['whatsapp_template'] ?? null,
    key: options['key'] || (item['key'] ?? ''),
    claim: options['onlyAsk'] !== true,
  };
  return parseOrThrow(input, given, 'CHECK_INVALID', 'Check');
}
