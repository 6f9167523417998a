import { type CountryCode, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';

import type { LeadFlag, Phone } from '../model';
import { dialledForm, digitCount, isCompactDate, isOtherNumber, isShortenedBySpreadsheet, looksLikePhone, phoneLine, splitNumbers } from './phone-text';

export interface PhoneReading {
  readonly phone: Phone | null;
  readonly flags: readonly LeadFlag[];
}

/** Countries whose national format the number may have, the most certain first. */
export type CountryHints = readonly (string | null | undefined)[];

interface Found {
  readonly number: PhoneNumber;
  /** The country came from a hint, not from the number. */
  readonly guessed: boolean;
}

/** Longer lines are letters or attacks, never a number. */
const LONGEST = 200;

/**
 * Phone to E.164 (P4.5). A number with +, 00 or 011 says its country itself; without it the hints are tried and
 * the result is marked as a guess. What cannot be a phone number (an order number, a date, 3.58E+11) gives null and a flag.
 */
export function normalizePhone(text: string, hints: CountryHints): PhoneReading {
  const line = phoneLine(text.slice(0, LONGEST + 1));
  if (line.length > LONGEST) return refused('phone_unreadable', 'The text is far too long for a phone number');
  if (isShortenedBySpreadsheet(line)) return refused('phone_scientific_notation', `'${line}' was shortened by a spreadsheet; the digits are lost`);
  const candidates = splitNumbers(line).map(dialledForm).filter(isDialable);
  if (candidates.length === 0) return refused('phone_unreadable', `'${line}' is not a phone number`);
  const found = candidates.map((dialled) => findNumber(dialled, hints)).find((one) => one !== null);
  if (!found) return refused('phone_not_valid', `'${line}' is not a valid number of any country that the lead hints at`);
  const several = candidates.length > 1 ? [flag('phone_several', `'${line}' holds several numbers; the first that is valid was taken`)] : [];
  return { phone: toPhone(found), flags: [...several, ...remarksOn(found, line)] };
}

function isDialable(dialled: string): boolean {
  return looksLikePhone(dialled) && !isOtherNumber(dialled) && digitCount(dialled) >= 4;
}

function findNumber(dialled: string, hints: CountryHints): Found | null {
  if (dialled.startsWith('+')) return certain(dialled);
  const fromAbroad = /^\(?00\)?[\s.-]*(?=[1-9(])/.exec(dialled);
  return (fromAbroad ? certain(`+${dialled.slice(fromAbroad[0].length)}`) : null) ?? national(dialled, hints) ?? withoutPlus(dialled, hints);
}

function certain(dialled: string): Found | null {
  const number = validNumber(dialled) ?? validNumber(withMobileSign(dialled));
  return number ? { number, guessed: false } : null;
}

/** In national format, or with the prefix that a hinted country dials abroad with (011, 0011, 810 …): then it is no guess. */
function national(dialled: string, hints: CountryHints): Found | null {
  const usable = [...new Set(hints)].filter((hint): hint is CountryCode => Boolean(hint) && isSupportedCountry(hint ?? ''));
  const american = isAmericanStyle(dialled);
  let first: Found | null = null;
  for (const hint of usable) {
    const number = validNumber(dialled, hint);
    if (!number || !(isMobile(number) || isComplete(number, dialled))) continue;
    const found = { number, guessed: number.countryCallingCode === getCountryCallingCode(hint) };
    if (!american || (isMobile(number) && number.country === hint)) return found;
    first ??= found;
  }
  return first;
}

/** People leave the 0 in front of mobile numbers away; of other numbers such a rest is an order number as often. */
function isComplete(number: PhoneNumber, dialled: string): boolean {
  return !isCompactDate(dialled) && (!number.formatNational().replace(/^\D+/, '').startsWith('0') || /^\D*0/.test(dialled));
}

/** "(416) 555-0199" is the way of North America, whatever else the digits could be. */
function isAmericanStyle(dialled: string): boolean {
  return /^\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}$/.test(dialled);
}

/**
 * 11 digits and more may carry a country code without the + (WhatsApp ids, spreadsheets). Order numbers are as long:
 * only a mobile number, or one of a hinted country, counts.
 */
function withoutPlus(dialled: string, hints: CountryHints): Found | null {
  if (digitCount(dialled) < 11) return null;
  const digits = dialled.replace(/^\D+/, '').replace(/^011(?=\s?[1-9])/, '');
  const number = validNumber(`+${digits}`) ?? validNumber(withMobileSign(`+${digits}`));
  return number && (isMobile(number) || hints.includes(number.country)) ? { number, guessed: true } : null;
}

/** Mexico's old 1 after the country code, Brazil's ninth digit: WhatsApp ids keep the forms of before. */
function withMobileSign(dialled: string): string {
  const digits = dialled.replace(/[^\d+]/g, '');
  return digits.replace(/^\+521(?=\d{10}$)/, '+52').replace(/^\+55(\d\d)(?=[6-9]\d{7}$)/, '+55$19');
}

function validNumber(dialled: string, defaultCountry?: CountryCode): PhoneNumber | null {
  const parsed = parsePhoneNumberFromString(dialled, { ...(defaultCountry ? { defaultCountry } : {}), extract: false });
  return parsed?.isValid() ? parsed : null;
}

function isMobile(number: PhoneNumber): boolean {
  const type = number.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

function toPhone({ number, guessed }: Found): Phone {
  const type = number.getType()?.toLowerCase() ?? null;
  return { e164: number.number, country: countryOf(number, type), extension: number.ext ?? null, guessed, type };
}

/** +1 alone is not Canada: an 800 number belongs to the whole numbering plan, so its country is null. */
function countryOf(number: PhoneNumber, type: string | null): CountryCode | null {
  const geographic = type === 'fixed_line' || type === 'mobile' || type === 'fixed_line_or_mobile';
  return number.countryCallingCode === '1' && !geographic ? null : (number.country ?? null);
}

const IMPERSONAL: ReadonlySet<string> = new Set(['TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN']);

function remarksOn({ number, guessed }: Found, line: string): LeadFlag[] {
  const country = number.country ?? `+${number.countryCallingCode}`;
  const type = number.getType() ?? '';
  return [
    ...(guessed ? [flag('phone_country_guessed', `'${line}' has no country code; read as a number of ${country}`)] : []),
    ...(IMPERSONAL.has(type) ? [flag('phone_not_personal', `'${line}' is a ${type.toLowerCase().replaceAll('_', '-')} number, not a person's`)] : []),
  ];
}

function refused(code: string, message: string): PhoneReading {
  return { phone: null, flags: [flag(code, message)] };
}

function flag(code: string, message: string): LeadFlag {
  return { code, field: 'phone', message };
}
