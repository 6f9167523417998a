import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { lintCampaignName } from '../../../engine/core/attribution';
import { parseOrThrow } from '../../../engine/core/parse';
import { runBatch } from '../../shared';
import { placeLint } from './place-lint';

export const description: INodeProperties[] = [
  {
    displayName: 'Campaign Name',
    name: 'campaignName',
    type: 'string',
    required: true,
    default: '={{ $json.name }}',
    placeholder: 'e.g. India | PR | Express Entry | Eligibility Check | Google | 2025-12',
    description: 'The name as it stands in the ad platform. The standard is {Region} | {Intent} | {Program} | {Offer} | {Channel} | {YYYY-MM}.',
    displayOptions: { show: { operation: ['checkNames'] } },
  },
];

const input = z.object({ name: z.string({ invalid_type_error: 'must be text' }) });

/** Each name with what is wrong with it; right ones go to the first output, the others to the second with their correction. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => parseOrThrow(input, { name: context.getNodeParameter('campaignName', index) }, 'CAMPAIGN_NAME_MISSING', 'The Campaign Name'),
    run: (inputs) => Promise.resolve(inputs.map(({ name }) => placeLint(lintCampaignName(name)))),
  });
}
