import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { rollBackSettings } from '../../../engine/commands/apply-settings';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalText, optionalUserId } from '../../shared/parameter-fields';
import { actingUserOption, appliedOf, dryRunField, inTurn, noteOption } from '../fields';

const show = { operation: ['rollBack'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Version',
    name: 'version',
    type: 'number',
    typeOptions: { minValue: 0 },
    required: true,
    default: 1,
    description: 'Version whose document is applied again. 0 is the defaults that held before the first version.',
    displayOptions: { show },
  },
  dryRunField('rollBack'),
  {
    displayName: 'Options',
    name: 'rollBackOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [actingUserOption, noteOption],
    displayOptions: { show },
  },
];

const input = z.object({
  version: z.number({ invalid_type_error: 'must be a number' }).int('must be a whole number').min(0),
  dry_run: z.boolean(),
  note: optionalText,
  acting_user_id: optionalUserId,
});

/** One item out for one item in: the new version and every difference. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: (inputs) => inTurn(inputs, async (order) => appliedOf(order.dry_run, await rollBackSettings(store, accountId, { ...order, at: new Date(), actor: workflowActor(context) }))),
  });
}

function read(context: IExecuteFunctions, index: number) {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const given = {
    version: value('version'),
    dry_run: value('dryRun'),
    note: value('rollBackOptions.note', ''),
    acting_user_id: value('rollBackOptions.actingUserId', ''),
  };
  return parseOrThrow(input, given, 'ROLL_BACK_INVALID', 'Roll Back');
}
