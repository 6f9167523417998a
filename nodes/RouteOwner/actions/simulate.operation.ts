import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { userId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { OWNER_ROLES } from '../../../engine/core/routing';
import { simulateDemand } from '../../../engine/queries/simulate-routing';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';
import { OUTPUT_COUNT } from '../fields';

const show = { operation: ['simulate'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Away',
    name: 'away',
    type: 'string',
    default: '',
    placeholder: 'e.g. ana, bo',
    hint: 'User IDs, separated by commas',
    description: 'Reps who would be away all the time. Planned absences count in both answers.',
    displayOptions: { show },
  },
  {
    displayName: 'Weights',
    name: 'weights',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add weight',
    default: {},
    description: 'Weights that would hold instead of those in Firm Settings',
    displayOptions: { show },
    options: [
      {
        displayName: 'Weight',
        name: 'weight',
        values: [
          { displayName: 'User ID', name: 'userId', type: 'string', default: '', placeholder: 'e.g. ana' },
          { displayName: 'Weight', name: 'weight', type: 'number', typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 2 }, default: 1 },
        ],
      },
    ],
  },
  {
    displayName: 'Hours on Desk',
    name: 'deskHours',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 1000 },
    default: 72,
    description: 'How long a lead keeps a place on the desk of its rep, for the cap of open opportunities',
    displayOptions: { show },
  },
];

const input = z.object({
  role: z.enum(OWNER_ROLES),
  days: z.number().int().min(1).max(365),
  away: z.string().transform((text) => text.split(',').map((id) => id.trim()).filter(Boolean)).pipe(z.array(userId)),
  weights: z.array(z.object({ userId, weight: z.number().min(0).max(10) })),
  desk_hours: z.number().positive(),
});

/** One item an answer: what each rep would get, as it is and as it would be. Nothing is written. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: OUTPUT_COUNT,
    read: (index) => {
      const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
      return parseOrThrow(input, { role: value('role'), days: value('days'), away: value('away', ''), weights: value('weights.weight', []), desk_hours: value('deskHours') }, 'SIMULATION_INVALID', 'The simulation');
    },
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      for (const { weights, ...question } of inputs) {
        const changed = Object.fromEntries(weights.map((each) => [each.userId, each.weight]));
        outcomes.push({ output: 0, json: await simulateDemand(store, accountId, { ...question, weights: changed, at: new Date() }) });
      }
      return outcomes;
    },
  });
}
