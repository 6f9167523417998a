import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { askNextQuestions, type QuestionItem } from '../../../engine/commands/ask-next-questions';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalRecordId } from '../../shared/parameter-fields';
import { OUTPUTS } from '../fields';

const show = { operation: ['askNext'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Message ID',
    name: 'answerId',
    type: 'string',
    default: '={{ $json.message_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: "ID of the person's message. Empty means the first message of the lead.",
    displayOptions: { show },
  },
];

const input = z.object({ lead_id: recordId, message_id: optionalRecordId });

/** To Allowed with what to write next; to Blocked where nothing is to be written: a human is in charge, or all is asked. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => read(context, index),
    run: async (items) => {
      const results = await askNextQuestions(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...next } = result;
        const draft = { ...next, kind: 'reply', purpose: 'service', template_key: `question:${next.asked_field ?? next.phase}` };
        return { output: next.text === null ? OUTPUTS.blocked : OUTPUTS.allowed, json: draft };
      });
    },
  });
}

function read(context: IExecuteFunctions, index: number): QuestionItem {
  return parseOrThrow(input, { lead_id: context.getNodeParameter('leadId', index, ''), message_id: context.getNodeParameter('answerId', index, '') }, 'ASK_NEXT_INVALID', 'Ask Next Question');
}
