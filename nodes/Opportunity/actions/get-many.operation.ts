import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { BANDS, STAGES, userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { listOpportunities } from '../../../engine/queries/opportunity';
import { type OpenAccount, runBatch } from '../../shared';
import { shownFor } from '../common-fields';
import { emptyToNull } from '../read-fields';

const shown = { resource: 'opportunity', operation: 'getMany' };

export const description: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: shownFor(shown),
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    description: 'Max number of results to return',
    displayOptions: { show: { resource: ['opportunity'], operation: ['getMany'], returnAll: [false] } },
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add filter',
    default: {},
    displayOptions: shownFor(shown),
    options: [
      { displayName: 'Band', name: 'bands', type: 'multiOptions', default: [], options: BANDS.map((value) => ({ name: value, value })), description: 'Only opportunities of these score bands' },
      { displayName: 'Closer ID', name: 'closer_id', type: 'string', default: '', placeholder: 'e.g. bo', description: 'Only opportunities of this closer' },
      { displayName: 'Email', name: 'email', type: 'string', default: '', placeholder: 'name@email.com', description: 'Only opportunities of the person with this email' },
      { displayName: 'Setter ID', name: 'setter_id', type: 'string', default: '', placeholder: 'e.g. ana', description: 'Only opportunities of this setter' },
      { displayName: 'Stage', name: 'stages', type: 'multiOptions', default: [], options: STAGES.map((value) => ({ name: value, value })), description: 'Only opportunities in these stages' },
      { displayName: 'Unchanged Since', name: 'unchanged_since', type: 'dateTime', default: '', description: 'Only opportunities whose stage has not changed since then' },
    ],
  },
];

const optional = <T extends z.ZodTypeAny>(schema: T) => z.preprocess((value) => emptyToNull(value) ?? undefined, schema.optional());
const input = z.object({
  bands: optional(z.array(z.enum(BANDS))),
  closer_id: optional(userId),
  email: optional(z.string()),
  setter_id: optional(userId),
  stages: optional(z.array(z.enum(STAGES))),
  unchanged_since: optional(z.coerce.date()),
  limit: z.number().int().min(1),
});
const EVERYTHING = 1_000_000;

/** Lists opportunities once per input item, the longest unchanged first. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const limit = context.getNodeParameter('returnAll', index) ? EVERYTHING : context.getNodeParameter('limit', index);
      return parseOrThrow(input, { ...(context.getNodeParameter('filters', index) as object), limit }, 'INPUT_INVALID', 'Get Many');
    },
    run: async (filters) => {
      const at = new Date();
      return Promise.all(filters.map(async (filter) => ({ output: 0, json: await listOpportunities(store, accountId, filter, at) })));
    },
  });
}
