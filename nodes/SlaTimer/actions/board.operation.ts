import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { renderBoard } from '../../../engine/core/sla';
import { breachBoard } from '../../../engine/queries/breach-board';
import { firmTimeZone } from '../../../engine/queries/firm-time-zone';
import { type OpenAccount, runBatch } from '../../shared';

const show = { operation: ['board'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Format',
    name: 'format',
    type: 'options',
    default: 'html',
    options: [
      { name: 'Page', value: 'html', description: 'One item with the board as an HTML page, for Respond to Webhook or an e-mail' },
      { name: 'Rows', value: 'rows', description: 'One item a missed deadline, for a sheet or a chat message' },
    ],
    description: 'What comes out',
    displayOptions: { show },
  },
  {
    displayName: 'Refresh Every',
    name: 'refreshSeconds',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 3600 },
    default: 15,
    description: 'Seconds after which the open page loads itself again; 0 means never',
    displayOptions: { show: { ...show, format: ['html'] } },
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 5000 },
    default: 200,
    description: 'Max number of missed deadlines to list, the oldest first; the counts are of all',
    displayOptions: { show },
  },
];

const input = z.object({ format: z.enum(['html', 'rows']), refresh_seconds: z.number().int().min(0).max(3_600), limit: z.number().int().min(1).max(5_000) });

/** The board as it is now. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { format: value('format'), refresh_seconds: value('refreshSeconds', 0), limit: value('limit') }, 'BOARD_INVALID', 'The breach board');
    },
    run: async (inputs) => {
      const at = new Date();
      const zone = await firmTimeZone(store, accountId, at);
      const limit = Math.max(...inputs.map((each) => each.limit));
      const board = await breachBoard(store, accountId, { at, limit });
      return inputs.map((each) => {
        const breaches = board.breaches.slice(0, each.limit);
        if (each.format === 'rows') return { parts: [{ output: 0, json: breaches }] };
        const { total, due_soon, by_owner, by_policy } = board;
        return { output: 0, json: { html: renderBoard({ ...board, breaches }, zone, each.refresh_seconds || null), total, due_soon, by_owner, by_policy, as_of: at } };
      });
    },
  });
}
