import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { type NormalizeInput, normalizeLeads } from '../../../engine/commands/normalize-leads';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { leadApis } from '../../shared/lead-apis';
import { payloadSourceOptions, STORED_SOURCE_NAMES, STORED_SOURCES } from '../../shared/lead-sources';
import { outcomeOf } from './outcome';

const show = { operation: ['normalize'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Input',
    name: 'input',
    type: 'options',
    default: 'delivery',
    options: [
      { name: 'Stored Delivery', value: 'delivery', description: 'What a Lead Intake Trigger stored, by its ID' },
      { name: 'Payload of Another Node', value: 'payload', description: "What another trigger, a poll or a list brought; it is stored and checked like a source's own delivery" },
    ],
    description: 'Where the lead comes from',
    displayOptions: { show },
  },
  {
    displayName: 'Delivery ID',
    name: 'deliveryId',
    type: 'string',
    default: '',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    // No expression as default: n8n sets up an expression isolate for an execution that has one, which costs more than the work itself.
    description: 'ID of the stored delivery. Empty takes the delivery_id of the item, as a Lead Intake Trigger or a Delivery Stalled event brings it.',
    displayOptions: { show: { ...show, input: ['delivery'] } },
  },
  {
    displayName: 'Source',
    name: 'source',
    type: 'options',
    default: 'website',
    options: payloadSourceOptions,
    description: 'Whose format the payload has',
    displayOptions: { show: { ...show, input: ['payload'] } },
  },
  {
    displayName: 'Payload',
    name: 'payload',
    type: 'json',
    required: true,
    default: '={{ $json }}',
    placeholder: 'e.g. { "email": "ana@example.com", "consent": true }',
    description: 'The fields of the lead as one JSON object, in the format of the source',
    displayOptions: { show: { ...show, input: ['payload'] } },
  },
  {
    displayName: 'Received At',
    name: 'receivedAt',
    type: 'dateTime',
    default: '={{ $now }}',
    description: 'When the lead came in. It becomes the time at which the lead was captured and its consents were given.',
    displayOptions: { show: { ...show, input: ['payload'] } },
  },
];

const stored = z.object({ delivery_id: recordId });
const payload = z.object({
  source: z.enum(STORED_SOURCE_NAMES),
  payload: z.preprocess(fromText, z.record(z.unknown(), { invalid_type_error: 'must be one JSON object' })),
  received_at: z.coerce.date({ errorMap: () => ({ message: 'must be a date and time such as 2026-03-02T15:00:00Z' }) }),
});

/** A JSON field gives text when it was typed and an object when an expression made it. */
function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Normalises all items in one go: a handful of statements for the whole batch. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => read(context, index),
    run: async (inputs) => {
      const results = await normalizeLeads(store, accountId, { inputs, sources: STORED_SOURCES, fetchers: await leadApis(context), at: new Date(), actor: workflowActor(context) });
      return results.map(outcomeOf);
    },
  });
}

function read(context: IExecuteFunctions, index: number): NormalizeInput {
  const value = (name: string) => context.getNodeParameter(name, index);
  if (value('input') === 'delivery') return parseOrThrow(stored, { delivery_id: value('deliveryId') || context.getInputData()[index]?.json.delivery_id }, 'DELIVERY_ID_INVALID', 'The Delivery ID');
  return parseOrThrow(payload, { source: value('source'), payload: value('payload'), received_at: dateText(value('receivedAt')) }, 'PAYLOAD_INVALID', 'The payload');
}

/** `$now` is a luxon DateTime; its JSON is the instant. */
function dateText(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON as () => unknown)() : value;
}
