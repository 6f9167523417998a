import { DomainError } from '../../core/errors';
import { type FormBox, formConsents, type IntakeSettings, type LeadField, otherBoxes, readTouch, type SourceField, type SourceLead, type StoredBody } from '../../core/lead';
import type { Touch } from '../../core/model';
import { parseOrThrow } from '../../core/parse';
import { parseExactly } from '../parse-exactly';
import { noticeOf } from './judge-lead';
import { formIdOf, idOfUrn, type LeadDocument, leadDocument, type LeadForm, type LeadResponse } from './lead-payload';

/** LinkedIn's own questions that a lead has a field for; all others are answers under their question. */
const FIELD_OF_QUESTION: Readonly<Record<string, LeadField>> = {
  FIRST_NAME: 'first_name',
  LAST_NAME: 'last_name',
  EMAIL: 'email',
  WORK_EMAIL: 'email',
  PHONE_NUMBER: 'phone',
  WORK_PHONE_NUMBER: 'phone',
  COUNTRY: 'residence_country',
};

/** The lead of a notification once it is fetched, or of a listed one. Throws `DomainError` that says what cannot be read. */
export function readLead(stored: StoredBody, settings: IntakeSettings): SourceLead[] {
  const { lead, form } = documentOf(stored);
  const form_id = formIdOf(lead.versionedLeadGenFormUrn) ?? form?.id ?? null;
  const captured_at = submittedAt(lead, stored.received_at);
  const boxes = boxesOf(lead, form ?? null);
  const proof = { lead_id: lead.id, ...(lead.versionedLeadGenFormUrn ? { form_version: lead.versionedLeadGenFormUrn } : {}) };
  const touch = touchOf(lead, form ?? null, form_id);
  return [
    {
      source_channel: 'linkedin',
      platform_lead_id: lead.id,
      is_test: lead.testLead === true,
      captured_at,
      fields: [...lead.formResponse.answers.map((answer) => fieldOf(answer, form ?? null)), ...otherBoxes({ form_id, boxes }, settings.linkedin.form_consents)],
      first_touch: touch,
      last_touch: touch,
      consents: formConsents({ form_id, boxes, captured_at, source: 'linkedin', proof }, settings.linkedin.form_consents),
      proof,
      geo_country: null,
      robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
    },
  ];
}

function documentOf(stored: StoredBody): LeadDocument {
  const notice = noticeOf(stored);
  if ('lead' in notice) return { lead: notice.lead, form: notice.lead.form ?? notice.form };
  if (!stored.fetched) throw new DomainError('NOT_FETCHED', `The lead ${notice.leadGenFormResponse} has not been fetched from LinkedIn yet`);
  const { lead, form } = parseOrThrow(leadDocument, parseExactly(stored.fetched), 'LINKEDIN_LEAD_INVALID', "LinkedIn's answer for the lead");
  return { lead, form: lead.form ?? form };
}

function submittedAt({ submittedAt: ms }: LeadResponse, receivedAt: Date): Date {
  const at = new Date(ms ?? Number.NaN);
  return Number.isNaN(at.getTime()) || at > receivedAt ? receivedAt : at;
}

type Answer = LeadResponse['formResponse']['answers'][number];

/** Answers name their question by id; choices are ids of its options. Without the form the id stays as the label. */
function fieldOf({ questionId, answerDetails }: Answer, form: LeadForm | null): SourceField {
  const question = form?.content?.questions?.find((one) => one.questionId === questionId);
  const options = question?.questionDetails?.multipleChoiceQuestionDetails?.options ?? [];
  const chosen = (answerDetails?.multipleChoiceAnswer?.options ?? []).map((id) => options.find((option) => option.id === id)?.text ?? id);
  const field = FIELD_OF_QUESTION[question?.predefinedField ?? ''];
  return { label: question?.question ?? question?.name ?? `question ${questionId}`, value: answerDetails?.textQuestionAnswer?.answer ?? chosen.join(', '), ...(field ? { field } : {}) };
}

/** Hidden fields of a form carry its tracking parameters. */
function touchOf(lead: LeadResponse, form: LeadForm | null, form_id: string | null): Touch {
  const campaign = lead.leadMetadataInfo?.sponsoredLeadMetadataInfo?.campaign;
  const platform = {
    campaign_id: idOfUrn(campaign?.id ?? lead.leadMetadata?.sponsoredLeadMetadata?.campaign),
    campaign_name: campaign?.name ?? null,
    ad_id: idOfUrn(lead.associatedEntity?.associatedCreative),
    form_id,
    form_name: form?.name ?? null,
    placement: lead.leadType?.toLowerCase() ?? null,
    organic: lead.leadType !== null && lead.leadType !== 'SPONSORED' ? 'true' : null,
  };
  const known = Object.fromEntries(Object.entries(platform).filter((entry): entry is [string, string] => entry[1] !== null));
  return readTouch(new Map((form?.hiddenFields ?? []).map(({ name, value }) => [name.toLowerCase(), value ?? ''])), known);
}

function boxesOf(lead: LeadResponse, form: LeadForm | null): FormBox[] {
  const shown = form?.content?.legalInfo?.consents ?? [];
  return (lead.formResponse.consentResponses ?? []).map(({ consentId, accepted }) => {
    const consent = shown.find(({ id }) => id === consentId);
    return { key: consentId, ticked: accepted === true, preset: false, text: consent?.consent ?? consent?.text ?? null };
  });
}
