import type * as CountriesAndTimezones from 'countries-and-timezones';

import { isCountryCode, timeZoneOfCountry } from '../lead';
import type { Finding, LeadEnrichment, NormalizedLead } from '../model';
import { MAIN_ZONES, zoneOfAreaCode } from './area-codes';
import { guessLanguage } from './guess-language';

/** What is known when the enrichment looks at a lead. */
export interface EnrichmentFacts extends Pick<NormalizedLead, 'language' | 'residence_country' | 'time_zone' | 'message' | 'answers' | 'phone' | 'captured_at'> {
  /** Headers of the delivery that are worth something: the visitor's country and languages. */
  readonly request_country: string | null;
  readonly accept_language: string | null;
}

/** Language, country and time zone of a person, each with its source and confidence (IN-15). What the person said outranks every guess. */
export function enrichLead(facts: EnrichmentFacts): LeadEnrichment {
  const country = countryOf(facts);
  return { language: languageOf(facts), country, time_zone: zoneOf(facts, country) };
}

function languageOf({ language, message, answers, accept_language }: EnrichmentFacts): Finding | null {
  if (language !== null) return answer(language);
  const written = guessLanguage([message ?? '', ...Object.values(answers).filter((text) => text.includes(' '))].join('\n'));
  const browser = browserLanguage(accept_language);
  if (!written) return browser;
  // A browser in the same language is a second witness.
  return browser?.value === written.value && written.confidence === 'Low' ? { ...written, confidence: 'Medium' } : written;
}

/** English is what browsers are delivered with: it says less than any other language. */
function browserLanguage(header: string | null): Finding | null {
  const value = /^\s*([a-z]{2,3})(?:-[a-z0-9]+)*\s*(?:[,;]|$)/i.exec(header ?? '')?.[1]?.toLowerCase();
  return value ? { value, source: 'browser language', confidence: value === 'en' ? 'Low' : 'Medium' } : null;
}

function countryOf({ residence_country, request_country, phone, time_zone }: EnrichmentFacts): Finding | null {
  if (residence_country !== null) return answer(residence_country);
  const request = request_country !== null && isCountryCode(request_country) ? request_country : null;
  const dialled = phone !== null && !phone.guessed ? phone.country : null;
  const zoned = time_zone === null ? null : countryOfZone(time_zone);
  const witnesses = [
    { value: request, source: 'request' },
    { value: dialled, source: 'phone number' },
    { value: zoned, source: 'time zone' },
  ].flatMap(({ value, source }) => (value === null ? [] : [{ value, source }]));
  const [first] = witnesses;
  if (!first) return null;
  const agreeing = witnesses.filter(({ value }) => value === first.value);
  const confidence = agreeing.length > 1 ? 'High' : witnesses.length > 1 ? 'Low' : 'Medium';
  return { value: first.value, source: agreeing.map(({ source }) => source).join(' and '), confidence };
}

function zoneOf({ time_zone, residence_country, phone, captured_at }: EnrichmentFacts, country: Finding | null): Finding | null {
  // Normalisation fills it where the country that was answered leaves no choice.
  const follows = residence_country !== null && time_zone === timeZoneOfCountry(residence_country, captured_at);
  if (time_zone !== null) return follows ? { value: time_zone, source: 'country (answer)', confidence: 'High' } : answer(time_zone);
  const area = phone === null ? null : zoneOfAreaCode(phone.e164);
  if (area !== null && (country === null || country.value === phone?.country)) return { value: area, source: 'area code', confidence: phone?.guessed ? 'Low' : 'Medium' };
  if (country === null) return null;
  const only = timeZoneOfCountry(country.value, captured_at);
  if (only !== null) return { value: only, source: `country (${country.source})`, confidence: country.confidence };
  const main = MAIN_ZONES.get(country.value);
  return main ? { value: main.zone, source: `main zone of the country (${country.source})`, confidence: main.most && country.confidence !== 'Low' ? 'Medium' : 'Low' } : null;
}

/** The country of a zone that only one country uses. */
function countryOfZone(zone: string): string | null {
  const { getTimezone } = require('countries-and-timezones') as typeof CountriesAndTimezones;
  const countries = getTimezone(zone)?.countries ?? [];
  return countries.length === 1 ? (countries[0] ?? null) : null;
}

/** A guess that may stand where nothing was answered; one with low confidence may not. */
export function trusted(finding: Finding | null | undefined): string | null {
  return finding && finding.confidence !== 'Low' ? finding.value : null;
}

function answer(value: string): Finding {
  return { value, source: 'answer', confidence: 'High' };
}
