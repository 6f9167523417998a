import { MAC_NAMES, PARTICLES, SALUTATIONS, SUFFIXES, VIETNAMESE_FAMILY_NAMES } from './name-words';
import { cleanLine } from './text';

export interface PersonName {
  readonly full_name: string | null;
  /** A convenience for salutations; null where the order of the parts is not known. */
  readonly first_name: string | null;
  readonly last_name: string | null;
}

export interface NameParts {
  readonly full_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

const CASED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;
/** Scripts whose names are written without spaces or family name first. */
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Names in title case (P4.5): only words in all capitals or all small letters are changed; scripts without case are kept. */
export function normalizeName(parts: NameParts): PersonName {
  const first = titleCase(parts.first_name);
  const last = titleCase(parts.last_name, { startsInside: true });
  const full = titleCase(reorder(withoutSalutation(parts.full_name)));
  if (!full) return { full_name: joined(first, last), first_name: first, last_name: last };
  const split = splitName(full);
  return { full_name: full, first_name: first ?? split.first_name, last_name: last ?? (first ? null : split.last_name) };
}

function joined(first: string | null, last: string | null): string | null {
  return first && last ? `${first} ${last}` : (first ?? last);
}

/** "Mr. ", "Dr " in front are no part of the name. */
function withoutSalutation(text: string | null): string | null {
  if (text === null) return null;
  const [head = '', ...rest] = cleanLine(text).split(' ');
  return rest.length > 0 && SALUTATIONS.has(head.replace('.', '').toLowerCase()) ? rest.join(' ') : text;
}

/** "Smith, John" is John Smith; "John Smith, Jr." is not turned round. */
function reorder(text: string | null): string | null {
  const [, last, first] = /^([^,]+),\s*([^,]+)$/.exec(cleanLine(text ?? '')) ?? [];
  if (!last || !first) return text;
  return isSuffix(first) ? `${last} ${first}` : `${first} ${last}`;
}

/** @param startsInside a family name alone may start with a particle: "de la Cruz" */
export function titleCase(text: string | null, { startsInside = false } = {}): string | null {
  const line = cleanLine(text ?? '');
  if (line === '') return null;
  const words = line.split(' ');
  const shouting = words.every((word) => word === word.toUpperCase());
  const vietnamese = words.some((word) => VIETNAMESE_FAMILY_NAMES.has(word.toLowerCase()));
  const inside = (index: number) => index < words.length - 1 && (startsInside || index > 0);
  return words.map((word, index) => caseOf(word, { shouting, vietnamese, inside: inside(index) })).join(' ');
}

interface WordPlace {
  readonly shouting: boolean;
  readonly vietnamese: boolean;
  readonly inside: boolean;
}

function caseOf(word: string, place: WordPlace): string {
  if (!CASED.test(word)) return word;
  const bareWord = word.replace(/[.,]/g, '');
  const suffix = SUFFIXES.get(bareWord.toLowerCase());
  if (suffix && !place.inside) return word.replace(bareWord, suffix);
  if (/^(\p{Lu}\.)+\p{Lu}?$/u.test(word)) return word;
  const lower = word.toLowerCase();
  const particle = place.inside && PARTICLES.has(lower) && !place.vietnamese;
  const loud = word === word.toUpperCase() && (place.shouting || particle || word.length > 2);
  if (word !== lower && !loud && !isInverted(word)) return word;
  if (particle) return lower;
  return lower.split('-').map(capital).join('-');
}

/** "jOHN": typed with caps lock on. */
function isInverted(word: string): boolean {
  return word.length > 2 && /^\p{Ll}\p{Lu}+$/u.test(word);
}

function capital(part: string): string {
  const prefix = /^(mc|[odnl]['’])(\p{L}.*)$/u.exec(part);
  if (prefix?.[1] && prefix[2]) return `${first(prefix[1])}${first(prefix[2])}`;
  if (MAC_NAMES.has(part)) return `Mac${first(part.slice(3))}`;
  return first(part);
}

function first(text: string): string {
  return text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

function isSuffix(text: string): boolean {
  return SUFFIXES.has(text.replace(/[.,]/g, '').toLowerCase());
}

/** "Ana van der Berg" → Ana, van der Berg. One word is a first name; East Asian names are not split. */
function splitName(full: string): Pick<PersonName, 'first_name' | 'last_name'> {
  if (FAMILY_FIRST.test(full)) return { first_name: null, last_name: null };
  const words = full.split(' ');
  if (words.length === 1) return { first_name: full, last_name: null };
  const tail = isSuffix(words.at(-1) ?? '') && words.length > 2 ? 2 : 1;
  const particle = words.findIndex((word, index) => index > 0 && index < words.length - 1 && PARTICLES.has(word));
  const start = particle > 0 ? particle : words.length - tail;
  return { first_name: words.slice(0, start).join(' '), last_name: words.slice(start).join(' ') };
}
