import { cleanLine } from './text';

/** Zeros of the digit sets that people type: Arabic, Persian, NKo, Indic scripts, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian. */
const ZEROS = [...'٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐'].map((zero) => zero.codePointAt(0) ?? 0);

/** Words that people write beside their number. Any other word makes it no phone number ("order 4165550199"). */
const LABEL_WORDS =
  'my|number|is|no|nr|phone|ph|tel|telephone|telefon|telefono|telefone|mobile|mob|cell|cellphone|cel|celular|movil|portable|handy|gsm|home|work|office|casa|trabajo|fijo|bureau|domicile|whats\\s?app|wa|viber|telegram|only|call|sms|text|p|m|t|and';
const LABELS_BEFORE = new RegExp(`^(?:(?:${LABEL_WORDS})(?![\\p{L}\\d])[\\s.:#=-]*)+(?=[\\d+(])`, 'iu');
const LABELS_AFTER = new RegExp(`(?<=\\d)[\\s\\-–,:]*[([]?\\s*(?:(?:${LABEL_WORDS})(?!\\p{L})[\\s.)\\]]*)+$`, 'iu');

/** Words for an extension in the languages of forms; libphonenumber reads `ext`. */
const EXTENSION = /\s*[,;]?\s*(?:;\s*ext=|(?<!\p{L})(?:extension|extn|ext|poste|anexo|ramal|interno|int|wew|durchwahl|dw|x)(?!\p{L})\.?|доб\.?|分机|转|内線|내선)\s*[:#.]?\s*(?=\d{1,6}$)/iu;
/** Where one number ends and the next begins. */
const BETWEEN_NUMBERS = /\s*(?:\/|;(?!\s*ext)|\||\n|,(?=\s*\+?\(?\d{3})|\b(?:or|and|ou|und|oder|et)\b|&|(?<=\d)\s+(?=\+))\s*/i;

/** One field's text as a person would dial it: ASCII digits and signs, without labels, emoji or a spreadsheet's marks. */
export function phoneLine(text: string): string {
  return asciiDigits(cleanLine(text).normalize('NFKC'))
    .replace(/[\p{Extended_Pictographic}\ufe0f]/gu, '')
    .replace(/^[\s'"=]+|[\s"']+$/g, '')
    .replace(/^(\d+)\.0+$/, '$1')
    .trim();
}

function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => point >= start && point < start + 10);
    return zero === undefined ? digit : String(point - zero);
  });
}

/**
 * The numbers in a line. "030/12345678" is one number (a German area code), "416 555 0199 / 647 555 0100" are two:
 * a part with fewer than seven digits is no number of its own.
 */
export function splitNumbers(line: string): string[] {
  const parts = line.split(BETWEEN_NUMBERS).map((part) => part.trim());
  const numbers = parts.filter((part) => digitCount(part) >= 7);
  const isOne = numbers.length < 2 || parts.some((part) => digitCount(part) > 0 && digitCount(part) < 7);
  return isOne ? [line] : numbers;
}

/** A number without labels, with its extension as ` ext 12`, its letters as digits and one + in front where it says its country. */
export function dialledForm(text: string): string {
  const bare = text.replace(LABELS_BEFORE, '').replace(LABELS_AFTER, '').replace(EXTENSION, ' ext ');
  return lettersAsDigits(bare)
    .replace(/^\(\s*\+/, '+(')
    .replace(/^\+[+\s]*0*(?=[\s(]*[1-9])/, '+')
    .trim();
}

/** 1-800-FLOWERS: letters count only after a toll-free prefix, and only as many as are dialled. */
function lettersAsDigits(text: string): string {
  const vanity = /^(\+?1?[\s.-]*\(?8(?:00|33|44|55|66|77|88)\)?[\s.-]*)([A-Z\d][A-Z\d\s.-]{5,14})$/i.exec(text);
  if (!vanity?.[1] || !vanity[2] || !/[A-Z]{3}/i.test(vanity[2])) return text;
  const keys = [...vanity[2].toUpperCase().replace(/[^A-Z\d]/g, '')].map((key) => (/\d/.test(key) ? key : String('22233344455566677778889999'[key.charCodeAt(0) - 65])));
  return keys.length < 7 ? text : vanity[1] + keys.slice(0, 7).join('');
}

/** Digits and the signs of phone numbers, and at most an extension. */
export function looksLikePhone(dialled: string): boolean {
  const digits = dialled.replace(/\s*(?:ext|x|#)[\s.:]*\d{1,7}$/i, '');
  return /^\+?[\d\s().\-–—‑·,/]+$/.test(digits) && digitCount(digits) <= 20;
}

/** `3.58E+11`: a spreadsheet kept three digits of twelve. */
export function isShortenedBySpreadsheet(line: string): boolean {
  return /^\+?\d+([.,]\d+)?\s?e\s?[+-]?\s?\d+$/i.test(line);
}

/** `20231231235959`: date and time without signs. */
const STAMP = /^(?:19|20)\d\d(\d\d)(\d\d)(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$/;

/** A date, an address of a computer: digits and signs as a phone number has them, but none. */
export function isOtherNumber(dialled: string): boolean {
  return isWrittenDate(dialled) || isIpAddress(dialled);
}

function isWrittenDate(text: string): boolean {
  const [, month, day] = /^(?:19|20)\d\d(?:[-/. ](\d{1,2})[-/. ](\d{1,2}))$/.exec(text) ?? STAMP.exec(text) ?? [];
  if (month) return isDay(month, day);
  const [, first, second] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](?:19|20)\d\d$/.exec(text) ?? [];
  return isDay(first, second) || isDay(second, first);
}

/** `20240115`, `15012024`: a date as often as a number, where the country's own numbers do not look like that. */
export function isCompactDate(text: string): boolean {
  const [, y = '', m, d] = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  if (y !== '') return isDay(m, d);
  const [, first, second] = /^(\d\d)(\d\d)(?:19|20)\d\d$/.exec(text) ?? [];
  return isDay(first, second) || isDay(second, first);
}

function isDay(month: string | undefined, day: string | undefined): boolean {
  const [m, d] = [Number(month), Number(day)];
  return m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

/** Danish numbers have four groups of two; addresses have a longer or a shorter one. */
function isIpAddress(text: string): boolean {
  const groups = text.split('.');
  return groups.length === 4 && groups.every((group) => /^\d{1,3}$/.test(group) && Number(group) <= 255) && groups.some(({ length }) => length !== 2);
}

export function digitCount(text: string): number {
  return text.replace(/\D/g, '').length;
}
