/** Zero-width and control characters that pasted text carries along. */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g;

/** One line: composed Unicode, no invisible characters, single spaces, trimmed. Empty text stays empty. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Several lines: as `cleanLine`, but line breaks stay. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(/[^\S\n]+/g, ' ').replace(/\n{3,}/g, '\n\n').trim();
}

/** A word for comparison: lower case, without accents, everything but letters and digits turned into single spaces. */
export function comparable(text: string): string {
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
