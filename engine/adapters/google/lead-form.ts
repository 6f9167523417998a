import { z } from 'zod';

/** Google writes its ids as numbers; they are names here, not quantities. */
const id = z.union([z.string(), z.number()]).transform(String).nullish();

const column = z
  .object({ column_id: z.string().nullish(), column_name: z.string().nullish(), string_value: z.string().nullish() })
  .refine(({ column_id, column_name }) => Boolean(column_id || column_name), 'has neither column_id nor column_name');

/**
 * The body of Google's lead form webhook. `column_name` may be absent and new fields appear over time;
 * what we do not read is kept in the raw delivery.
 */
export const leadForm = z.object({
  lead_id: z.string().min(1),
  user_column_data: z.array(column).min(1, 'holds no answers'),
  api_version: z.string().nullish(),
  form_id: id,
  campaign_id: id,
  adgroup_id: id,
  creative_id: id,
  /** Checked apart, in constant time; a masked or replayed body may lack it. */
  google_key: z.string().nullish(),
  is_test: z.boolean().nullish(),
  gcl_id: z.string().nullish(),
});
export type LeadForm = z.infer<typeof leadForm>;
export type LeadFormColumn = LeadForm['user_column_data'][number];

/** Parses JSON and keeps integers that JavaScript cannot hold as their own digits. Throws SyntaxError. */
export function parseExactly(body: Buffer): unknown {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
}
