/** Zero-width, direction and control characters that pasted text carries along, and tag characters that hide text. */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text that PostgreSQL can keep: half a character pair and NUL become the replacement sign. */
export function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd');
}

const NOT_STORABLE = /[\0\ud800-\udfff]/;

/** The same for every text in plain data; what needs no mending is not copied. */
export function deepStorable<T>(value: T): T {
  return mended(value) as T;
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return NOT_STORABLE.test(value) ? storable(value) : value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(mended);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [NOT_STORABLE.test(key) ? storable(key) : key, mended(inner)]));
}

/** Printable ASCII with single spaces: most of what comes in needs no work. */
const CLEAN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** One line: composed Unicode, no invisible characters, single spaces, trimmed. Empty text stays empty. */
export function cleanLine(text: string): string {
  if (CLEAN.test(text)) return text;
  return text.replace(/\p{Cs}/gu, '\ufffd').normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Several lines: as `cleanLine`, but line breaks stay. */
export function cleanText(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd').normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(/[^\S\n]+/g, ' ').replace(/\n{3,}/g, '\n\n').trim();
}

/** A word for comparison: lower case, without accents, everything but letters and digits turned into single spaces. */
export function comparable(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().replace(/['`]/g, '').replace(/[^a-z0-9]+/g, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[’'`´]/g, '')
    .replace(/[^\p{L}\p{N}\p{Mc}]+/gu, ' ')
    .trim();
}

/** null for what is missing or blank. */
export function presence(text: string | null | undefined): string | null {
  const clean = cleanLine(text ?? '');
  return clean === '' ? null : clean;
}
