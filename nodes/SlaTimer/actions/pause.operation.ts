import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { pauseSlaTimers } from '../../../engine/commands/change-sla-timers';
import { SLA_POLICIES } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { policyOptions, readSubject, subjectFields, withSubject } from '../fields';
import { changedOf } from './changed';

const show = { operation: ['pause', 'resume'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Policy',
    name: 'policy',
    type: 'options',
    default: 'all',
    options: [{ name: 'All', value: 'all', description: 'Every clock of the opportunity' }, ...policyOptions],
    description: 'Which clocks',
    displayOptions: { show },
  },
  {
    displayName: 'Reason',
    name: 'reason',
    type: 'string',
    required: true,
    default: '={{ $json.reason }}',
    placeholder: 'e.g. Waiting for the client’s passport',
    description: 'Why; it is kept in the audit trail',
    displayOptions: { show },
  },
];

const input = z.object({
  ...subjectFields,
  policy: z.enum(['all', ...SLA_POLICIES]),
  reason: z.string({ invalid_type_error: 'must say why', required_error: 'must say why' }).trim().min(1, 'must say why'),
});

/** Reads one item of Pause and Resume. */
export function read(context: IExecuteFunctions, index: number) {
  const value = (name: string) => context.getNodeParameter(name, index, '');
  const given = { ...readSubject(context, index), policy: value('policy'), reason: value('reason') };
  const { policy, ...rest } = withSubject(parseOrThrow(input, given, 'SLA_PAUSE_INVALID', 'Pause or resume'));
  return { ...rest, policy: policy === 'all' ? null : policy };
}

/** One item out for one item in, with the clocks that were paused; what is overdue is not paused away. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: async (items) => (await pauseSlaTimers(store, accountId, { items, at: new Date(), actor: workflowActor(context) })).map(changedOf),
  });
}
