import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { reactivateOpportunities } from '../../../engine/commands/reactivate-opportunities';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUserField, opportunityIdField, optionsField } from '../common-fields';
import { actingUserId, opportunityId, optionalText, parametersOf } from '../read-fields';
import { toOutcomes } from '../to-outcomes';

const shown = { resource: 'opportunity', operation: 'reactivate' };

export const description: INodeProperties[] = [
  opportunityIdField(shown),
  actingUserField(shown),
  optionsField(shown, [{ displayName: 'Reason', name: 'reason', type: 'string', default: '', placeholder: 'e.g. New score after the draw of May', description: 'Why now, for the audit trail' }]),
];

const input = z.object({ opportunity_id: opportunityId, acting_user_id: actingUserId, reason: optionalText });
const NAMES = { opportunity_id: 'opportunityId', acting_user_id: 'actingUserId', reason: 'options.reason' } as const;

/** Takes all items' lost opportunities back to nurture in one go. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, parametersOf(context, index, NAMES), 'INPUT_INVALID', 'Reactivate'),
    run: async (items) => toOutcomes(await reactivateOpportunities(store, accountId, { items, at: new Date(), actor: workflowActor(context) }), items),
  });
}
