import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { measureHandoffs } from '../../../engine/queries/handoff-desk';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';
import { emptyIsNull } from './fields';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;

export const description: INodeProperties[] = [
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { operation: ['measure'] } },
    options: [
      { displayName: 'Before', name: 'before', type: 'dateTime', default: '', description: 'End of the period, itself not counted. Without it now.' },
      { displayName: 'From', name: 'from', type: 'dateTime', default: '', description: `Start of the period. Without it ${USUAL_DAYS} days before its end.` },
    ],
  },
];

const input = z
  .object({ from: z.preprocess(emptyIsNull, z.coerce.date().nullable()), before: z.preprocess(emptyIsNull, z.coerce.date().nullable()) })
  .refine(({ from, before }) => from === null || before === null || from < before, { message: 'must be before the end of the period', path: ['from'] });

/** Paid → case opened, rejections and completeness of the deals paid in a period; reads only. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  const at = new Date();
  return runBatch(context, {
    outputs: 2,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      return parseOrThrow(input, { from: value('options.from'), before: value('options.before') }, 'PERIOD_INVALID', 'The period');
    },
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      for (const { from, before } of inputs) {
        const end = before ?? at;
        outcomes.push({ output: 0, json: await measureHandoffs(store, accountId, { from: from ?? new Date(end.getTime() - USUAL_DAYS * DAY_MS), before: end }) });
      }
      return outcomes;
    },
  });
}
