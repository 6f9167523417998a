import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { RULE_FIELDS } from '../../../engine/core/scoring';
import { tryRulesOn } from '../../../engine/queries/try-rules';
import { type OpenAccount, runBatch } from '../../shared';
import { optionalText } from '../../shared/parameter-fields';
import { overrideFieldNames } from './override-fields';

const show = { operation: ['testRules'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Text',
    name: 'text',
    type: 'string',
    typeOptions: { rows: 3 },
    required: true,
    default: '={{ $json.message }}',
    placeholder: 'e.g. no quiero estudiar, busco permiso de trabajo',
    description: 'What a lead might write, in any of the languages of the rule books. Nothing is stored.',
    displayOptions: { show },
  },
  {
    displayName: 'Rules to Try',
    name: 'drafts',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add rule',
    default: {},
    description: 'Rules that are not in the firm settings yet; they come before the firm’s own',
    options: [
      {
        displayName: 'Rule',
        name: 'rule',
        values: [
          {
            displayName: 'Field',
            name: 'field',
            type: 'options',
            options: overrideFieldNames.filter(({ value }) => (RULE_FIELDS as readonly string[]).includes(String(value))),
            default: 'intent_family',
            description: 'What the rule speaks about',
          },
          {
            displayName: 'Phrases',
            name: 'phrases',
            type: 'string',
            default: '',
            placeholder: 'e.g. bridging permit, open ... permit, sponsor|invite my wife',
            description: 'Separated by commas. "..." stands for up to three words, "|" for a choice, "*" for any ending, "?" after a word that may be missing.',
          },
          {
            displayName: 'Value',
            name: 'value',
            type: 'string',
            default: '',
            placeholder: 'e.g. Work',
            description: 'What the phrases mean. Left empty: they say nothing about the field and hide what the standard rules read in them.',
          },
        ],
      },
    ],
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Question',
        name: 'question',
        type: 'string',
        default: '',
        placeholder: 'e.g. When do you want to apply?',
        description: 'Read the text as the answer to this question of a form instead of as a message',
      },
    ],
    displayOptions: { show },
  },
];

const draft = z.object({ field: z.string(), phrases: z.string(), value: z.string() }).transform(({ field, phrases, value }) => ({
  field,
  value: value.trim() === '' ? null : field === 'prior_refusals' ? value.trim().toLowerCase() === 'true' : value.trim(),
  phrases: phrases.split(',').map((phrase) => phrase.trim()).filter(Boolean),
}));
const input = z.object({ text: z.coerce.string().min(1, 'missing: give the text to read'), question: optionalText, drafts: z.array(draft) });

/** Reads the texts of all items by the firm's rules; the rules to try may differ from item to item. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { text: value('text') ?? '', question: value('options.question', ''), drafts: value('drafts.rule', []) }, 'RULE_TEST_INVALID', 'The test of the rules');
    },
    run: async (inputs) => {
      const at = new Date();
      const tried = await Promise.all(inputs.map(({ drafts, text, question }) => tryRulesOn(store, accountId, { trials: [{ text, question, at }], drafts, at })));
      return tried.flat().map((json) => ({ output: 0, json }));
    },
  });
}
