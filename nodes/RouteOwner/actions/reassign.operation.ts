import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { reassignOwners } from '../../../engine/commands/assign-owners';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { OWNER_ROLES } from '../../../engine/core/routing';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalText, optionalUserId } from '../../shared/parameter-fields';
import { actingUserOption, outcomeOf, OUTPUT_COUNT, ownerIdOption, reasonOption } from '../fields';

const show = { operation: ['reassign'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Present Owner ID',
    name: 'fromOwnerId',
    type: 'string',
    default: '={{ $json.owner_id }}',
    placeholder: 'e.g. ana',
    description: 'Reassign only while this rep is the owner, so that an event that comes twice moves the opportunity once. The default takes it from an SLA breach. Empty means whoever it is.',
    displayOptions: { show },
  },
  {
    displayName: 'Credit Back',
    name: 'creditBack',
    type: 'boolean',
    default: true,
    description: 'Whether the rep who loses the lead is owed another one. Switch it off when the rep missed the SLA.',
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'reassignOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [actingUserOption, ownerIdOption, reasonOption],
    displayOptions: { show },
  },
];

const input = z.object({
  opportunity_id: recordId,
  role: z.enum(OWNER_ROLES),
  from_owner_id: optionalUserId,
  credit_back: z.boolean(),
  owner_id: optionalUserId,
  reason: optionalText,
  acting_user_id: optionalUserId,
});

/** With nobody else free the owner keeps the opportunity, and it goes to the output Waiting. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => read(context, index),
    run: async (items) => (await reassignOwners(store, accountId, { items, at: new Date(), actor: workflowActor(context) })).map(outcomeOf),
  });
}

function read(context: IExecuteFunctions, index: number) {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const given = {
    opportunity_id: value('opportunityId'),
    role: value('role'),
    from_owner_id: value('fromOwnerId', ''),
    credit_back: value('creditBack'),
    owner_id: value('reassignOptions.ownerId', ''),
    reason: value('reassignOptions.reason', ''),
    acting_user_id: value('reassignOptions.actingUserId', ''),
  };
  return parseOrThrow(input, given, 'REASSIGNMENT_INVALID', 'The reassignment');
}
