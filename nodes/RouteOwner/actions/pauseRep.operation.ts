import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { pauseReps } from '../../../engine/commands/pause-reps';
import { userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { optionalInstant, optionalUserId } from '../../shared/parameter-fields';
import { actingUserOption, OUTPUT_COUNT } from '../fields';

const show = { operation: ['pauseRep'] };

export const description: INodeProperties[] = [
  {
    displayName: 'User ID',
    name: 'userId',
    type: 'string',
    required: true,
    default: '={{ $json.user_id }}',
    placeholder: 'e.g. ana',
    description: "ID of the rep among the firm's users",
    displayOptions: { show: { operation: ['blockRep', 'pauseRep', 'resumeRep', 'unblockRep'] } },
  },
  {
    displayName: 'Pause Reason',
    name: 'pauseReason',
    type: 'string',
    required: true,
    default: '={{ $json.reason }}',
    placeholder: 'e.g. Vacation',
    description: 'Why; it is shown in every routing receipt and kept in the audit trail',
    displayOptions: { show },
  },
  {
    displayName: 'Until',
    name: 'until',
    type: 'dateTime',
    default: '',
    description: 'When the rep gets leads again. Empty means until Resume Rep.',
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'pauseOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      actingUserOption,
      { displayName: 'From', name: 'from', type: 'dateTime', default: '', description: 'When the pause begins. Empty means now.' },
    ],
    displayOptions: { show },
  },
];

const input = z.object({
  user_id: userId,
  reason: z.string({ invalid_type_error: 'must say why', required_error: 'must say why' }).trim().min(1, 'must say why'),
  from: optionalInstant,
  until: optionalInstant,
  acting_user_id: optionalUserId,
});

/** One item a rep, with the pause that holds now. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => read(context, index),
    run: async (items) =>
      (await pauseReps(store, accountId, { items, at: new Date(), actor: workflowActor(context) })).map((result): Outcome => {
        if (!result.ok) return { error: result.error };
        const { ok: _, ...json } = result;
        return { output: 0, json };
      }),
  });
}

function read(context: IExecuteFunctions, index: number) {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const given = {
    user_id: value('userId'),
    reason: value('pauseReason'),
    from: value('pauseOptions.from', ''),
    until: value('until', ''),
    acting_user_id: value('pauseOptions.actingUserId', ''),
  };
  return parseOrThrow(input, given, 'PAUSE_INVALID', 'The pause');
}
