import { EAST_ASIAN_FAMILY_NAMES, LETTERS_AFTER_NAME, PARTICLES, SALUTATIONS, SALUTATIONS_IN_FRONT, SUFFIXES, VIETNAMESE_FAMILY_NAMES } from './name-words';

/** A name in the order it is spoken, with its two halves where the text itself says which is which. */
export interface OrderedName {
  readonly full: string;
  readonly given: string | null;
  readonly family: string | null;
}

/** Scripts whose names are written without spaces or family name first. */
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Son of, daughter of: never a family name. */
const PATRONYMIC = /(ович|евич|ьич|овна|евна|ична|инична|івна|ївна|ovich|evich|ovna|evna)$/i;

/** "Smith, John" is John Smith; "Jean DUPONT" marks the family name; "John Smith, Jr." is not turned round. */
export function orderName(line: string): OrderedName {
  const text = withoutSalutation(line);
  const turned = turnRound(text);
  if (turned) return turned;
  const words = text.split(' ');
  const loud = words.map((word) => word.length > 1 && word.replace(/^Ma?c/, 'MC') === word.toUpperCase().replace(/^MAC/, 'MC') && word !== word.toLowerCase());
  const marked = markedFamily(words, loud);
  return { full: text, given: marked?.given ?? null, family: marked?.family ?? null };
}

/** "Mr. ", "Prof. Dr ", "Mrs.Ana" in front. "Mr and Mrs Smith" are two people: nothing is taken away. */
export function withoutSalutation(line: string): string {
  if (/&|\s(and|und|et|y|e)\s+(mrs?|ms|dr|frau)\b/i.test(line)) return line;
  const spaced = line.replace(/^((?:mrs?|ms|dr|prof)\.)(?=\p{L}{2})/iu, '$1 ');
  const [head = '', ...rest] = spaced.split(' ');
  const word = head.replace(/[.,]+$/, '').toLowerCase();
  const isSalutation = SALUTATIONS.has(word) || SALUTATIONS_IN_FRONT.has(word);
  return isSalutation && rest.some((part) => /\p{L}/u.test(part)) ? withoutSalutation(rest.join(' ')) : line;
}

function turnRound(text: string): OrderedName | null {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /\p{L}/u.test(part))) return null;
  const suffixes = parts.slice(1).filter(isSuffix);
  const [family = '', given, ...others] = parts.filter((part, index) => index === 0 || !isSuffix(part));
  if (others.length > 0) return null;
  if (given === undefined) return { full: [family, ...suffixes].join(' '), given: null, family: null };
  const [name, suffix] = withoutSuffix(withoutSalutation(given));
  const whole = [family, ...suffix, ...suffixes].join(' ');
  return isSalutationAlone(name) ? { full: whole, given: null, family: null } : { full: `${name} ${whole}`, given: name, family: whole };
}

/** "Smith, John Jr." */
function withoutSuffix(given: string): [name: string, suffix: string[]] {
  const words = given.split(' ');
  return words.length > 1 && isSuffix(words.at(-1) ?? '') ? [words.slice(0, -1).join(' '), words.slice(-1)] : [given, []];
}

function isSalutationAlone(text: string): boolean {
  return SALUTATIONS.has(text.replace(/[.,]/g, '').toLowerCase());
}

/** One run of capitals at either end among words in mixed case is the family name, as in France or Korea. */
function markedFamily(words: readonly string[], loud: readonly boolean[]): { given: string; family: string } | null {
  const count = loud.filter(Boolean).length;
  if (count === 0 || count === words.length || words.some((word, index) => (loud[index] ? word.length < 3 : !/\p{Ll}/u.test(word)))) return null;
  const atEnd = loud.slice(-count).every(Boolean);
  const atStart = loud.slice(0, count).every(Boolean);
  if (atEnd) return { given: words.slice(0, -count).join(' '), family: words.slice(-count).join(' ') };
  return atStart ? { given: words.slice(count).join(' '), family: words.slice(0, count).join(' ') } : null;
}

export function isSuffix(text: string): boolean {
  const word = text.replace(/[.,]/g, '').toLowerCase();
  return SUFFIXES.has(word) || LETTERS_AFTER_NAME.has(word);
}

/** "Ana van der Berg" → Ana, van der Berg. One word is a given name; East Asian names are not split. */
export function splitName(full: string): { first_name: string | null; last_name: string | null } {
  if (FAMILY_FIRST.test(full) || full.includes(',')) return { first_name: null, last_name: null };
  const words = full.split(' ');
  if (words.length === 1) return { first_name: full, last_name: null };
  if (isFamilyFirst(words)) return { first_name: words.slice(1).join(' '), last_name: words[0] ?? null };
  if (words.length === 3 && EAST_ASIAN_FAMILY_NAMES.has(words[0]?.toLowerCase() ?? '') && words.every(({ length }) => length < 6)) return { first_name: null, last_name: null };
  const tail = isSuffix(words.at(-1) ?? '') && words.length > 2 ? 2 : 1;
  const particle = words.findIndex((word, index) => index > 0 && index < words.length - 1 && PARTICLES.has(word));
  const start = particle > 0 ? particle : words.length - tail;
  return { first_name: words.slice(0, start).join(' '), last_name: words.slice(start).join(' ') };
}

/** Vietnamese names, and Russian ones with the father's name at the end. */
function isFamilyFirst(words: readonly string[]): boolean {
  const [head = '', last = ''] = [words[0]?.toLowerCase(), words.at(-1)?.toLowerCase()];
  const isVietnamese = words.length >= 3 && VIETNAMESE_FAMILY_NAMES.has(head) && !VIETNAMESE_FAMILY_NAMES.has(last);
  return isVietnamese || (words.length === 3 && PATRONYMIC.test(last));
}
