import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { dedupeBase } from '../../../engine/commands/dedupe-base';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';

const show = { operation: ['dedupeBase'] };

export const description: INodeProperties[] = [
  { displayName: 'Dry Run', name: 'dryRun', type: 'boolean', default: true, description: 'Whether to report only: nothing is merged and nobody is asked', displayOptions: { show } },
  {
    displayName: 'Options', name: 'dedupeOptions', type: 'collection', placeholder: 'Add option', default: {}, displayOptions: { show },
    options: [
      { displayName: 'Most Reviews', name: 'mostReviews', type: 'number', typeOptions: { minValue: 0, maxValue: 10_000 }, default: 200, description: 'Questions opened for pairs that are likely but not sure, at most' },
      { displayName: 'Samples', name: 'samples', type: 'number', typeOptions: { minValue: 0, maxValue: 1_000 }, default: 20, description: 'Clusters and unsure pairs shown in the report, the least sure ones first' },
      { displayName: 'Threshold', name: 'threshold', type: 'number', typeOptions: { minValue: 0.5, maxValue: 0.9999, numberPrecision: 4 }, default: 0.98, hint: '0.98 is what automatic merges ask for', description: 'Probability from which two records are merged' },
    ],
  },
];

const input = z.object({
  dry_run: z.boolean(),
  threshold: z.coerce.number().min(0.5).max(0.9999),
  samples: z.coerce.number().int().min(0).max(1_000),
  most_reviews: z.coerce.number().int().min(0).max(10_000),
});

/** One run for each item; the report goes to Existing, the unsure pairs of its sample to Review. Progress is written to n8n's log. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 3,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { dry_run: value('dryRun'), threshold: value('dedupeOptions.threshold', 0.98), samples: value('dedupeOptions.samples', 20), most_reviews: value('dedupeOptions.mostReviews', 200) }, 'DEDUPE_INVALID', 'The dedupe run');
    },
    run: async (runs) => {
      const outcomes = [];
      for (const options of runs) {
        const onProgress = (text: string) => context.logger.info(`Dedupe Base: ${text}`);
        const { sample_unsure, ...report } = await dedupeBase(store, accountId, { ...options, at: new Date(), actor: workflowActor(context), onProgress });
        outcomes.push({ parts: [{ output: 1, json: { ...report, sample_unsure } }, ...sample_unsure.map((pair) => ({ output: 2, json: pair }))] });
      }
      return outcomes;
    },
  });
}
