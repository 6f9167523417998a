import { isConsentField } from './consent';
import { readCountry } from './country';
import { type LeadField, matchField } from './lead-fields';
import { isMasked } from './sensitive';
import type { IntakeSettings } from './settings';
import type { SourceField } from './source-lead';
import { presence } from './text';

/** The fields of a lead by their canonical names, and what is left: custom questions. */
export interface AssignedFields {
  readonly values: Partial<Record<LeadField, string>>;
  readonly answers: Record<string, string>;
  readonly originals: Record<string, string>;
}

/** Sorts what a source sent. The first value of a field wins; a second one stays among the answers. */
export function assignFields(fields: readonly SourceField[], settings: IntakeSettings): AssignedFields {
  const values: Partial<Record<LeadField, string>> = {};
  const answers: Record<string, string> = Object.create(null) as Record<string, string>;
  const originals: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const field of fields) {
    put(originals, field.label, field.value);
    if (presence(field.value) === null) continue;
    const target = targetOf(field, settings);
    if (target && values[target] === undefined) values[target] = field.value;
    else if (!isConsentField(field.label, settings.consent_fields)) put(answers, field.label, field.value);
  }
  return { values, answers: { ...answers }, originals: { ...originals } };
}

/** A question answered twice keeps both answers. */
function put(record: Record<string, string>, label: string, value: string): void {
  const known = record[label];
  record[label] = known === undefined || known === value ? value : `${known}; ${value}`;
}

function targetOf(field: SourceField, settings: IntakeSettings): LeadField | null {
  if (field.field) return field.field;
  const match = matchField(field.label, settings.field_aliases);
  if (!match) return null;
  if (match.field === 'passport_number') return /\d{4}/.test(field.value) || isMasked(field.value) ? match.field : null;
  return match.certain || fits(match.field, field.value) ? match.field : null;
}

/** A question that seems to ask for a country gives one only if its answer is a country's name ("yes" is not). */
function fits(field: LeadField, value: string): boolean {
  if (field === 'date_of_birth' || field === 'national_id') return /\d/.test(value) || isMasked(value);
  return readCountry(value, { codesToo: false, placesToo: field !== 'citizenship_country' }).country !== null;
}
