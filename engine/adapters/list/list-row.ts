import { z } from 'zod';

import { CONSENT_PURPOSES, CONTACT_CHANNELS } from '../../core/model';

const text = (label: string) => z.string({ required_error: 'is missing', invalid_type_error: 'is missing' }).trim().min(1, `is missing: ${label}`);

/**
 * IN-06, P3.7: what must be known of a list before one row of it comes in: where it is from, of which day, and what proves
 * that its people may be contacted.
 */
export const listFacts = z.object({
  source: text('say where the list comes from, e.g. Toronto fair 2026, stand 14').pipe(z.string().max(200)),
  /** The day on which the people gave their details. */
  date: z
    .string({ required_error: 'is missing', invalid_type_error: 'is missing' })
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}/, 'must be a date such as 2026-02-20')
    .transform((value) => value.slice(0, 10))
    .refine((value) => !Number.isNaN(Date.parse(value)), 'must be a date such as 2026-02-20'),
  consent_proof: text('say what proves the consent, e.g. signed sheets, folder 2026-02, or a link to the form').pipe(z.string().max(2_000)),
  /** What the people agreed to; a list that does not say it grants nothing. */
  consent_channels: z.array(z.enum(CONTACT_CHANNELS)).default([]),
  consent_purposes: z.array(z.enum(CONSENT_PURPOSES)).default(['service']),
  /** The country whose national phone format the list uses; null = the firm's. */
  phone_country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as IN').nullable().default(null),
  /** Lets a row in whose phone number or e-mail address cannot be read, as long as the other one can. */
  accept_mistakes: z.boolean().default(false),
});
export type ListFacts = z.output<typeof listFacts>;

/** One row as it is stored: everything that its lead is made of, so that it can be replayed alone. */
export const listRow = z.object({
  list: listFacts,
  file: z.object({ name: z.string(), sha256: z.string() }),
  /** Line of the file on which the row starts. */
  line: z.number().int().min(1),
  columns: z.array(z.string()).min(1),
  cells: z.array(z.string()),
});
export type ListRow = z.output<typeof listRow>;
