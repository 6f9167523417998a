import type { LeadFlag, NormalizedLead } from '../model';
import { type AssignedFields, assignFields } from './assign-fields';
import { attributionFlags } from './campaign';
import { denialsFirst, readConsents } from './consent';
import { isCountryCode, readCountry } from './country';
import { normalizeEmail } from './email';
import { guessIntent } from './intent';
import { languageOfScript, readLanguage } from './language';
import type { LeadField } from './lead-fields';
import { maskFields, type MaskedFields } from './mask-fields';
import { normalizeName, type PersonName } from './name';
import { type CountryHints, normalizePhone } from './phone';
import type { SensitiveValue } from './sensitive';
import type { IntakeSettings } from './settings';
import type { SourceLead } from './source-lead';
import { looksLikeInjection, scoreSpam } from './spam';
import { cleanText, deepStorable } from './text';
import { readTimeZone, timeZoneOfCountry } from './time-zone';

export interface NormalizationResult {
  readonly lead: NormalizedLead;
  /** Values that were masked in the lead; the caller masks them in the raw delivery and forgets them. */
  readonly sensitive: readonly SensitiveValue[];
}

/**
 * One lead of a source as the canonical lead (P4.5). Deterministic: the same source lead under the same settings gives
 * the same result (IN-07). Never throws: what cannot be read is null with a flag, and the original is kept.
 */
export function normalizeLead(received: SourceLead, settings: IntakeSettings): NormalizationResult {
  const source = storableLead(received);
  const assigned = maskFields(assignFields(source.fields, settings));
  const { values } = assigned;
  const flags: LeadFlag[] = [...assigned.flags];
  const countries = countriesOf(values, flags);
  const person = {
    ...nameOf(values, countries, flags),
    ...contactOf(values, [countries.residence_country, source.geo_country, settings.default_phone_region, countries.citizenship_country], flags),
  };
  const message = messageOf(values, settings, flags);
  flags.push(...attributionFlags(source.last_touch));
  const spam = scoreSpam({ ...person, message, flags }, source.robot, settings.spam);
  const lead: NormalizedLead = {
    ...{ source_channel: source.source_channel, platform_lead_id: source.platform_lead_id, is_test: source.is_test },
    ...person,
    ...countries,
    ...localeOf(values, countries.residence_country, message, source.captured_at),
    message,
    ...{ first_touch: source.first_touch, last_touch: source.last_touch },
    consents: denialsFirst([...source.consents, ...readConsents(source.fields, settings.consent_fields, consentContext(source))]),
    intent_guess: intentOf(assigned, message, source),
    spam_score: spam.score,
    spam_reasons: spam.reasons,
    answers: assigned.answers,
    originals: assigned.originals,
    flags,
    captured_at: source.captured_at,
  };
  return { lead, sensitive: assigned.sensitive };
}

function consentContext(source: SourceLead) {
  return { captured_at: source.captured_at, source: source.source_channel, proof: source.proof };
}

/** PostgreSQL keeps neither NUL nor half a character pair; the raw delivery keeps the bytes. */
function storableLead(source: SourceLead): SourceLead {
  const { fields, first_touch, last_touch, consents, proof, platform_lead_id } = source;
  return { ...source, ...deepStorable({ fields, first_touch, last_touch, proof, platform_lead_id, consents }) };
}

type Values = Partial<Record<LeadField, string>>;
type Countries = Pick<NormalizedLead, 'residence_country' | 'citizenship_country' | 'destination_country'>;

/** Three countries, three fields: where the person lives, is a citizen, wants to go. */
function countriesOf(values: Values, flags: LeadFlag[]): Countries {
  return {
    residence_country: countryIn(values, 'residence_country', flags),
    citizenship_country: countryIn(values, 'citizenship_country', flags),
    destination_country: countryIn(values, 'destination_country', flags),
  };
}

function countryIn(values: Values, field: keyof Countries, flags: LeadFlag[]): string | null {
  const text = values[field];
  if (text === undefined) return null;
  const { country, candidates } = readCountry(text, { placesToo: field !== 'citizenship_country' });
  if (country !== null) return country;
  const meant = candidates.length > 0 ? `may mean ${candidates.join(' or ')}` : 'is no country that we know';
  flags.push({ code: 'country_unclear', field, message: `'${text.slice(0, 100)}' ${meant}` });
  return null;
}

const TURKISH_NAMES: ReadonlySet<string | null> = new Set(['TR', 'AZ']);

function nameOf(values: Values, { residence_country, citizenship_country }: Countries, flags: LeadFlag[]): PersonName {
  const parts = { full_name: values.full_name ?? null, first_name: values.first_name ?? null, last_name: values.last_name ?? null };
  const { flags: remarks, ...name } = normalizeName(parts, { turkish: TURKISH_NAMES.has(citizenship_country ?? residence_country) });
  flags.push(...remarks);
  return name;
}

function contactOf(values: Values, hints: CountryHints, flags: LeadFlag[]): Pick<NormalizedLead, 'email' | 'phone'> {
  const email = values.email === undefined ? null : normalizeEmail(values.email);
  const phone = values.phone === undefined ? null : normalizePhone(withDialCode(values), [phoneCountry(values), ...hints]);
  flags.push(...(email?.flags ?? []), ...(phone?.flags ?? []));
  return { email: email?.email ?? null, phone: phone?.phone ?? null };
}

/** Forms with a separate dial code: `+91` and `98765 43210`. */
function withDialCode({ phone = '', phone_country = '' }: Values): string {
  const dialCode = /^\+?\d{1,4}$/.test(phone_country.trim()) ? phone_country.trim().replace(/^\+?/, '+') : null;
  return dialCode && !/^\s*(\+|00)/.test(phone) ? `${dialCode} ${phone.replace(/^\s*0+/, '')}` : phone;
}

function phoneCountry({ phone_country }: Values): string | null {
  const code = phone_country?.trim().toUpperCase() ?? '';
  return isCountryCode(code) ? code : readCountry(phone_country ?? '').country;
}

function messageOf(values: Values, settings: IntakeSettings, flags: LeadFlag[]): string | null {
  const text = cleanText(values.message ?? '');
  if (text === '') return null;
  if (looksLikeInjection(text)) flags.push({ code: 'prompt_injection', field: 'message', message: 'The message gives instructions to a language model: treat it as text only' });
  if (text.length <= settings.max_text_length) return text;
  flags.push({ code: 'message_cut', field: 'message', message: `${text.length} characters were cut to ${settings.max_text_length}; the raw delivery holds all of them` });
  return text.slice(0, settings.max_text_length);
}

/** Only what is certain: what the person said, a script that one language uses, a country with one clock. */
function localeOf(values: Values, residence: string | null, message: string | null, at: Date): Pick<NormalizedLead, 'language' | 'time_zone'> {
  const said = values.language === undefined ? null : readLanguage(values.language);
  const zone = values.time_zone === undefined ? null : readTimeZone(values.time_zone);
  return { language: said ?? languageOfScript(message ?? ''), time_zone: zone ?? (residence === null ? null : timeZoneOfCountry(residence, at)) };
}

function intentOf({ answers }: AssignedFields | MaskedFields, message: string | null, { last_touch, first_touch }: SourceLead): string | null {
  return guessIntent([
    ...Object.values(answers).map((text) => ({ text, weight: 3 })),
    { text: last_touch.utm_campaign ?? first_touch.utm_campaign, weight: 2 },
    { text: message, weight: 2 },
    { text: last_touch.page_url?.split('?')[0], weight: 1 },
  ]);
}
