import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { resumeReps } from '../../../engine/commands/pause-reps';
import { userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { optionalText, optionalUserId } from '../../shared/parameter-fields';
import { actingUserOption, OUTPUT_COUNT, reasonOption } from '../fields';

export const description: INodeProperties[] = [
  {
    displayName: 'Options',
    name: 'resumeOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [actingUserOption, reasonOption],
    displayOptions: { show: { operation: ['resumeRep'] } },
  },
];

const input = z.object({ user_id: userId, reason: optionalText, acting_user_id: optionalUserId });

/** One item a rep; what waited and now has an owner is announced by its OwnerAssigned event. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => read(context, index),
    run: async (items) =>
      (await resumeReps(store, accountId, { items, at: new Date(), actor: workflowActor(context) })).map((result): Outcome => {
        if (!result.ok) return { error: result.error };
        const { ok: _, ...json } = result;
        return { output: 0, json };
      }),
  });
}

function read(context: IExecuteFunctions, index: number) {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const given = { user_id: value('userId'), reason: value('resumeOptions.reason', ''), acting_user_id: value('resumeOptions.actingUserId', '') };
  return parseOrThrow(input, given, 'RESUME_INVALID', 'Resume Rep');
}
