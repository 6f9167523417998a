import { z } from 'zod';

import { requiredVendorId, vendorId } from '../vendor-id';

const owner = z.object({ sponsoredAccount: z.string().nullish(), organization: z.string().nullish() });
const text = z.string().nullish().transform((value) => value || null);
/** Text by locale, `{ localized: { en_US: '…' } }`; older answers give plain text. */
const words = z
  .union([z.string(), z.object({ localized: z.record(z.string()) })])
  .nullish()
  .catch(null)
  .transform((value) => (typeof value === 'string' ? value : (Object.values(value?.localized ?? {})[0] ?? null)));

/** A notification of the Lead Sync API: only a pointer, the answers are fetched by the response's URN. */
export const leadNotification = z.object({
  type: z.string().nullish(),
  leadGenFormResponse: z.string({ required_error: 'is required' }).min(1),
  leadGenForm: text,
  leadType: text,
  leadAction: z.string().default('CREATED'),
  occurredAt: z.number().nullish(),
  owner: owner.nullish(),
});
export type LeadNotification = z.output<typeof leadNotification>;

const question = z.object({
  questionId: requiredVendorId,
  name: text,
  predefinedField: text,
  question: words,
  questionDetails: z.object({ multipleChoiceQuestionDetails: z.object({ options: z.array(z.object({ id: requiredVendorId, text: words })).nullish() }).nullish() }).nullish(),
});

export const leadForm = z.object({
  id: vendorId,
  name: z.unknown().transform((value) => words.parse(value)),
  hiddenFields: z.array(z.object({ name: z.string(), value: text })).nullish(),
  content: z
    .object({
      questions: z.array(question).nullish(),
      legalInfo: z.object({ consents: z.array(z.object({ id: requiredVendorId, consent: words, text: words })).nullish() }).nullish(),
    })
    .nullish(),
});
export type LeadForm = z.output<typeof leadForm>;

const answer = z.object({
  questionId: requiredVendorId,
  answerDetails: z.object({ textQuestionAnswer: z.object({ answer: z.string().nullish() }).nullish(), multipleChoiceAnswer: z.object({ options: z.array(requiredVendorId).nullish() }).nullish() }).nullish(),
});

/** A lead as the Lead Sync API gives it. */
export const leadResponse = z.object({
  id: requiredVendorId,
  owner: owner.nullish(),
  leadType: text,
  testLead: z.boolean().nullish(),
  submittedAt: z.number().nullish(),
  versionedLeadGenFormUrn: text,
  leadMetadata: z.object({ sponsoredLeadMetadata: z.object({ campaign: text }).nullish() }).nullish(),
  leadMetadataInfo: z.object({ sponsoredLeadMetadataInfo: z.object({ campaign: z.object({ id: vendorId, name: text }).nullish() }).nullish() }).nullish(),
  associatedEntity: z.object({ associatedCreative: text }).nullish(),
  formResponse: z.object({
    answers: z.array(answer).default([]),
    consentResponses: z.array(z.object({ consentId: requiredVendorId, accepted: z.boolean().nullish() })).nullish(),
  }),
  form: leadForm.nullish(),
});
export type LeadResponse = z.output<typeof leadResponse>;

/** What is kept of a fetched or listed lead; the form comes with it, or was asked for apart. */
export const leadDocument = z.object({ lead: leadResponse, form: leadForm.nullish() });
export type LeadDocument = z.output<typeof leadDocument>;

/** The last part of a URN: `urn:li:sponsoredCampaign:367` → `367`. */
export function idOfUrn(urn: string | null | undefined): string | null {
  return urn ? (urn.split(':').at(-1) ?? null) : null;
}

/** `urn:li:versionedLeadGenForm:(urn:li:leadGenForm:3162,1)` → `3162`. */
export function formIdOf(urn: string | null): string | null {
  return /leadGenForm:(\d+)/.exec(urn ?? '')?.[1] ?? null;
}

export function ownerOf(value: z.output<typeof owner> | null | undefined): string | null {
  return value?.sponsoredAccount ?? value?.organization ?? null;
}
