import { z } from 'zod';

import { MANDATORY_FIELDS } from './payload-fields';

/** Case Opened handoff: `settings.handoff` (P11). */
export const handoffSettings = z
  .object({
    /** How case ops get it: `form` = they see it in the queue and answer by form; `api` = it is sent, signed, to their system. */
    delivery: z.enum(['form', 'api']).default('form'),
    /** Payload fields that this firm's case ops can do without; P11.4 makes all of them mandatory. */
    optional_fields: z.array(z.enum(MANDATORY_FIELDS)).default([]),
    /** Where case ops read the consultation notes, with `{opportunity_id}`; null = the payload carries the record's reference only. */
    consult_summary_url: z
      .string()
      .url('must be a URL with {opportunity_id} in it')
      .includes('{opportunity_id}', { message: 'must contain {opportunity_id}' })
      .nullable()
      .default(null),
  })
  .strict()
  .default({});
export type HandoffSettings = z.output<typeof handoffSettings>;
