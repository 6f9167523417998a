import { z } from 'zod';

import { requiredVendorId, vendorId } from '../vendor-id';

/** The envelope of Meta's webhooks for pages; what a change says depends on its field. */
export const pageDelivery = z.object({
  object: z.string(),
  entry: z.array(z.object({ id: vendorId, changes: z.array(z.object({ field: z.string(), value: z.unknown() })).default([]) })).default([]),
});

/** A change of the field `leadgen`: only a pointer, the answers are fetched by `leadgen_id`. */
export const leadgenValue = z.object({ leadgen_id: requiredVendorId, page_id: vendorId, form_id: vendorId, ad_id: vendorId, adgroup_id: vendorId, created_time: z.union([z.string(), z.number()]).nullish() });
export type LeadgenValue = z.output<typeof leadgenValue>;

const text = z.string().nullish().transform((value) => value || null);
/** Booleans of the Graph API come as booleans, as '1' and '' and as 'true'. */
const flag = z.union([z.boolean(), z.string(), z.number()]).nullish().transform((value) => value === true || value === 1 || value === '1' || value === 'true');

/** A lead as the Graph API gives it. */
export const graphLead = z.object({
  id: requiredVendorId,
  created_time: z.union([z.string(), z.number()]).nullish(),
  field_data: z.array(z.object({ name: z.string(), values: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish() }), { required_error: 'is missing: the token may not read leads' }),
  custom_disclaimer_responses: z.array(z.object({ checkbox_key: z.string(), is_checked: flag })).nullish(),
  ad_id: vendorId,
  ad_name: text,
  adset_id: vendorId,
  adset_name: text,
  campaign_id: vendorId,
  campaign_name: text,
  form_id: vendorId,
  page_id: vendorId,
  platform: text,
  is_organic: flag,
});
export type GraphLead = z.output<typeof graphLead>;

const checkbox = z.object({ key: z.string(), text, is_checked_by_default: flag });

/** What of a form gives its leads meaning: its questions in its own words, and the boxes of its disclaimer. */
export const graphForm = z.object({
  id: requiredVendorId,
  name: text,
  locale: text,
  questions: z.array(z.object({ key: text, label: text, type: text, options: z.array(z.object({ key: text, value: text })).nullish() })).nullish(),
  legal_content: z.object({ custom_disclaimer: z.object({ checkboxes: z.array(checkbox).nullish() }).nullish() }).nullish(),
});
export type GraphForm = z.output<typeof graphForm>;

/** What is kept of a fetched or listed lead: the API's answers for the lead and for its form. */
export const leadDocument = z.object({ lead: graphLead, form: graphForm.nullish() });
export type LeadDocument = z.output<typeof leadDocument>;

export const LEAD_FIELDS = 'id,created_time,field_data,custom_disclaimer_responses,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,is_organic,platform';
export const FORM_FIELDS = 'id,name,locale,questions,legal_content{custom_disclaimer{checkboxes}}';
