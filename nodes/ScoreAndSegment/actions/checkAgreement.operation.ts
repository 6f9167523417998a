import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { checkAgreement } from '../../../engine/commands/check-agreement';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch } from '../../shared';

const show = { operation: ['checkAgreement'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Days',
    name: 'days',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 366 },
    default: 30,
    description: 'Length of the window, which ends today; it is compared with the window of the same length before it',
    displayOptions: { show },
  },
  {
    displayName: 'Alarm From',
    name: 'dropPoints',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 100 },
    default: 10,
    hint: 'In percent points. A fall must also be larger than chance explains.',
    description: 'How far a rate may fall before it is an alarm',
    displayOptions: { show },
  },
];

const input = z.object({ days: z.coerce.number().int('must be whole days').min(1).max(366), drop_points: z.coerce.number().min(1).max(100) });

/** One check an item; the same day's check replaces the earlier one. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, { days: context.getNodeParameter('days', index), drop_points: context.getNodeParameter('dropPoints', index) }, 'AGREEMENT_INVALID', 'The check'),
    run: async (inputs) => {
      const reports = [];
      for (const one of inputs) reports.push({ output: 0, json: await checkAgreement(store, accountId, { ...one, at: new Date() }) });
      return reports;
    },
  });
}
