import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { lintLink } from '../../../engine/core/attribution';
import { parseOrThrow } from '../../../engine/core/parse';
import { runBatch } from '../../shared';
import { placeLint } from './place-lint';

export const description: INodeProperties[] = [
  {
    displayName: 'Link',
    name: 'link',
    type: 'string',
    required: true,
    default: '={{ $json.url }}',
    placeholder: 'e.g. https://www.example.com/pr?utm_source=google&utm_medium=cpc&utm_campaign=india_pr_ee_jan',
    description: 'A link to the website as an ad uses it',
    displayOptions: { show: { operation: ['checkLinks'] } },
  },
];

const input = z.object({ url: z.string({ invalid_type_error: 'must be text' }) });

/** Each link with what is wrong with its UTM tags, and the link as it should be. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => parseOrThrow(input, { url: context.getNodeParameter('link', index) }, 'LINK_MISSING', 'The Link'),
    run: (inputs) => Promise.resolve(inputs.map(({ url }) => placeLint(lintLink(url)))),
  });
}
