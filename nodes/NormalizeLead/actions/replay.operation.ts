import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { normalizeLeads } from '../../../engine/commands/normalize-leads';
import { DomainError } from '../../../engine/core/errors';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { findDeliveries } from '../../../engine/queries/find-deliveries';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { leadApis } from '../../shared/lead-apis';
import { STORED_SOURCE_NAMES, STORED_SOURCES, storedSourceOptions } from '../../shared/lead-sources';
import { outcomeOf, together } from './outcome';

const show = { operation: ['replay'] };
const inRange = { show: { ...show, which: ['range'] } };

export const description: INodeProperties[] = [
  {
    displayName: 'Deliveries',
    name: 'which',
    type: 'options',
    default: 'id',
    options: [
      { name: 'By ID', value: 'id' },
      { name: 'By Time Range', value: 'range' },
    ],
    description: 'Which deliveries to read again',
    displayOptions: { show },
  },
  {
    displayName: 'Delivery ID',
    name: 'deliveryId',
    type: 'string',
    required: true,
    default: '={{ $json.delivery_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the stored delivery',
    displayOptions: { show: { ...show, which: ['id'] } },
  },
  { displayName: 'Received From', name: 'from', type: 'dateTime', required: true, default: '', description: 'First instant of the range', displayOptions: inRange },
  { displayName: 'Received Before', name: 'before', type: 'dateTime', required: true, default: '', description: 'The range ends before this instant', displayOptions: inRange },
  {
    displayName: 'Options',
    name: 'replayOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: inRange,
    options: [
      { displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 100000 }, default: 10000, description: 'Max number of deliveries to read again; a range that holds more is refused' },
      { displayName: 'Only Rejected', name: 'onlyRejected', type: 'boolean', default: false, description: 'Whether to read only deliveries that were rejected' },
      { displayName: 'Source', name: 'source', type: 'options', options: storedSourceOptions, default: 'google', description: 'Only deliveries of this source' },
    ],
  },
];

const byId = z.object({ which: z.literal('id'), delivery_id: recordId });
const moment = z.coerce.date({ errorMap: () => ({ message: 'must be a date and time such as 2026-03-02T15:00:00Z' }) });
const byRange = z
  .object({
    which: z.literal('range'),
    from: moment,
    before: moment,
    source: z.enum(STORED_SOURCE_NAMES).optional(),
    onlyRejected: z.boolean().default(false),
    limit: z.number().int().min(1).max(100_000).default(10_000),
  })
  .refine(({ from, before }) => from < before, { path: ['before'], message: 'must be later than Received From' });
type Choice = z.output<typeof byId> | z.output<typeof byRange>;

/** Replays each item's deliveries; a range may give many leads for one item. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index): Choice => read(context, index),
    run: (choices) => replayAll(context, account, choices),
  });
}

function read(context: IExecuteFunctions, index: number): Choice {
  const value = (name: string) => context.getNodeParameter(name, index);
  if (value('which') === 'id') return parseOrThrow(byId, { which: 'id', delivery_id: value('deliveryId') }, 'DELIVERY_ID_INVALID', 'The Delivery ID');
  const options = value('replayOptions') as Record<string, unknown>;
  return parseOrThrow(byRange, { which: 'range', from: value('from'), before: value('before'), ...options }, 'RANGE_INVALID', 'The time range');
}

/** All ids of all items go through one call; each item gets back what belongs to it. */
async function replayAll(context: IExecuteFunctions, { store, accountId }: OpenAccount, choices: readonly Choice[]): Promise<Outcome[]> {
  const found = await Promise.all(choices.map((choice) => (choice.which === 'id' ? [choice.delivery_id] : inTheRange(choice, { store, accountId }))));
  const inputs = found.flatMap((ids) => ('error' in ids ? [] : ids)).map((delivery_id) => ({ delivery_id }));
  const results = await normalizeLeads(store, accountId, { inputs, sources: STORED_SOURCES, fetchers: await leadApis(context), replay: true, at: new Date(), actor: workflowActor(context) });
  let next = 0;
  return found.map((ids) => {
    if ('error' in ids) return ids;
    return together(results.slice(next, (next += ids.length)).map(outcomeOf));
  });
}

async function inTheRange(range: z.output<typeof byRange>, { store, accountId }: OpenAccount): Promise<string[] | { error: DomainError }> {
  const { from, before, source, onlyRejected, limit } = range;
  const ids = await findDeliveries(store, accountId, { from, before, sources: source ? [source] : STORED_SOURCE_NAMES, status: onlyRejected ? 'rejected' : null, limit: limit + 1 });
  if (ids.length <= limit) return ids;
  return { error: new DomainError('RANGE_TOO_LARGE', `The range holds more than ${limit} deliveries: choose a shorter one or raise the limit`) };
}
