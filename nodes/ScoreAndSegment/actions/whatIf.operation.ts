import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { replayRules } from '../../../engine/commands/replay-rules';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch } from '../../shared';

const show = { operation: ['whatIf'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Settings Document',
    name: 'document',
    type: 'json',
    required: true,
    default: '={{ $json.document }}',
    description: 'The whole settings document as you would apply it. The default takes it from Firm Settings: Get. Nothing is applied.',
    displayOptions: { show },
  },
  {
    displayName: 'Leads',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 2000 },
    default: 500,
    description: 'How many of the newest leads are scored again under the new rules',
    displayOptions: { show },
  },
];

const input = z.object({ document: z.preprocess(fromText, z.record(z.unknown(), { invalid_type_error: 'must be one JSON object', required_error: 'must be one JSON object' })), limit: z.coerce.number().int().min(1).max(2000) });

/** Each item's document is replayed; nothing is stored. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { document: context.getNodeParameter('document', index), limit: context.getNodeParameter('limit', index) }, 'WHAT_IF_INVALID', 'The what-if'),
    run: async (inputs) => Promise.all(inputs.map(async (one) => ({ output: 0, json: await replayRules(store, accountId, { ...one, at: new Date() }) }))),
  });
}

function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
