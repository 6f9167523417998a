import { DomainError } from '../../core/errors';
import { type FormBox, formConsents, type IntakeSettings, type LeadField, otherBoxes, readTouch, type SourceField, type SourceLead, type StoredBody } from '../../core/lead';
import type { Touch } from '../../core/model';
import { parseOrThrow } from '../../core/parse';
import { parseExactly } from '../parse-exactly';
import { isSample, noticeOf } from './judge-leadgen';
import { type GraphForm, type GraphLead, type LeadDocument, leadDocument, type LeadgenValue } from './leadgen-payload';

/** Meta's own questions that a lead has a field for, by type and by name; all others are answers under their question. */
const FIELD_OF_QUESTION: Readonly<Record<string, LeadField>> = {
  FULL_NAME: 'full_name',
  FIRST_NAME: 'first_name',
  LAST_NAME: 'last_name',
  EMAIL: 'email',
  WORK_EMAIL: 'email',
  PHONE: 'phone',
  PHONE_NUMBER: 'phone',
  WORK_PHONE_NUMBER: 'phone',
  WHATSAPP_NUMBER: 'phone',
  COUNTRY: 'residence_country',
  DATE_OF_BIRTH: 'date_of_birth',
  DOB: 'date_of_birth',
};

/** The lead of a notice once it is fetched, or of a listed one. Throws `DomainError` that says what cannot be read. */
export function readLeadgen(stored: StoredBody, settings: IntakeSettings): SourceLead[] {
  const { lead, form } = documentOf(stored);
  const captured_at = submittedAt(lead, stored.received_at);
  const boxes = boxesOf(lead, form ?? null);
  const proof = { lead_id: lead.id, ...(lead.form_id ? { form_id: lead.form_id } : {}) };
  const touch = touchOf(lead, form ?? null);
  return [
    {
      source_channel: 'meta',
      platform_lead_id: lead.id,
      is_test: isTest(lead),
      captured_at,
      fields: [...lead.field_data.filter(({ name }) => !isTouchName(name)).map((answer) => fieldOf(answer, form ?? null)), ...otherBoxes({ form_id: lead.form_id, boxes }, settings.meta.form_consents)],
      first_touch: touch,
      last_touch: touch,
      consents: formConsents({ form_id: lead.form_id, boxes, captured_at, source: 'meta', proof }, settings.meta.form_consents),
      proof,
      geo_country: null,
      robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
    },
  ];
}

function documentOf(stored: StoredBody): LeadDocument {
  const notice = noticeOf(stored);
  if ('lead' in notice) return notice;
  if (stored.fetched) return withNotice(parseOrThrow(leadDocument, parseExactly(stored.fetched), 'LEADGEN_INVALID', "Meta's answer for the lead"), notice);
  if (isSample(notice)) throw new DomainError('META_SAMPLE', "The Test button of Meta's app dashboard sent an invented lead: the wiring works. Use the Lead Ads Testing Tool for a lead that can be read");
  throw new DomainError('NOT_FETCHED', `The lead ${notice.leadgen_id} has not been fetched from Meta yet`);
}

/** The answer for a lead does not name its page; organic leads have no ad. */
function withNotice({ lead, form }: LeadDocument, { page_id, form_id, ad_id }: LeadgenValue): LeadDocument {
  return { lead: { ...lead, page_id: lead.page_id ?? page_id, form_id: lead.form_id ?? form_id, ad_id: lead.ad_id ?? ad_id }, form };
}

/** The moment the person sent the form: ISO text, or seconds in webhooks. */
function submittedAt({ created_time }: GraphLead, receivedAt: Date): Date {
  const seconds = Number(created_time);
  const at = Number.isFinite(seconds) && created_time !== '' && created_time !== null ? new Date(seconds * 1_000) : new Date(created_time ?? Number.NaN);
  return Number.isNaN(at.getTime()) || at > receivedAt ? receivedAt : at;
}

type Answer = GraphLead['field_data'][number];

/** The question in the form's own words; an option's key becomes the words the person chose. */
function fieldOf({ name, values }: Answer, form: GraphForm | null): SourceField {
  const question = form?.questions?.find(({ key }) => key === name);
  const chosen = (values ?? []).map((value) => question?.options?.find(({ key }) => key === value)?.value ?? value);
  const field = FIELD_OF_QUESTION[(question?.type ?? '').toUpperCase()] ?? FIELD_OF_QUESTION[name.toUpperCase()];
  return { label: question?.label ?? name, value: chosen.join(', '), ...(field ? { field } : {}) };
}

/** Tracking parameters of the form come among its answers. */
function isTouchName(name: string): boolean {
  return /^(utm_\w+|gclid|fbclid|page_url)$/i.test(name);
}

const PLACEMENTS: Readonly<Record<string, string>> = { fb: 'facebook', ig: 'instagram', msg: 'messenger', wa: 'whatsapp' };

function touchOf(lead: GraphLead, form: GraphForm | null): Touch {
  const platform = {
    campaign_id: lead.campaign_id,
    campaign_name: lead.campaign_name,
    adgroup_id: lead.adset_id,
    adgroup_name: lead.adset_name,
    ad_id: lead.ad_id,
    ad_name: lead.ad_name,
    form_id: lead.form_id,
    form_name: form?.name ?? null,
    page_id: lead.page_id,
    placement: lead.platform === null ? null : (PLACEMENTS[lead.platform] ?? lead.platform),
    organic: lead.is_organic ? 'true' : null,
  };
  const known = Object.fromEntries(Object.entries(platform).filter((entry): entry is [string, string] => entry[1] !== null));
  const tracking = lead.field_data.filter(({ name }) => isTouchName(name)).map(({ name, values }) => [name.toLowerCase(), values?.[0] ?? ''] as const);
  return readTouch(new Map(tracking), known);
}

function boxesOf(lead: GraphLead, form: GraphForm | null): FormBox[] {
  const shown = form?.legal_content?.custom_disclaimer?.checkboxes ?? [];
  return (lead.custom_disclaimer_responses ?? []).map(({ checkbox_key, is_checked }) => {
    const box = shown.find(({ key }) => key === checkbox_key);
    return { key: checkbox_key, ticked: is_checked, preset: box?.is_checked_by_default ?? false, text: box?.text ?? null };
  });
}

/** The Lead Ads Testing Tool fills its leads with these words. */
function isTest({ field_data }: GraphLead): boolean {
  return field_data.some(({ values }) => (values ?? []).some((value) => value.startsWith('<test lead: dummy data')));
}
