import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readExportRow } from '../../../engine/adapters/google';
import { compareExport } from '../../../engine/commands/compare-export';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { LEAD_SOURCES } from '../../shared/lead-sources';
import { newLead } from './new-lead';

/** Each item is a row of Google's list, as Extract from File gives it. One report a row; a row that cannot be read is an item's own mistake. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index) => ({ row: index + 1, ...readExportRow(context.getInputData()[index]?.json ?? {}) }),
    run: async (rows) => {
      const compared = await compareExport(store, accountId, { source: LEAD_SOURCES.google, rows, at: new Date(), actor: workflowActor(context) });
      return compared.map((result, index) => ({
        parts: [
          { output: 0, json: result.news === 'new' ? [newLead('google', result)] : [] },
          { output: 1, json: { row: rows[index]?.row ?? null, submitted_at: rows[index]?.submitted_at ?? null, news: result.news, delivery_id: result.delivery_id } },
        ],
      }));
    },
  });
}
