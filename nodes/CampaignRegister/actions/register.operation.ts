import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { CAMPAIGN_KEY_KINDS, type CampaignEntry, registerCampaigns } from '../../../engine/commands/register-campaigns';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';

const show = { operation: ['register'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Campaign Name',
    name: 'registerName',
    type: 'string',
    required: true,
    default: '={{ $json.name }}',
    placeholder: 'e.g. India | PR | Express Entry | Eligibility Check | Google | 2025-12',
    description: 'The one name of the campaign in the ad platform, here and in every report',
    displayOptions: { show },
  },
  {
    displayName: 'UTM Campaign',
    name: 'utmCampaign',
    type: 'string',
    default: '={{ $json.utm_campaign }}',
    placeholder: 'e.g. india_pr_ee_jan',
    description: 'The utm_campaign of its links; several separated by commas',
    displayOptions: { show },
  },
  {
    displayName: 'Platform IDs',
    name: 'platformIds',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add platform ID',
    default: {},
    description: 'What the ad platforms call it: their leads then find their campaign without a tagged link',
    displayOptions: { show },
    options: [
      {
        displayName: 'Platform ID',
        name: 'ids',
        values: [
          {
            displayName: 'Platform',
            name: 'kind',
            type: 'options',
            default: 'google',
            options: [
              { name: 'Google Ads', value: 'google' },
              { name: 'LinkedIn', value: 'linkedin' },
              { name: 'Meta', value: 'meta' },
              { name: 'Other', value: 'other' },
            ],
          },
          { displayName: 'Campaign ID', name: 'value', type: 'string', default: '', placeholder: 'e.g. 21034567890' },
        ],
      },
    ],
  },
  {
    displayName: 'Mend Names',
    name: 'mend',
    type: 'boolean',
    default: false,
    description: 'Whether to take the corrected name where the check has one. Otherwise a name that breaks the standard is refused.',
    displayOptions: { show },
  },
];

const key = z.object({ kind: z.enum(CAMPAIGN_KEY_KINDS), value: z.coerce.string() });
const input = z.object({
  name: z.string({ invalid_type_error: 'must be text' }),
  utm: z.string().nullish(),
  ids: z.array(key).default([]),
  mend: z.boolean(),
});

/** Registers every item's campaign. What breaks the standard goes to To Mend with its mistakes and, where there is one, its correction. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index): CampaignEntry => {
      const value = (name: string) => context.getNodeParameter(name, index, undefined);
      const { name, utm, ids, mend } = parseOrThrow(input, { name: value('registerName'), utm: value('utmCampaign'), ids: value('platformIds.ids'), mend: value('mend') }, 'CAMPAIGN_INVALID', 'The campaign');
      const tags = (utm ?? '').split(',').map((tag) => ({ kind: 'utm' as const, value: tag }));
      return { name, keys: [...tags, ...ids], mend };
    },
    run: async (entries) => {
      const results = await registerCampaigns(store, accountId, { entries, at: new Date(), actor: workflowActor(context) });
      return results.map((result, index) => {
        if (!result.ok) return { output: 1, json: { name: entries[index]?.name, code: result.error.code, message: result.error.message, problems: result.error.problems } };
        const { ok: _ok, ...campaign } = result;
        return { output: 0, json: campaign };
      });
    },
  });
}
