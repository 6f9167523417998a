import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { settingsDocument } from '../../../engine/queries/settings-versions';
import { type OpenAccount, runBatch } from '../../shared';
import { optionalWholeNumber } from '../../shared/parameter-fields';
import { inTurn } from '../fields';

export const description: INodeProperties[] = [
  {
    displayName: 'Options',
    name: 'getOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      { displayName: 'Version', name: 'version', type: 'number', typeOptions: { minValue: 0 }, default: 1, description: 'Which version. Left out, it is the one in force; 0 is the defaults.' },
      { displayName: 'With Defaults', name: 'withDefaults', type: 'boolean', default: false, description: 'Whether to add the full settings with every default filled in' },
    ],
    displayOptions: { show: { operation: ['get'] } },
  },
];

const input = z.object({ version: optionalWholeNumber, with_defaults: z.boolean() });

/** One item out for one item in: the document as it was written. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const value = (name: string, fallback: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { version: value('getOptions.version', null), with_defaults: value('getOptions.withDefaults', false) }, 'GET_INVALID', 'Get');
    },
    run: (inputs) =>
      inTurn(inputs, async ({ version, with_defaults }) => {
        const { settings, ...json } = await settingsDocument(store, accountId, { version, at: new Date() });
        return { output: 0, json: with_defaults ? { ...json, settings } : json };
      }),
  });
}
