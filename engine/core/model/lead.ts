import { z } from 'zod';

import { accountId, countryCode, instant, languageCode, recordId, timeZone } from './fields';
import { CONSENT_PURPOSES, CONTACT_CHANNELS, SOURCE_CHANNELS } from './vocabulary';

/** First or last touch: UTM parameters, click ids and where the visit landed (IN-12). */
export const touch = z.object({
  utm_source: z.string().optional(),
  utm_medium: z.string().optional(),
  utm_campaign: z.string().optional(),
  utm_content: z.string().optional(),
  utm_term: z.string().optional(),
  click_ids: z.record(z.string()).default({}),
  page_url: z.string().optional(),
  referrer: z.string().optional(),
  /** What the ad platform says: ids and names of campaign, ad set (ad group), ad and form, and where it was shown. */
  platform: z
    .object({
      campaign_id: z.string().optional(),
      campaign_name: z.string().optional(),
      adgroup_id: z.string().optional(),
      adgroup_name: z.string().optional(),
      ad_id: z.string().optional(),
      ad_name: z.string().optional(),
      form_id: z.string().optional(),
      form_name: z.string().optional(),
      page_id: z.string().optional(),
      /** `facebook`, `instagram`, a LinkedIn lead type … */
      placement: z.string().optional(),
      /** 'true' for a lead without an ad. */
      organic: z.string().optional(),
    })
    .default({}),
});
export type Touch = z.infer<typeof touch>;

/** One consent statement as captured: never assumed from a missing or unticked box (IN-13, P3.7). */
export const consentStatement = z.object({
  channel: z.enum(CONTACT_CHANNELS),
  purpose: z.enum(CONSENT_PURPOSES),
  status: z.enum(['granted', 'denied', 'unknown']),
  text: z.string().optional(),
  text_version: z.string().optional(),
  captured_at: instant,
  source: z.string(),
  proof: z.record(z.unknown()).default({}),
});
export type ConsentStatement = z.infer<typeof consentStatement>;

export const phone = z.object({
  e164: z.string(),
  country: countryCode.nullable(),
  extension: z.string().nullable(),
  /** True when the country came from a hint, not from the number itself. */
  guessed: z.boolean(),
  type: z.string().nullable(),
});
export type Phone = z.infer<typeof phone>;

/** What normalisation noticed and a human or a rule may want to know, e.g. `email_typo_domain`. */
export const leadFlag = z.object({ code: z.string(), field: z.string(), message: z.string() });
export type LeadFlag = z.infer<typeof leadFlag>;

/** One guess of the enrichment: where it comes from and how sure it is (IN-15). */
export const finding = z.object({ value: z.string(), source: z.string(), confidence: z.enum(['High', 'Medium', 'Low']) });
export type Finding = z.infer<typeof finding>;
/** What was found behind the event; an answer of the person always outranks it. null = nothing to go by. */
export const leadEnrichment = z.object({ language: finding.nullable(), country: finding.nullable(), time_zone: finding.nullable() });
export type LeadEnrichment = z.infer<typeof leadEnrichment>;

/** The attribution of a journey as it was when it began (IN-12). */
export const frozenAttribution = z.object({
  lead_id: recordId.optional(),
  first_touch: touch.optional(),
  last_touch: touch.optional(),
  campaign_id: recordId.nullable().optional(),
  campaign: z.string().nullable().optional(),
  frozen_at: instant.optional(),
});
export type FrozenAttribution = z.infer<typeof frozenAttribution>;

/** What normalisation makes of one source payload; the store adds ids and the later decisions. */
export const normalizedLead = z.object({
  source_channel: z.enum(SOURCE_CHANNELS),
  /** Lead id at the source; with the channel it identifies the same lead by webhook, poll and CSV (IN-08). */
  platform_lead_id: z.string().nullable(),
  is_test: z.boolean(),
  full_name: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  email: z.string().nullable(),
  phone: phone.nullable(),
  residence_country: countryCode.nullable(),
  citizenship_country: countryCode.nullable(),
  destination_country: countryCode.nullable(),
  language: languageCode.nullable(),
  time_zone: timeZone.nullable(),
  message: z.string().nullable(),
  first_touch: touch,
  last_touch: touch,
  consents: z.array(consentStatement),
  intent_guess: z.string().nullable(),
  spam_score: z.number().int().min(0).max(100),
  spam_reasons: z.array(z.string()),
  /** Custom questions with their answers, in the source's own words. */
  answers: z.record(z.string()),
  /** The fields as they came, before cleaning. */
  originals: z.record(z.string()),
  flags: z.array(leadFlag),
  captured_at: instant,
});
export type NormalizedLead = z.infer<typeof normalizedLead>;

/** P2.2: a raw contact record captured from a channel. */
export const lead = normalizedLead.extend({
  id: recordId,
  account_id: accountId,
  delivery_id: recordId.nullable(),
  prospect_id: recordId.nullable(),
});
export type Lead = z.infer<typeof lead>;
