import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { assignOwners } from '../../../engine/commands/assign-owners';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { OWNER_ROLES } from '../../../engine/core/routing';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalText, optionalUserId } from '../../shared/parameter-fields';
import { actingUserOption, amongOption, outcomeOf, OUTPUT_COUNT, ownerIdOption, reasonOption } from '../fields';

export const description: INodeProperties[] = [
  {
    displayName: 'Options',
    name: 'assignOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [actingUserOption, amongOption, ownerIdOption, reasonOption],
    displayOptions: { show: { operation: ['assign'] } },
  },
];

const among = optionalText.transform((text) => text?.split(',').map((id) => id.trim()).filter(Boolean) ?? null);
const input = z.object({ among, opportunity_id: recordId, role: z.enum(OWNER_ROLES), owner_id: optionalUserId, reason: optionalText, acting_user_id: optionalUserId });

/** Decides all items under one lock, one after the other. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => read(context, index),
    run: async (items) => (await assignOwners(store, accountId, { items, at: new Date(), actor: workflowActor(context) })).map(outcomeOf),
  });
}

function read(context: IExecuteFunctions, index: number) {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const given = {
    among: value('assignOptions.among', ''),
    opportunity_id: value('opportunityId'),
    role: value('role'),
    owner_id: value('assignOptions.ownerId', ''),
    reason: value('assignOptions.reason', ''),
    acting_user_id: value('assignOptions.actingUserId', ''),
  };
  return parseOrThrow(input, given, 'ASSIGNMENT_INVALID', 'The assignment');
}
