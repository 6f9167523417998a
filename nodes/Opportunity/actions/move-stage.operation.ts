import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { moveStages } from '../../../engine/commands/move-stages';
import { STAGES } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUserField, opportunityIdField, optionsField, shownFor } from '../common-fields';
import { actingUserId, emptyToNull, opportunityId, optionalText, parametersOf } from '../read-fields';
import { toOutcomes } from '../to-outcomes';

const shown = { resource: 'opportunity', operation: 'moveStage' };

/** The two ends have operations of their own; PAID and CASE_OPENED are never set by hand (P2.3.2). */
const BY_HAND = STAGES.filter((stage) => !['SQL_ASSIGNED', 'PAID', 'CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED'].includes(stage));

export const description: INodeProperties[] = [
  opportunityIdField(shown),
  {
    displayName: 'Stage',
    name: 'stage',
    type: 'options',
    required: true,
    default: 'NEGOTIATION',
    options: BY_HAND.map((value) => ({ name: value, value })),
    description: 'Stage to move to. A move that the gates refuse says everything that is missing.',
    displayOptions: shownFor(shown),
  },
  actingUserField(shown),
  optionsField(shown, [
    {
      displayName: 'Manager Override',
      name: 'override',
      type: 'boolean',
      default: false,
      description: 'Whether a manager passes the gates and the order of the stages, with a reason that stays in the audit trail. Never possible for PAID and CASE_OPENED.',
    },
    { displayName: 'Reason', name: 'reason', type: 'string', default: '', placeholder: 'e.g. Booked on the phone', description: 'Why, for the audit trail' },
  ]),
];

const input = z.object({
  opportunity_id: opportunityId,
  to: z.preprocess(emptyToNull, z.enum(STAGES)),
  acting_user_id: actingUserId,
  override: z.preprocess((value) => value ?? false, z.boolean()),
  reason: optionalText,
});
const NAMES = { opportunity_id: 'opportunityId', to: 'stage', acting_user_id: 'actingUserId', override: 'options.override', reason: 'options.reason' } as const;

/** Moves all items in one go. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, parametersOf(context, index, NAMES), 'INPUT_INVALID', 'Move Stage'),
    run: async (items) => toOutcomes(await moveStages(store, accountId, { items, at: new Date(), actor: workflowActor(context) }), items),
  });
}
