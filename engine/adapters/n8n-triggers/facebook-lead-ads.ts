import { z } from 'zod';

import type { SourceField } from '../../core/lead';
import { parseOrThrow } from '../../core/parse';
import { requiredVendorId, vendorId } from '../vendor-id';
import { itemSource } from './item-source';

const named = z.object({ id: vendorId, name: z.string().nullish() }).nullish();

/** n8n's Facebook Lead Ads Trigger: `data` in its simplified output, `field_data` and `event` in the other one. */
const item = z
  .object({
    id: requiredVendorId,
    created_time: z.string().nullish(),
    data: z.record(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    field_data: z.array(z.object({ name: z.string(), values: z.array(z.union([z.string(), z.number()])).nullish() })).optional(),
    form: named,
    ad: named,
    adset: named,
  })
  .refine(({ data, field_data }) => data !== undefined || field_data !== undefined, { path: ['data'], message: "is missing: neither 'data' (simplified) nor 'field_data' is there" });

/** The same lead by our own webhook and by n8n's trigger is one lead: both carry Meta's id (IN-08). */
export const facebookLeadAdsItems = itemSource('facebook_trigger', 'the Facebook Lead Ads Trigger', (raw) => {
  const { id, created_time, data, field_data, form, ad, adset } = parseOrThrow(item, raw, 'FACEBOOK_ITEM_INVALID', 'The item of the Facebook Lead Ads Trigger');
  const fields: SourceField[] = field_data
    ? field_data.map(({ name, values }) => ({ label: name, value: (values ?? []).join(', ') }))
    : Object.entries(data ?? {}).map(([label, value]) => ({ label, value: value === null ? '' : String(value) }));
  const platform = Object.fromEntries([['form_id', form?.id], ['ad_id', ad?.id], ['adgroup_id', adset?.id]].filter((pair): pair is [string, string] => Boolean(pair[1])));
  const at = new Date(created_time ?? Number.NaN);
  return {
    source_channel: 'meta',
    id,
    is_test: fields.some(({ value }) => /<test lead: /i.test(value)),
    captured_at: Number.isNaN(at.getTime()) ? null : at,
    fields,
    touch: { click_ids: {}, platform },
  };
});
