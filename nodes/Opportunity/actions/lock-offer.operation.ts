import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { lockOffers } from '../../../engine/commands/lock-offers';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUserField, opportunityIdField, optionsField, shownFor } from '../common-fields';
import { actingUserId, opportunityId, optionalText, parametersOf, text } from '../read-fields';
import { toOutcomes } from '../to-outcomes';

const shown = { resource: 'offer', operation: 'lock' };

export const description: INodeProperties[] = [
  opportunityIdField(shown),
  {
    displayName: 'Package Name or ID',
    name: 'packageCode',
    type: 'options',
    typeOptions: { loadOptionsMethod: 'getPackages' },
    required: true,
    default: '={{ $json.package_code }}',
    description: 'What is offered, from the catalogue of the firm settings. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
    displayOptions: shownFor(shown),
  },
  actingUserField(shown),
  optionsField(shown, [
    { displayName: 'Price', name: 'price', type: 'string', default: '', placeholder: 'e.g. 3900.00', description: "Another price than the catalogue's, in the package's currency. Needs a manager and a reason." },
    { displayName: 'Reason', name: 'reason', type: 'string', default: '', placeholder: 'e.g. Returning client', description: 'Why the price differs, for the audit trail' },
    { displayName: 'Valid for (Days)', name: 'validDays', type: 'number', typeOptions: { minValue: 1, maxValue: 365 }, default: 14, description: 'How long the offer stands. Without this option the firm settings say it.' },
  ]),
];

const price = z.preprocess((given) => (typeof given === 'number' ? String(given) : given), optionalText);
const input = z.object({ opportunity_id: opportunityId, acting_user_id: actingUserId, package_code: text, price, reason: optionalText, valid_days: z.number().nullable() });
const NAMES = {
  opportunity_id: 'opportunityId',
  acting_user_id: 'actingUserId',
  package_code: 'packageCode',
  price: 'options.price',
  reason: 'options.reason',
  valid_days: 'options.validDays',
} as const;

/** Makes and locks all items' offers in one go. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, parametersOf(context, index, NAMES), 'INPUT_INVALID', 'Create and Lock'),
    run: async (items) => toOutcomes(await lockOffers(store, accountId, { items, at: new Date(), actor: workflowActor(context) }), items),
  });
}
