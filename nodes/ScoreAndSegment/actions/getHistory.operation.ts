import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { classificationHistory } from '../../../engine/queries/classification-history';
import { type OpenAccount, runBatch } from '../../shared';
import { readLeadId } from './score.operation';

/** What each field of the items' leads was, by whom, when and why. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => readLeadId(context, index),
    run: async (inputs) => {
      const histories = await classificationHistory(store, accountId, inputs.map(({ lead_id }) => lead_id));
      return histories.map((history) => {
        if (!history.ok) return { error: history.error };
        const { ok: _ok, ...json } = history;
        return { output: 0, json };
      });
    },
  });
}
