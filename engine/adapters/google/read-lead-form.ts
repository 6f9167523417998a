import { DomainError } from '../../core/errors';
import type { IntakeSettings, LeadField, SourceField, SourceLead, StoredBody } from '../../core/lead';
import type { ConsentStatement, Touch } from '../../core/model';
import { parseOrThrow } from '../../core/parse';
import { type LeadForm, leadForm, type LeadFormColumn, parseExactly } from './lead-form';

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
  return [
    {
      source_channel: 'google',
      platform_lead_id: form.lead_id,
      is_test: form.is_test === true,
      captured_at: delivery.received_at,
      fields: form.user_column_data.map(fieldOf),
      first_touch: touch,
      last_touch: touch,
      consents: consentsOf(form, delivery.received_at, settings),
      proof: proofOf(form),
      geo_country: null,
      robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
    },
  ];
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

function touchOf({ gcl_id, campaign_id, adgroup_id, creative_id, form_id }: LeadForm): Touch {
  const platform = { campaign_id, adgroup_id, ad_id: creative_id, form_id };
  const known = Object.entries(platform).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return { click_ids: gcl_id ? { gclid: gcl_id } : {}, platform: Object.fromEntries(known) };
}

function proofOf({ lead_id, form_id }: LeadForm): Record<string, string> {
  return { lead_id, ...(form_id ? { form_id } : {}) };
}

/** Google sends no box; what the form's own text says is declared by the firm in its settings (IN-13). */
function consentsOf(form: LeadForm, at: Date, settings: IntakeSettings): ConsentStatement[] {
  const declared = settings.google.form_consents.filter(({ form_id }) => form_id === null || form_id === form.form_id);
  return declared.flatMap(({ channels, purposes, text, text_version }) =>
    channels.flatMap((channel) =>
      purposes.map((purpose) => ({
        channel,
        purpose,
        status: 'granted' as const,
        text,
        ...(text_version === undefined ? {} : { text_version }),
        captured_at: at,
        source: 'google',
        proof: { ...proofOf(form), declared_in: 'intake.google.form_consents' },
      })),
    ),
  );
}
