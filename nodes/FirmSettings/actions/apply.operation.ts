import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { applySettings } from '../../../engine/commands/apply-settings';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalInstant, optionalText, optionalUserId } from '../../shared/parameter-fields';
import { actingUserOption, appliedOf, dryRunField, inTurn, noteOption } from '../fields';

const show = { operation: ['apply'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Document',
    name: 'document',
    type: 'json',
    typeOptions: { rows: 12 },
    required: true,
    default: '={{ $json.document }}',
    placeholder: 'e.g. { "firm": { "name": "North Star Immigration" }, "users": [] }',
    description: "The whole settings document. What it leaves out has the playbook's defaults; people who are not in it become inactive. The default takes it from Get or from a node before.",
    displayOptions: { show },
  },
  dryRunField('apply'),
  {
    displayName: 'Options',
    name: 'applyOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      actingUserOption,
      { displayName: 'Effective At', name: 'effectiveAt', type: 'dateTime', default: '', description: 'When the version comes into force. Empty means at once.' },
      noteOption,
    ],
    displayOptions: { show },
  },
];

const input = z.object({
  document: z.preprocess(fromText, z.record(z.unknown(), { invalid_type_error: 'must be one JSON object', required_error: 'must be one JSON object' })),
  dry_run: z.boolean(),
  note: optionalText,
  effective_at: optionalInstant,
  acting_user_id: optionalUserId,
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

/** One item out for one item in: the version and every difference. A document with mistakes lists them all. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: (inputs) =>
      inTurn(inputs, async (order) => appliedOf(order.dry_run, await applySettings(store, accountId, { ...order, at: new Date(), actor: workflowActor(context) }))),
  });
}

function read(context: IExecuteFunctions, index: number) {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const given = {
    document: value('document'),
    dry_run: value('dryRun'),
    note: value('applyOptions.note', ''),
    effective_at: value('applyOptions.effectiveAt', ''),
    acting_user_id: value('applyOptions.actingUserId', ''),
  };
  return parseOrThrow(input, given, 'APPLY_INVALID', 'Apply');
}
