import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { closeOpportunities } from '../../../engine/commands/close-opportunities';
import { DISQUALIFICATION_REASONS } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUserField, opportunityIdField, optionsField, type Shown, shownFor } from '../common-fields';
import { actingUserId, opportunityId, optionalText, parametersOf, toCode } from '../read-fields';
import { toOutcomes } from '../to-outcomes';

const lost = { resource: 'opportunity', operation: 'markLost' };
const disqualified = { resource: 'opportunity', operation: 'disqualify' };

function around(shown: Shown, reason: INodeProperties): INodeProperties[] {
  const note: INodeProperties = { displayName: 'Note', name: 'note', type: 'string', typeOptions: { rows: 2 }, default: '', description: 'In your own words, for the audit trail' };
  return [opportunityIdField(shown), { ...reason, displayOptions: shownFor(shown) }, actingUserField(shown), optionsField(shown, [note])];
}

export const description: INodeProperties[] = [
  ...around(lost, {
    displayName: 'Loss Reason Name or ID',
    name: 'lossReason',
    type: 'options',
    typeOptions: { loadOptionsMethod: 'getLossReasons' },
    required: true,
    default: '={{ $json.loss_reason }}',
    description:
      'Why the deal is lost, from the list of the firm settings. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
  }),
  ...around(disqualified, {
    displayName: 'Reason',
    name: 'disqualificationReason',
    type: 'options',
    required: true,
    default: '={{ $json.disqualification_reason }}',
    options: [
      { name: 'Duplicate or Spam', value: 'duplicate_or_spam' },
      { name: 'No Budget Signal', value: 'no_budget_signal', description: 'Unwilling or unable to pay for professional services' },
      { name: 'No Timeline', value: 'no_timeline', description: 'No intention to apply in the foreseeable future' },
      { name: 'Out of Scope', value: 'out_of_scope', description: 'Their needs do not fit the services of the firm' },
      { name: 'Unreachable', value: 'unreachable', description: 'No answer after the whole contact cadence; refused before. A workflow may say this by itself.' },
    ],
    description: 'Why the prospect is not a fit',
  }),
];

const REASONS = { lost: 'lossReason', disqualified: 'disqualificationReason' } as const;
const input = z.object({
  opportunity_id: opportunityId,
  acting_user_id: actingUserId,
  reason: z.preprocess(toCode, z.string({ invalid_type_error: `missing; disqualification reasons: ${DISQUALIFICATION_REASONS.join(', ')}; loss reasons: see Firm Settings (pipeline.loss_reasons)` })),
  note: optionalText,
});

/** Closes all items in one go. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount, as: 'lost' | 'disqualified'): Promise<INodeExecutionData[][]> {
  const names = { opportunity_id: 'opportunityId', acting_user_id: 'actingUserId', reason: REASONS[as], note: 'options.note' };
  return runBatch(context, {
    outputs: 1,
    read: (index) => ({ ...parseOrThrow(input, parametersOf(context, index, names), 'INPUT_INVALID', as === 'lost' ? 'Mark Lost' : 'Disqualify'), as }),
    run: async (items) => toOutcomes(await closeOpportunities(store, accountId, { items, at: new Date(), actor: workflowActor(context) }), items),
  });
}
