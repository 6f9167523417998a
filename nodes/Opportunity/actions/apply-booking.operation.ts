import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { readDelivery } from '../../../engine/adapters/calendly';
import { reapplyBookingEvents } from '../../../engine/commands/apply-booking-event';
import { recordId } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch } from '../../shared';
import { shownFor } from '../common-fields';
import { emptyToNull, parametersOf } from '../read-fields';

const shown = { resource: 'booking', operation: 'applyAgain' };

export const description: INodeProperties[] = [
  {
    displayName: 'Delivery ID',
    name: 'deliveryId',
    type: 'string',
    required: true,
    default: '={{ $json.delivery_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the stored delivery, from the Refused output of the Booking Event Trigger or from Dead Letters',
    displayOptions: shownFor(shown),
  },
];

const input = z.object({ delivery_id: z.preprocess(emptyToNull, recordId) });

/** Applies all items' stored bookings again, in their order. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, parametersOf(context, index, { delivery_id: 'deliveryId' }), 'INPUT_INVALID', 'Apply Again'),
    run: async (inputs) => {
      const delivery_ids = inputs.map(({ delivery_id }) => delivery_id);
      const results = await reapplyBookingEvents(store, accountId, { delivery_ids, read: readDelivery, at: new Date() });
      return results.map((result) => {
        if (!result.ok) return { error: result.error };
        const { ok: _ok, ...json } = result;
        return { output: 0, json };
      });
    },
  });
}
