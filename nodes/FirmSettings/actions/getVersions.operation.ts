import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { settingsVersions } from '../../../engine/queries/settings-versions';
import { type OpenAccount, runBatch } from '../../shared';
import { inTurn } from '../fields';

const show = { operation: ['getVersions'] };
const ALL = 100_000;

export const description: INodeProperties[] = [
  { displayName: 'Return All', name: 'returnAll', type: 'boolean', default: false, description: 'Whether to return all results or only up to a given limit', displayOptions: { show } },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    description: 'Max number of results to return',
    displayOptions: { show: { ...show, returnAll: [false] } },
  },
];

const input = z.object({ limit: z.number({ invalid_type_error: 'must be a number' }).int('must be a whole number').min(1).max(ALL) });

/** One item a version, newest first. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const all = context.getNodeParameter('returnAll', index) === true;
      return parseOrThrow(input, { limit: all ? ALL : context.getNodeParameter('limit', index) }, 'GET_VERSIONS_INVALID', 'Get Versions');
    },
    run: (inputs) => inTurn(inputs, async ({ limit }) => ({ output: 0, json: await settingsVersions(store, accountId, { limit, at: new Date() }) })),
  });
}
