import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { DomainError } from '../../../engine/core/errors';
import { MESSAGE_CHANNELS } from '../../../engine/core/messaging';
import { parseOrThrow } from '../../../engine/core/parse';
import { type ComposeItem, composeMessages } from '../../../engine/queries/compose-messages';
import { type OpenAccount, runBatch } from '../../shared';
import { optionalText } from '../../shared/parameter-fields';
import { CHANNEL_OPTIONS, OUTPUTS, readRecipient, recipientFields } from '../fields';

const show = { operation: ['compose'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Text',
    name: 'templateKey',
    type: 'string',
    required: true,
    default: 'acknowledgement',
    placeholder: 'e.g. acknowledgement',
    hint: 'A key of messaging.templates in the firm settings; acknowledgement is built in',
    description: "Which of the firm's texts to write, by its key",
    displayOptions: { show },
  },
  {
    displayName: 'Channel',
    name: 'composeChannel',
    type: 'options',
    default: 'auto',
    options: [{ name: 'Automatic', value: 'auto', description: "Where the person wrote, else the first channel of the firm's order that may be used now" }, ...CHANNEL_OPTIONS],
    description: 'By which channel the text will go out',
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'composeOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [
      { displayName: 'Language', name: 'language', type: 'string', default: '', placeholder: 'e.g. fr', description: "Language code of the text. Empty takes the person's language, then the firm's default." },
      {
        displayName: 'Values',
        name: 'values',
        type: 'fixedCollection',
        typeOptions: { multipleValues: true },
        placeholder: 'Add value',
        default: {},
        description: 'What stands for placeholders that the lead does not have, such as {{appointment_time}}',
        options: [
          {
            displayName: 'Value',
            name: 'value',
            values: [
              { displayName: 'Placeholder', name: 'name', type: 'string', default: '', placeholder: 'e.g. appointment_time' },
              { displayName: 'Value', name: 'value', type: 'string', default: '' },
            ],
          },
        ],
      },
    ],
  },
];

const input = z.object({
  ...recipientFields,
  template_key: z.string().trim().min(1, 'is missing: a key of messaging.templates'),
  channel: z.enum(['auto', ...MESSAGE_CHANNELS]).transform((channel) => (channel === 'auto' ? null : channel)),
  language: optionalText,
  values: z.record(z.string()),
});

/** One draft an item; an item without recipient or text is an error of its own. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => read(context, index),
    run: async (items) => {
      const drafts = await composeMessages(store, accountId, { items, at: new Date() });
      return drafts.map((draft) => (draft instanceof DomainError ? { error: draft } : { output: OUTPUTS.allowed, json: draft }));
    },
  });
}

function read(context: IExecuteFunctions, index: number): ComposeItem {
  const options = context.getNodeParameter('composeOptions', index) as IDataObject;
  const values = ((options['values'] as IDataObject | undefined)?.['value'] ?? []) as { name: string; value: unknown }[];
  const given = {
    ...readRecipient(context, index),
    template_key: context.getNodeParameter('templateKey', index),
    channel: context.getNodeParameter('composeChannel', index),
    language: options['language'] ?? '',
    values: Object.fromEntries(values.map(({ name, value }) => [name.trim(), String(value ?? '')])),
  };
  return parseOrThrow(input, given, 'COMPOSE_INVALID', 'Compose');
}
