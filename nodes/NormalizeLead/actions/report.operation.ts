import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { intakeReport } from '../../../engine/queries/intake-report';
import { type OpenAccount, runBatch } from '../../shared';
import { LEAD_SOURCE_NAMES, leadSourceOptions } from '../../shared/lead-sources';
import { OUTPUTS } from './outcome';

const show = { operation: ['report'] };

export const description: INodeProperties[] = [
  { displayName: 'Received From', name: 'reportFrom', type: 'dateTime', required: true, default: '={{ $now.minus({ days: 7 }) }}', description: 'First instant of the period', displayOptions: { show } },
  { displayName: 'Received Before', name: 'reportBefore', type: 'dateTime', required: true, default: '={{ $now }}', description: 'The period ends before this instant', displayOptions: { show } },
  {
    displayName: 'Options',
    name: 'reportOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [
      { displayName: 'Source', name: 'source', type: 'options', options: leadSourceOptions, default: 'google', description: 'Only what this source brought' },
      { displayName: 'Split Into Items', name: 'split', type: 'boolean', default: true, description: 'Whether to give one item a source. Otherwise one item holds all sources and the total.' },
      { displayName: 'Spam From Score', name: 'spam_from', type: 'number', typeOptions: { minValue: 1, maxValue: 100 }, default: 60, description: 'From this spam score on a lead counts as suspected spam' },
    ],
  },
];

const moment = z.preprocess((value) => (typeof value === 'object' && value !== null && 'toJSON' in value ? JSON.parse(JSON.stringify(value)) : value), z.coerce.date({ errorMap: () => ({ message: 'must be a date and time such as 2026-03-02T15:00:00Z' }) }));
const request = z
  .object({ from: moment, before: moment, source: z.enum(LEAD_SOURCE_NAMES).nullable().default(null), split: z.boolean().default(true), spam_from: z.number().int().min(1).max(100).default(60) })
  .refine(({ from, before }) => from < before, { path: ['before'], message: 'must be later than Received From' });

/** What came in by source: deliveries, leads, duplicates, refusals with their reasons, consent, and how long it took. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index);
      return parseOrThrow(request, { from: value('reportFrom'), before: value('reportBefore'), ...(value('reportOptions') as object) }, 'PERIOD_INVALID', 'The period');
    },
    run: async (requests) => {
      const reports = await Promise.all(requests.map((one) => intakeReport(store, accountId, one)));
      return reports.map((report, index) => ({ output: OUTPUTS.lead, json: requests[index]?.split ? report.sources.map((source) => ({ from: report.from, before: report.before, ...source })) : report }));
    },
  });
}
