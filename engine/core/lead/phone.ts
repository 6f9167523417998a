import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';

import type { LeadFlag, Phone } from '../model';
import { cleanLine } from './text';

export interface PhoneReading {
  readonly phone: Phone | null;
  readonly flags: readonly LeadFlag[];
}

/** Countries whose national format the number may have, the most certain first. */
export type CountryHints = readonly (string | null | undefined)[];

/**
 * Phone to E.164 (P4.5). A number with + or 00 says its country itself; without it the hints are tried and
 * the result is marked as a guess. What cannot be a phone number (an order number, 3.58E+11) gives null and a flag.
 */
export function normalizePhone(text: string, hints: CountryHints): PhoneReading {
  const line = asciiDigits(cleanLine(text)).replace(/^['"=]+|["']+$/g, '');
  if (/^\d+([.,]\d+)?e[+-]?\d+$/i.test(line)) return refused('phone_scientific_notation', `'${line}' was shortened by a spreadsheet; the digits are lost`);
  const [first = '', ...others] = splitNumbers(line);
  const flags = others.length > 0 ? [flag('phone_several', `'${line}' holds several numbers; the first was taken`)] : [];
  const dialled = readable(first);
  if (!looksLikePhone(dialled)) return refused('phone_unreadable', `'${line}' is not a phone number`);
  const reading = dialled.startsWith('+') ? international(dialled, line) : national(dialled, line, hints);
  return { phone: reading.phone, flags: [...flags, ...reading.flags] };
}

const ZEROS = ['٠', '۰', '०', '০', '੦', '૦', '０'].map((zero) => zero.codePointAt(0) ?? 0);

/** Arabic, Devanagari, Bengali, Gurmukhi, Gujarati and full-width digits as 0-9. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => point >= start && point < start + 10);
    return zero === undefined ? digit : String(point - zero);
  });
}

/** "416 555 0199 / 647 555 0100" and "… or …"; an extension after a comma or a word is no second number. */
function splitNumbers(line: string): string[] {
  return line
    .split(/\s*(?:\/|;(?!ext)|\||\bor\b|\band\b|&)\s*/i)
    .filter((part) => part.replace(/\D/g, '').length >= 7);
}

/** Strips prefixes such as `tel:` and Meta's `p:`, writes 00 as +, and extension words as `ext`. */
function readable(text: string): string {
  return text
    .replace(/^(tel|p|phone|mobile|cell|whatsapp)\s*[:.]\s*/i, '')
    .replace(/;\s*ext=/i, ' ext ')
    .replace(/\b(poste|anexo|extn|extension)\b\.?/i, 'ext')
    .replace(/^\(?00(?=[1-9])/, '+')
    .replace(/^\(\s*\+/, '+(')
    .trim();
}

/** Digits and the signs of phone numbers, and at most an extension in letters. */
function looksLikePhone(text: string): boolean {
  const digits = text.replace(/(ext|x|#|доб)[\s.:]*\d+$/i, '');
  return /^\+?[\d\s().\-–—‑·,]+$/.test(digits) && text.replace(/\D/g, '').length <= 22;
}

function international(dialled: string, line: string): PhoneReading {
  const parsed = parsePhoneNumberFromString(dialled, { extract: false });
  if (!parsed) return refused('phone_unreadable', `'${line}' is not a phone number`);
  return parsed.isValid() ? { phone: toPhone(parsed, false), flags: [] } : invalid(line);
}

function national(dialled: string, line: string, hints: CountryHints): PhoneReading {
  for (const hint of hints) {
    const parsed = hint && isSupportedCountry(hint) ? parsePhoneNumberFromString(dialled, { defaultCountry: hint, extract: false }) : undefined;
    if (parsed?.isValid()) return guessed(parsed, line);
  }
  const whole = parsePhoneNumberFromString(`+${dialled.replace(/^\D+/, '')}`, { extract: false });
  // An 11-digit number may carry its country code without the +; shorter ones are order numbers as often as phones.
  if (whole?.isValid() && whole.number.length >= 12) return guessed(whole, line);
  return invalid(line);
}

function guessed(parsed: PhoneNumber, line: string): PhoneReading {
  const country = parsed.country ?? `+${parsed.countryCallingCode}`;
  return { phone: toPhone(parsed, true), flags: [flag('phone_country_guessed', `'${line}' has no country code; read as a number of ${country}`)] };
}

function toPhone(parsed: PhoneNumber, isGuess: boolean): Phone {
  const type = parsed.getType()?.toLowerCase() ?? null;
  return { e164: parsed.number, country: countryOf(parsed, type), extension: parsed.ext ?? null, guessed: isGuess, type };
}

/** +1 alone is not Canada: an 800 number belongs to the whole numbering plan, so its country is null. */
function countryOf(parsed: PhoneNumber, type: string | null): CountryCode | null {
  const geographic = type === 'fixed_line' || type === 'mobile' || type === 'fixed_line_or_mobile';
  return parsed.countryCallingCode === '1' && !geographic ? null : (parsed.country ?? null);
}

function invalid(line: string): PhoneReading {
  return refused('phone_not_valid', `'${line}' is not a valid number of any country that the lead hints at`);
}

function refused(code: string, message: string): PhoneReading {
  return { phone: null, flags: [flag(code, message)] };
}

function flag(code: string, message: string): LeadFlag {
  return { code, field: 'phone', message };
}
