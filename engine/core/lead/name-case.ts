import { CONSONANT_WORDS, EAST_ASIAN_FAMILY_NAMES, EAST_ASIAN_SYLLABLES, INITIAL_PAIRS, LETTERS_AFTER_NAME, MAC_NAMES, PARTICLES, SUFFIXES, VIETNAMESE_FAMILY_NAMES, VIETNAMESE_MIDDLE_NAMES } from './name-words';

const CASED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;
/** Letters that only Turkish and its neighbours have: there I and i are two letters, each with its own capital. */
const TURKISH = /[İıĞğ]/u;
/** Letters of Turkish that other languages have too; a Turkish country beside the name decides. */
const PERHAPS_TURKISH = /[ÇçÖöŞşÜü]/u;
const APOSTROPHE = "['’ʼ`´‘]";

/** What is known of the whole name when one of its words is written. */
interface NameStyle {
  /** Every word is in capitals: they say nothing about how a word is written. */
  readonly shouting: boolean;
  readonly isParticle: (word: string) => boolean;
  /** Some word is written with a capital and small letters. */
  readonly careful: boolean;
  readonly locale: 'tr' | 'und';
  readonly words: number;
}

export interface NameContext {
  /** A family name alone may start with a particle: "de la Cruz". */
  readonly part?: 'given' | 'family';
  /** The person lives in or is a citizen of Türkiye or Azerbaijan. */
  readonly turkish?: boolean;
}

interface WordPlace extends NameStyle {
  /** Neither the first word (of a full name) nor the last. */
  readonly inside: boolean;
  readonly index: number;
}

/**
 * A cleaned name in title case: only words in all capitals or all small letters are changed, mixed case is meant
 * (DiCaprio, van Morrison); scripts without case are kept.
 */
export function titleCase(name: string, { part, turkish = false }: NameContext = {}): string {
  const words = name.split(' ');
  const style = { ...styleOf(words, turkish), words: part === 'given' ? words.length + 1 : words.length };
  const skipped = part === 'family' ? 1 : 0;
  return words
    .map((word, index) => caseOf(word, { ...style, inside: index < words.length - 1 && index + skipped > 0, index: index + skipped }))
    .join(' ')
    .normalize('NFC');
}

function styleOf(words: readonly string[], turkish: boolean): NameStyle {
  const lower = words.map((word) => word.toLowerCase());
  const isVietnamese = lower.some((word) => VIETNAMESE_FAMILY_NAMES.has(word) || VIETNAMESE_MIDDLE_NAMES.has(word)) || (lower[0] === 'le' && lower[1] === 'van');
  const isEastAsian = EAST_ASIAN_FAMILY_NAMES.has(lower[0] ?? '');
  return {
    // One letter alone is a capital or not worth one.
    shouting: words.every((word) => word.length === 1 || word === word.toUpperCase()),
    careful: words.some((word) => /^\p{Lu}(?:\p{Ll}|$)/u.test(word)),
    isParticle: (word) => PARTICLES.has(word) && !isVietnamese && !(isEastAsian && EAST_ASIAN_SYLLABLES.has(word)),
    locale: words.some((word) => TURKISH.test(word) || (turkish && PERHAPS_TURKISH.test(word))) ? 'tr' : 'und',
    words: words.length,
  };
}

function caseOf(word: string, place: WordPlace): string {
  if (!CASED.test(word)) return word;
  const bare = word.replace(/[.,]/g, '');
  const after = spellingAfterName(bare.toLowerCase(), place);
  if (after && place.index > 0 && !place.inside) return bare === bare.toUpperCase() || bare === bare.toLowerCase() ? withSpelling(word, bare, after) : word;
  if (isInitials(word, bare, place)) return word.toUpperCase();
  const lower = lowerOf(word, place.locale);
  const particle = place.inside && place.isParticle(lower);
  if (!isPlain(word, lower, particle, place)) return word;
  // "van Dyke": whoever writes the rest with capitals means the small one.
  if (place.careful && word === lower && place.isParticle(lower)) return word;
  if (particle) return lower;
  return lower.split(/([-‐‑–/(.])/).map((part, at, parts) => partOf(part, at, { ...place, parts: parts.length })).join('');
}

function spellingAfterName(bare: string, { words }: NameStyle): string | undefined {
  return SUFFIXES.get(bare) ?? (words >= 3 ? LETTERS_AFTER_NAME.get(bare) : undefined);
}

/** "JR." → "Jr."; "P.H.D." stays as it is. */
function withSpelling(word: string, bare: string, spelling: string): string {
  return word.includes(bare) ? word.replace(bare, spelling) : word;
}

/** "j.r.r.", "J.", and "JP" or "AJ" in a shouted name. */
function isInitials(word: string, bare: string, { shouting, index, inside }: WordPlace): boolean {
  if (/^(\p{L}\.)+\p{L}?$/u.test(word)) return true;
  const pair = bare.toLowerCase();
  return shouting && (index === 0 || inside) && /^[A-Z]{2}$/.test(bare) && !CONSONANT_WORDS.has(pair) && (!/[aeiouy]/.test(pair) || INITIAL_PAIRS.has(pair));
}

/** Written without care for capitals: all small, all capitals, or with caps lock on ("jOHN"). */
function isPlain(word: string, lower: string, particle: boolean, { shouting }: WordPlace): boolean {
  if (word === lower) return true;
  const loud = word === word.toUpperCase() && (shouting || particle || word.length > 2);
  return loud || (word.length > 2 && /^(\p{Ll}|Mc|Mac)\p{Lu}{2,}$/u.test(word)) || /^\p{Ll}\p{Lu}{2}$/u.test(word);
}

/** A part of a word between hyphens: particles stay small inside ("al-Rashid", "Zia-ul-Haq"). */
function partOf(part: string, at: number, place: WordPlace & { readonly parts: number }): string {
  const isLast = at === place.parts - 1;
  const small = !isLast && place.parts > 1 && place.isParticle(part) && (at > 0 || (place.index > 0 && /^(al|el|as|ad|az|ash|ul|ur)$/.test(part)));
  return small ? part : capital(part, place);
}

function capital(part: string, { index, words, locale }: WordPlace): string {
  if (/^['’‘][ts]$/.test(part)) return part;
  const [, prefix, rest] = new RegExp(`^(mc|\\p{L}${APOSTROPHE})(\\p{L}.*)$`, 'u').exec(part) ?? [];
  if (prefix && rest) return first(prefix, locale) + first(rest, locale);
  if (MAC_NAMES.has(part) && (index > 0 || words === 1)) return `Mac${first(part.slice(3), locale)}`;
  // Dutch: IJ is one letter. Before a vowel it begins Igbo and Urdu names (Ijeoma, Ijaz).
  if (/^ij[sznpkd]/.test(part)) return `IJ${part.slice(2)}`;
  return first(part, locale);
}

function first(text: string, locale: NameStyle['locale']): string {
  return text.replace(/\p{L}/u, (letter) => {
    const [head = '', ...rest] = locale === 'tr' ? letter.toLocaleUpperCase('tr') : letter.toUpperCase();
    return head + rest.join('').toLowerCase();
  });
}

/** Without the language a dotted capital would fall into i and a loose dot. */
function lowerOf(text: string, locale: NameStyle['locale']): string {
  return locale === 'tr' ? text.toLocaleLowerCase('tr') : text.toLowerCase();
}
