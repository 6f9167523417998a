/** The end of a clause; a comma is a softer end. */
export const CLAUSE_END = '.';
export const COMMA = ',';

/** Longer texts are cut: what a person wants stands in the first pages, and time stays bounded. */
export const MAX_TEXT_LENGTH = 10_000;

/**
 * A text as words for the phrase rules: lower case, without accents and apostrophes (`don't` → `dont`);
 * ends of clauses are words of their own.
 */
export function textTokens(text: string): string[] {
  const plain = text
    .slice(0, MAX_TEXT_LENGTH)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/['’`´]/g, '');
  const found = plain.match(/[\p{L}\p{N}\p{Mc}]+|[.!?;:\n()]+|[,/]/gu) ?? [];
  return found.map((token) =>
    /[\p{L}\p{N}]/u.test(token) ? token : /^[,/]$/.test(token) ? COMMA : CLAUSE_END,
  );
}
