import type { LeadFlag } from '../model';

/** Data that the sales system must not hold (GV-07); it belongs to the case file, later. */
export const SENSITIVE_KINDS = ['passport_number', 'date_of_birth', 'national_id', 'card_number'] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

/** One value that was masked: needed once, to mask the raw delivery too; never stored. */
export interface SensitiveValue {
  readonly kind: SensitiveKind;
  readonly value: string;
}

export interface MaskedText {
  readonly text: string;
  readonly found: readonly SensitiveValue[];
}

/** Stands for a masked value. Only characters that JSON, URL encoding and multipart leave as they are. */
export function maskFor(kind: SensitiveKind | 'secret'): string {
  return `(${kind}_masked)`;
}

/** True for a text that holds a mask: on a replay it stands where the value stood. */
export function isMasked(text: string): boolean {
  return SENSITIVE_KINDS.some((kind) => text.includes(maskFor(kind)));
}

const DATE = String.raw`\d{1,4}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[\s.-]+\p{L}{3,9}\.?[\s,.-]+\d{4}|\p{L}{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}`;

/** Value in group 1. Each needs its keyword close by, except card numbers, which carry a check digit. */
const PATTERNS: readonly (readonly [SensitiveKind, RegExp])[] = [
  ['passport_number', /\bpassport(?:\s*(?:number|no|nr|num|id))?\.?\s*(?:is|:|#|=|-)?\s*#?\s*((?=[a-z]{0,3}\d)[a-z]{0,3}\d{6,9}[a-z]?)\b/giu],
  ['date_of_birth', new RegExp(String.raw`(?<!\p{L})(?:born|dob|d\.o\.b\.?|date\s+of\s+birth|birth\s?date|birthday|née?|né\s+le|nacid[oa])(?:\s+(?:on|is|the|le|el))?\s*[:=-]?\s*(${DATE})`, 'giu')],
  ['national_id', /\b(?:sin|ssn|uci|aadhaa?r|social\s+(?:insurance|security))(?:\s*(?:number|no|card))?\.?\s*(?:is|:|#|=|-)?\s*(\d[\d\s-]{6,16}\d)\b/giu],
];
/** 16 digits as Visa, Mastercard and Discover have them, or 15 of Amex: no phone number begins or ends up like that. */
const CARD = /(?<![\d+])(?:(?:4\d|5[1-5]|2[2-7]|6[05])(?:[ -]?\d){14}|3[47](?:[ -]?\d){13})(?!\d)/g;

/** Masks what is sensitive in free text. Text without digits costs nothing. */
export function maskText(text: string): MaskedText {
  if (!/\d/.test(text)) return { text, found: [] };
  const found: SensitiveValue[] = [];
  let masked = text;
  for (const [kind, pattern] of PATTERNS) {
    masked = masked.replace(pattern, (match: string, value: string) => {
      found.push({ kind, value });
      return match.replace(value, maskFor(kind));
    });
  }
  masked = masked.replace(CARD, (value) => {
    if (!isCardNumber(value)) return value;
    found.push({ kind: 'card_number', value });
    return maskFor('card_number');
  });
  return { text: masked, found };
}

/** Luhn's check digit. */
function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number);
  const sum = digits.reverse().reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

const NAMES: Record<SensitiveKind, string> = {
  passport_number: 'A passport number',
  date_of_birth: 'A date of birth',
  national_id: 'A national identity number',
  card_number: 'A payment card number',
};

/** What a masked text is flagged with; the same on a replay, when the mask stands where the value stood. */
export function sensitiveFlags(field: string, masked: string): LeadFlag[] {
  return SENSITIVE_KINDS.filter((kind) => masked.includes(maskFor(kind))).map((kind) => ({
    code: `sensitive_${kind}`,
    field,
    message: `${NAMES[kind]} was masked: it belongs to the case file, not to sales`,
  }));
}
