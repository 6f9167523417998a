/** Data that the sales system must not hold (GV-07); it belongs to the case file, later. */
export const SENSITIVE_KINDS = ['passport_number', 'date_of_birth', 'national_id', 'card_number', 'bank_account'] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

export interface SensitivePattern {
  readonly kind: SensitiveKind;
  /** The value stands in group 1. */
  readonly pattern: RegExp;
  /** What a value must pass beside the pattern: a check digit, enough digits. */
  readonly holds?: (value: string) => boolean;
}

const MONTH = String.raw`\p{L}{3,10}\.?`;
const DATE = [
  String.raw`\d{1,4}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?\d{2,4}`,
  String.raw`\d{1,2}(?:st|nd|rd|th|er|º)?[\s.-]+(?:of\s+|de\s+)?${MONTH}[\s,.-]+(?:de\s+|del\s+)?\d{4}`,
  String.raw`${MONTH}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}`,
  String.raw`\d{4}年\s?\d{1,2}月\s?\d{1,2}日`,
  String.raw`(?:19|20)\d{6}|\d{4}(?:19|20)\d{2}`,
].join('|');

const BIRTH = [
  ...['born', String.raw`d\.?\s?o\.?\s?b\.?`, String.raw`date\s+of\s+birth`, String.raw`birth\s?-?\s?date`, 'birthday', String.raw`né(?:\(?e\)?)?`, String.raw`nacid[oa]`, String.raw`nascid[oa]`, 'nat[oa]', 'geboren', 'geburtsdatum', 'geb'],
  ...[String.raw`date\s+de\s+naissance`, String.raw`fecha\s+de\s+nacimiento`, String.raw`data\s+d[ei]\s+nasci(?:mento|ta)`, String.raw`дата\s+рождения`, 'родил(?:ся|ась)', 'д\\.?\\s?р', String.raw`дата\s+народження`, String.raw`doğum\s+tarihi(?:m)?`, String.raw`تاريخ\s+الميلاد`, String.raw`تاریخ\s+تولد`, String.raw`जन्म\s*(?:तिथि|तारीख)`, '出生日期', '生年月日'],
].join('|');
const PASSPORT = String.raw`passport|passeport|pasaporte|passaporte|passaporto|reisepass|paspoort|pasaport|паспорт\p{L}{0,2}|جواز\s+(?:ال)?سفر|पासपोर्ट|护照|護照|旅券`;
const NUMBER_WORD = String.raw`(?:\s*(?:book|document)?\s*(?:number|numero|número|numéro|nummer|номер|no|nr|n°|nº|num|id|号码|號碼|رقم)(?!\p{L})\.?)?`;
const LINK_WORD = String.raw`\s*(?:is|:|#|=|-|–|est|es|ist|—|是|：)?\s*#?\s*`;
const DOCUMENT = String.raw`[a-z]{0,3}[ -]?\d{6,9}[a-z]?|(?=(?:[a-z]*\d){4})(?=\d*[a-z])[a-z0-9]{7,10}|\d{2}\s?\d{2}\s?\d{6}`;
const NATIONAL =
  'ssn|uci|aadhaa?r|pan|nin|nino|cnic|nric|curp|dni|nie|cpf|rut|bsn|bvn|emirates\\s+id|iqama|social\\s+(?:insurance|security)|national\\s+(?:id(?:entity|entification)?|insurance)|citizen(?:ship)?\\s+id|identity\\s+card|id\\s+card|numéro\\s+d[’\']assurance\\s+sociale';

/** Each needs its keyword close by, or a form that nothing else has. */
export const PATTERNS: readonly SensitivePattern[] = [
  { kind: 'passport_number', pattern: new RegExp(String.raw`(?<!\p{L})(?:${PASSPORT})${NUMBER_WORD}${LINK_WORD}(${DOCUMENT})(?![\p{L}\d])`, 'giu'), holds: (value) => digits(value).length >= 4 },
  { kind: 'passport_number', pattern: new RegExp(String.raw`(?<![\p{L}\d])([a-z]{1,2}\d{6,8})\s+(?:is|-)\s+(?:my|his|her|the)\s+passport`, 'giu') },
  { kind: 'passport_number', pattern: /(P[A-Z<][A-Z]{3}[A-Z<]{20,39})/g },
  { kind: 'passport_number', pattern: /([A-Z0-9<]{9}[\d<][A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{0,16})/g },
  { kind: 'date_of_birth', pattern: new RegExp(String.raw`(?<!\p{L})(?:${BIRTH})(?:\s*(?:on|is|was|the|le|el|il|em|am|den|:|=|-|—|：))*\s*(${DATE})(?!\d)`, 'giu') },
  { kind: 'national_id', pattern: new RegExp(String.raw`(?<!\p{L})(?:${NATIONAL})(?:\s*(?:number|no|nr|num|card|id))*\.?\s*(?:is|:|#|=|-)?\s*((?=(?:[a-z]*[ .-]?\d){6})[a-z\d](?:[ .-]?[a-z\d]){6,19})(?![a-z\d])`, 'giu'), holds: (value) => digits(value).length >= 4 },
  { kind: 'national_id', pattern: /(?<!\p{L})(?:sin|nas)\b\.?\s*(?:number|no|card)?\.?\s*(?:is|:|#|=|-)?\s*(\d{3}[ -]?\d{3}[ -]?\d{3})(?!\d)/giu, holds: hasLuhnDigit },
  { kind: 'national_id', pattern: /(?<![\d-])(\d{3}-\d{2}-\d{4}|\d{5}-\d{7}-\d|784-\d{4}-\d{7}-\d|\d{3}\.\d{3}\.\d{3}-\d{2})(?![\d-])/g },
  { kind: 'national_id', pattern: /(?<![A-Z\d])([A-Z]{3}[PCHFATBLJG][A-Z]\d{4}[A-Z])(?![A-Z\d])/g },
  // Cards of Visa, Mastercard, Discover, UnionPay (16) and Amex (15): no phone number begins or ends up like that.
  { kind: 'card_number', pattern: /(?<![\d+])((?:(?:4\d|5[1-5]|2[2-7]|6[0-9])(?:[ -]?\d){14}|3[47](?:[ -]?\d){13}))(?!\d)/g, holds: hasLuhnDigit },
  { kind: 'bank_account', pattern: /(?<![A-Z\d])([A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?)(?![A-Z\d])/g, holds: isIban },
];

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** Luhn's check digit, of cards and Canadian social insurance numbers. */
export function hasLuhnDigit(text: string): boolean {
  const sum = [...digits(text)].reverse().map(Number).reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

/** ISO 13616: the rest by 97 is 1. */
function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '');
  if (compact.length < 15 || compact.length > 34) return false;
  const moved = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const char of moved) rest = Number(`${rest}${Number.parseInt(char, 36)}`) % 97;
  return rest === 1;
}
