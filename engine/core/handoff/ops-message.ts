import { z } from 'zod';

import { recordId } from '../model/fields';
import type { HandoffPayload } from './handoff-payload';

/** What the ops system is told. `delivery_id` is the same at every try: whoever has stored it once answers 2xx again. */
export type OpsMessage =
  | {
      readonly type: 'case.open';
      readonly version: 1;
      readonly delivery_id: string;
      readonly case_open_id: string;
      readonly opportunity_id: string;
      /** 1, and one more for each corrected handoff; a higher one replaces what was sent before. */
      readonly payload_version: number;
      readonly payload: HandoffPayload;
    }
  | {
      readonly type: 'case.stop';
      readonly version: 1;
      readonly delivery_id: string;
      readonly case_open_id: string;
      readonly opportunity_id: string;
      readonly payload_version: number;
      readonly payment_id: string;
      readonly amount_minor: number;
      readonly refunded_minor: number;
      readonly currency: string;
      readonly reason: string;
    };

/** What the ops system answers by a signed webhook (P11.5). */
export const opsAnswer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('case.confirmed'),
    opportunity_id: recordId,
    payload_version: z.number().int().positive(),
    /** The case's number over there. */
    ops_reference: z.string().trim().min(1).max(200).nullable().default(null),
  }),
  z.object({
    type: z.literal('case.rejected'),
    opportunity_id: recordId,
    payload_version: z.number().int().positive(),
    /** What sales must mend. */
    reason: z.string().trim().min(1, 'missing; sales must know what to mend').max(2_000),
  }),
]);
export type OpsAnswer = z.infer<typeof opsAnswer>;

/** How a message is brought to the ops system; engine/adapters/ops does it by a signed POST. */
export interface OpsChannel {
  /** @returns what the system answered; an unreachable system is an answer, too: status null */
  send(message: { readonly delivery_id: string; readonly body: string; readonly at: Date }): Promise<{ readonly status: number | null; readonly error: string | null }>;
}
