import { DomainError } from '../../core/errors';
import { formConsents, type IntakeSettings, type LeadField, type SourceField, type SourceLead, type StoredBody } from '../../core/lead';
import type { Touch } from '../../core/model';
import { parseOrThrow } from '../../core/parse';
import { parseExactly } from '../parse-exactly';
import { type LeadForm, leadForm, type LeadFormColumn } from './lead-form';

/** Google's own columns that a lead has a field for; all others are kept as answers under their question. */
const FIELD_OF_COLUMN: Readonly<Record<string, LeadField>> = {
  FULL_NAME: 'full_name',
  FIRST_NAME: 'first_name',
  LAST_NAME: 'last_name',
  EMAIL: 'email',
  WORK_EMAIL: 'email',
  PHONE_NUMBER: 'phone',
  WORK_PHONE: 'phone',
  COUNTRY: 'residence_country',
};

/** The lead of a stored Google delivery. Throws `BODY_NOT_JSON` or `LEAD_FORM_INVALID` with every mistake. */
export function readLeadForm(delivery: StoredBody, settings: IntakeSettings): SourceLead[] {
  const form = parseLeadForm(delivery.body);
  const touch = touchOf(form);
  const captured_at = submittedAt(form, delivery.received_at);
  return [
    {
      source_channel: 'google',
      platform_lead_id: form.lead_id,
      is_test: form.is_test === true,
      captured_at,
      fields: form.user_column_data.map(fieldOf),
      first_touch: touch,
      last_touch: touch,
      consents: formConsents({ form_id: form.form_id, boxes: [], captured_at, source: 'google', proof: proofOf(form) }, settings.google.form_consents),
      proof: proofOf(form),
      geo_country: null,
      robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
    },
  ];
}

/** The moment the person sent the form, where Google says it; a lead that was retried or exported came in later. */
function submittedAt({ lead_submit_time }: LeadForm, receivedAt: Date): Date {
  const at = new Date(lead_submit_time ?? Number.NaN);
  return Number.isNaN(at.getTime()) || at > receivedAt ? receivedAt : at;
}

function parseLeadForm(body: Buffer): LeadForm {
  return parseOrThrow(leadForm, parsedOrThrow(body), 'LEAD_FORM_INVALID', 'The Google lead form delivery');
}

function parsedOrThrow(body: Buffer): unknown {
  try {
    return parseExactly(body);
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', 'The Google lead form delivery is not JSON', [], { cause });
  }
}

function fieldOf({ column_id, column_name, string_value }: LeadFormColumn): SourceField {
  const field = FIELD_OF_COLUMN[(column_id ?? '').toUpperCase()];
  return { label: column_name || column_id || '', value: string_value ?? '', ...(field ? { field } : {}) };
}

function touchOf({ gcl_id, campaign_id, adgroup_id, asset_group_id, creative_id, form_id }: LeadForm): Touch {
  // Performance Max has asset groups in place of ad groups.
  const platform = { campaign_id, adgroup_id: adgroup_id ?? asset_group_id, ad_id: creative_id, form_id };
  const known = Object.entries(platform).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return { click_ids: gcl_id ? { gclid: gcl_id } : {}, platform: Object.fromEntries(known) };
}

function proofOf({ lead_id, form_id }: LeadForm): Record<string, string> {
  return { lead_id, ...(form_id ? { form_id } : {}) };
}
