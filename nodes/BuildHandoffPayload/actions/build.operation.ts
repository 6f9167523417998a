import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { buildHandoffs, type HandoffOutcome } from '../../../engine/commands/build-handoffs';
import { describeProblems } from '../../../engine/core/errors';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { emptyIsNull } from './fields';

export const description: INodeProperties[] = [
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { operation: ['build'] } },
    options: [
      {
        displayName: 'Attachments',
        name: 'attachments',
        type: 'string',
        typeOptions: { rows: 3 },
        default: '',
        placeholder: 'e.g. https://drive.example.com/d/1234',
        description: 'References of supporting documents, one per line; never the documents themselves',
      },
      {
        displayName: 'Priority Flag',
        name: 'priorityFlag',
        type: 'string',
        default: '',
        placeholder: 'e.g. Visa ends on 1 May',
        description: 'Why case ops should take it first',
      },
    ],
  },
];

const lines = z.string().transform((text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
const input = z.object({
  opportunity_id: recordId,
  attachments: z.union([lines, z.array(z.string().trim().min(1))]).pipe(z.array(z.string().max(2_000)).max(100)),
  priority_flag: z.preprocess(emptyIsNull, z.string().trim().max(200).nullable()),
});

/** Complete ones go to Ready with their payload, the others to Incomplete with everything that is missing. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => {
      const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
      const given = { opportunity_id: value('opportunityId'), attachments: value('options.attachments'), priority_flag: value('options.priorityFlag') };
      return { ...parseOrThrow(input, given, 'HANDOFF_INVALID', 'The handoff'), acting_user_id: null };
    },
    run: async (items) => {
      const results = await buildHandoffs(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => (result.ok ? outcomeOf(result) : { error: result.error }));
    },
  });
}

/** The list of gaps also as one text, for the message that alerts sales. */
function outcomeOf({ ok: _ok, ...result }: HandoffOutcome & { ok: true }): Outcome {
  if (result.complete) return { output: 0, json: result };
  return { output: 1, json: { ...result, missing_text: describeProblems(result.missing) } };
}
