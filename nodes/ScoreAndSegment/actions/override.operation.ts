import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { overrideClassifications } from '../../../engine/commands/override-classifications';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalInstant } from '../../shared/parameter-fields';
import { outcomeOf } from './outcome';
import { overrideFieldNames, overrideFields } from './override-fields';

const show = { operation: ['override'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Fields',
    name: 'fields',
    type: 'collection',
    placeholder: 'Add field',
    default: {},
    options: overrideFields,
    description: "What the person says instead of the rules. It stands until its expiry, or until somebody changes it or gives the field back to the rules.",
    displayOptions: { show },
  },
  {
    displayName: 'Reason',
    name: 'reason',
    type: 'string',
    required: true,
    default: '={{ $json.reason }}',
    placeholder: 'e.g. Said on the phone that the study permit is for the brother',
    description: 'Why the rules are wrong here; it is kept in the audit trail',
    displayOptions: { show },
  },
  {
    displayName: 'Acting User ID',
    name: 'actingUserId',
    type: 'string',
    required: true,
    default: '={{ $json.acting_user_id }}',
    placeholder: 'e.g. ana',
    description: "Who says so: a setter or manager among the firm's users, unless the settings allow others",
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Expires At',
        name: 'expiresAt',
        type: 'dateTime',
        default: '',
        description: 'From then on the rules decide these fields again. Left empty: the override stands until somebody changes it.',
      },
      {
        displayName: 'Give Back to the Rules',
        name: 'giveBack',
        type: 'multiOptions',
        options: overrideFieldNames,
        default: [],
        description: 'Fields whose earlier override is taken back',
      },
    ],
    displayOptions: { show },
  },
];

const input = z.object({
  lead_id: recordId,
  fields: z.record(z.unknown()),
  reason: z.coerce.string(),
  acting_user_id: z.coerce.string(),
  give_back: z.array(z.string()),
  expires_at: optionalInstant,
});

/** Overrides all items in one transaction; each item's mistakes are its own. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 4,
    read: (index) => read(context, index),
    run: async (items) => (await overrideClassifications(store, accountId, { items, at: new Date(), actor: workflowActor(context) })).map(outcomeOf),
  });
}

function read(context: IExecuteFunctions, index: number) {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const given = {
    lead_id: value('leadId'),
    fields: value('fields', {}),
    reason: value('reason') ?? '',
    acting_user_id: value('actingUserId') ?? '',
    give_back: value('options.giveBack', []),
    expires_at: value('options.expiresAt', ''),
  };
  const { give_back, fields, ...item } = parseOrThrow(input, given, 'OVERRIDE_INVALID', 'The override');
  return { ...item, fields: { ...fields, ...Object.fromEntries(give_back.map((field) => [field, null])) } };
}
