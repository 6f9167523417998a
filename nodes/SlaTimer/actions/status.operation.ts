import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { slaStatus } from '../../../engine/queries/sla-status';
import { type OpenAccount, runBatch } from '../../shared';
import { readSubject, subjectFields, withSubject } from '../fields';

const input = z.object(subjectFields);

/** One item out for one item in, with all its clocks. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => withSubject(parseOrThrow(input, readSubject(context, index), 'SLA_STATUS_INVALID', 'Status')),
    run: async (items) => (await slaStatus(store, accountId, { items, at: new Date() })).map((json) => ({ output: 0, json })),
  });
}
