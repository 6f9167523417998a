import { z } from 'zod';

import { accountId, currencyCode, instant, languageCode, minorUnits, recordId, timeZone, userId } from './fields';
import {
  ACTIVITY_OUTCOMES,
  APPOINTMENT_STATUSES,
  BANDS,
  CONTACT_CHANNELS,
  DISQUALIFICATION_REASONS,
  ENGAGEMENT_LEVELS,
  PAYMENT_STATES,
  ROLES,
  STAGES,
} from './vocabulary';

/** The canonical sales objects of P2.2 with their minimum required fields (P2.2.3). */

export const account = z.object({ id: accountId, name: z.string(), time_zone: timeZone });
export type Account = z.infer<typeof account>;

export const user = z.object({
  id: userId,
  account_id: accountId,
  name: z.string(),
  email: z.string().email(),
  role: z.enum(ROLES),
  active: z.boolean(),
});
export type User = z.infer<typeof user>;

export const prospect = z.object({
  id: recordId,
  account_id: accountId,
  full_name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: languageCode.nullable(),
  /** ISO 3166-1 alpha-2 of residence. */
  geo: z.string().nullable(),
  time_zone: timeZone.nullable(),
  engagement_level: z.enum(ENGAGEMENT_LEVELS),
});
export type Prospect = z.infer<typeof prospect>;

/** P8.5: the six mandatory questions; null = not asked yet. */
export const qualification = z.object({
  intent_family: z.string().nullable(),
  timeline: z.string().nullable(),
  residence_country: z.string().nullable(),
  citizenship_country: z.string().nullable(),
  prior_refusals: z.boolean().nullable(),
  doc_readiness: z.string().nullable(),
  fee_comfort: z.boolean().nullable(),
  contact_verified: z.boolean().nullable(),
});
export type Qualification = z.infer<typeof qualification>;

export const opportunity = z.object({
  id: recordId,
  account_id: accountId,
  prospect_id: recordId,
  lead_id: recordId,
  stage: z.enum(STAGES),
  payment_state: z.enum(PAYMENT_STATES),
  setter_id: userId.nullable(),
  closer_id: userId.nullable(),
  value_estimate_minor: minorUnits.nullable(),
  currency: currencyCode.nullable(),
  /** 0-1, from the firm's stage probabilities. */
  probability: z.number().min(0).max(1),
  band: z.enum(BANDS),
  score: z.number().int().min(0).max(100),
  segment: z.string(),
  qualification: qualification.nullable(),
  disqualification_reason: z.enum(DISQUALIFICATION_REASONS).nullable(),
  loss_reason: z.string().nullable(),
});
export type Opportunity = z.infer<typeof opportunity>;

export const activity = z.object({
  id: recordId,
  account_id: accountId,
  opportunity_id: recordId.nullable(),
  prospect_id: recordId,
  kind: z.enum(['call', 'whatsapp', 'email', 'sms', 'meeting', 'note', 'system']),
  direction: z.enum(['inbound', 'outbound', 'internal']),
  channel: z.enum(CONTACT_CHANNELS).nullable(),
  outcome: z.enum(ACTIVITY_OUTCOMES).nullable(),
  /** True only for a touch by a person: an auto-reply never stops a human-attempt clock (SL-04). */
  by_human: z.boolean(),
  summary: z.string().nullable(),
  occurred_at: instant,
});
export type Activity = z.infer<typeof activity>;

export const appointment = z.object({
  id: recordId,
  account_id: accountId,
  opportunity_id: recordId,
  scheduled_at: instant,
  ends_at: instant.nullable(),
  status: z.enum(APPOINTMENT_STATUSES),
  time_zone: timeZone.nullable(),
  closer_id: userId.nullable(),
  provider: z.string(),
  provider_ref: z.string(),
});
export type Appointment = z.infer<typeof appointment>;

/** P9.2, P9.3: notes by the five-part agenda, with the four risk items ticked. */
export const consultationNotes = z.object({
  context_goals: z.string().min(1),
  situation: z.string().min(1),
  options: z.string().min(1),
  recommendation: z.string().min(1),
  decision: z.enum(['pay', 'follow_up', 'lost']),
  constraints: z.string().nullable(),
  risks: z.object({
    eligibility_uncertainty: z.boolean(),
    timelines: z.boolean(),
    client_effort: z.boolean(),
    external_dependencies: z.boolean(),
  }),
  risk_notes: z.string().min(1),
  next_step_at: instant.nullable(),
});
export type ConsultationNotes = z.infer<typeof consultationNotes>;

export const offer = z.object({
  id: recordId,
  account_id: accountId,
  opportunity_id: recordId,
  package_code: z.string(),
  package_name: z.string(),
  price_minor: minorUnits.positive(),
  currency: currencyCode,
  terms_version: z.string(),
  /** null = the terms may still change; no payment link without a lock (P10.4). */
  terms_locked_at: instant.nullable(),
  expires_at: instant,
});
export type Offer = z.infer<typeof offer>;

export const payment = z.object({
  id: recordId,
  account_id: accountId,
  opportunity_id: recordId,
  offer_id: recordId,
  provider: z.literal('stripe'),
  amount_minor: minorUnits.positive(),
  currency: currencyCode,
  status: z.enum(PAYMENT_STATES),
  link_id: z.string().nullable(),
  link_url: z.string().nullable(),
  link_active: z.boolean(),
  expires_at: instant.nullable(),
  provider_payment_id: z.string().nullable(),
  paid_at: instant.nullable(),
  /** How PAID was proved; a redirect or a person's word is never proof (P10.5). */
  verified_by: z.enum(['webhook', 'api']).nullable(),
  refunded_minor: minorUnits,
  live_mode: z.boolean().nullable(),
});
export type Payment = z.infer<typeof payment>;

export const caseOpen = z.object({
  id: recordId,
  account_id: accountId,
  opportunity_id: recordId,
  status: z.enum(['triggered', 'rejected', 'confirmed']),
  payload_version: z.number().int().positive(),
  handoff_payload_ref: recordId,
  triggered_at: instant,
  opened_at: instant.nullable(),
  rejection_reason: z.string().nullable(),
  ops_reference: z.string().nullable(),
});
export type CaseOpen = z.infer<typeof caseOpen>;
