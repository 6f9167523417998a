import { z } from 'zod';

import { vendorId } from '../vendor-id';

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
  form_id: vendorId,
  campaign_id: vendorId,
  adgroup_id: vendorId,
  asset_group_id: vendorId,
  creative_id: vendorId,
  lead_submit_time: z.string().nullish(),
  /** Checked apart, in constant time; a masked or replayed body may lack it. */
  google_key: z.string().nullish(),
  is_test: z.boolean().nullish(),
  gcl_id: z.string().nullish(),
});
export type LeadForm = z.infer<typeof leadForm>;
export type LeadFormColumn = LeadForm['user_column_data'][number];
