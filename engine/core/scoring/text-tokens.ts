/** The end of a clause; a comma is a softer end. */
export const CLAUSE_END = '.';
export const COMMA = ',';

/** Longer texts are cut: what a person wants stands in the first pages, and time stays bounded. */
export const MAX_TEXT_LENGTH = 10_000;

/** Words of politeness and hesitation; between other words they would only break phrases. */
const FILLERS = new Set(['umm', 'uh', 'uhh', 'erm', 'hmm', 'euh', 'heu', 'eh', 'ehm', 'eeh', 'po', 'opo', 'ji', 'ਜੀ', 'जी']);

const WORDS = /[\p{L}\p{N}\p{Mc}]+|[.!?;:\n()؟؛।]+|[,/،]/gu;
const ASCII_WORDS = /[a-z0-9]+|[.!?;:\n()]+|[,/]/g;
const NOT_ASCII = /[^\u0000-\u007f]/;
/** `d'études` → `études`, `l'asile` → `asile`; English `don't` is no elision. */
const ELISION = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\p{L})/gu;
const APOSTROPHES = /['’`´]/g;
/** `P.R.` is one word. */
const INITIALS = /(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu;

/**
 * A text as words for the phrase rules: lower case, without accents and apostrophes (`don't` → `dont`), Arabic letters
 * in their plain form and without the article, digits of every script as 0-9, no fillers (`uh`, `po`). Ends of clauses
 * are words of their own.
 */
export function textTokens(text: string): string[] {
  const cut = text.slice(0, MAX_TEXT_LENGTH).toLowerCase();
  const foreign = NOT_ASCII.test(cut);
  const plain = (foreign ? fold(cut) : cut).replace(ELISION, '').replace(APOSTROPHES, '').replace(INITIALS, '$1');
  const tokens: string[] = [];
  for (const [found] of plain.matchAll(foreign ? WORDS : ASCII_WORDS)) {
    const token = tokenOf(found);
    if (!FILLERS.has(token)) tokens.push(token);
  }
  return tokens;
}

function tokenOf(found: string): string {
  const first = found.charCodeAt(0);
  if (first < 0x80) {
    if ((first >= 0x61 && first <= 0x7a) || (first >= 0x30 && first <= 0x39)) return found;
    return first === 0x2c || first === 0x2f ? COMMA : CLAUSE_END;
  }
  if (first === 0x60c) return COMMA;
  if (first === 0x61f || first === 0x61b || first === 0x964) return CLAUSE_END;
  return first >= 0x600 && first <= 0x6ff ? withoutArticle(found) : found;
}

/** Accents, vowel marks and nuktas away; one form for each letter and digit. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\u0640\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[\u0649\u0629\u06a9\u06cc\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0a66-\u0a6f]/g, (letter) => plainLetter(letter));
}

const ARABIC_LETTERS: Readonly<Record<string, string>> = { '\u0649': '\u064a', '\u06cc': '\u064a', '\u0629': '\u0647', '\u06a9': '\u0643' };
const ZEROS = [0x660, 0x6f0, 0x966, 0xa66];

function plainLetter(letter: string): string {
  const known = ARABIC_LETTERS[letter];
  if (known) return known;
  const code = letter.charCodeAt(0);
  const zero = ZEROS.find((start) => code >= start && code < start + 10) ?? code;
  return String(code - zero);
}

/** `الدراسة`, `للدراسة` and `والدراسة` are the same word to a rule. */
function withoutArticle(word: string): string {
  return word.replace(/^(?:[وف]?(?:[بك]?ال|لل))(?=.{3})/u, '');
}
