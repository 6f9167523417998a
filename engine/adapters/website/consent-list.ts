import { z } from 'zod';

import type { ConsentContext } from '../../core/lead';
import { CONSENT_PURPOSES, CONTACT_CHANNELS, type ConsentStatement } from '../../core/model';
import { parseOrThrow } from '../../core/parse';

const entry = z
  .object({
    channel: z.enum(CONTACT_CHANNELS),
    purpose: z.enum(CONSENT_PURPOSES),
    granted: z.boolean(),
    text: z.string().optional(),
    text_version: z.string().optional(),
  })
  .strict();

/**
 * Consents that a form sends channel by channel: `[{ channel, purpose, granted, text?, text_version? }]`.
 * `granted: false` is an unticked box, which says nothing. Throws `CONSENTS_INVALID` with every mistake.
 */
export function readConsentList(list: unknown, context: ConsentContext): ConsentStatement[] {
  return parseOrThrow(z.array(entry), list, 'CONSENTS_INVALID', 'The list consents').map(({ granted, ...consent }) => ({
    ...consent,
    status: granted ? ('granted' as const) : ('unknown' as const),
    captured_at: context.captured_at,
    source: context.source,
    proof: { ...context.proof, field: 'consents', value: String(granted) },
  }));
}
