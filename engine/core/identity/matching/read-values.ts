import { foldLetters, MAX_NAME_LENGTH } from '../name-tokens';
import { emailKey, isRoleMailbox } from '../identifiers';
import { transliterate } from './transliterate';

const MAX_WORD = 24;
const MAX_TEXT = 200;
const PLAIN = /^[\x20-\x7e]*$/;

/** Lower case, Latin letters, no accents or hidden marks; cut to a length that no real value needs. */
export function fold(text: string | null | undefined, most = MAX_TEXT): string {
  if (!text) return '';
  const cut = text.length > most ? text.slice(0, most) : text;
  if (PLAIN.test(cut)) return cut.toLowerCase();
  const folded = foldLetters(cut);
  return PLAIN.test(folded) ? folded : transliterate(folded);
}

/** Words of letters and digits; an apostrophe inside a word does not part it. */
export function wordsOf(folded: string): string[] {
  const words = folded.replace(/['’`´]/g, '').match(/[\p{L}\p{M}\p{N}]+/gu);
  return words ? words.map((word) => (word.length > MAX_WORD ? word.slice(0, MAX_WORD) : word)) : [];
}

const TITLES = new Set('mr mrs ms miss mx dr prof sir madam shri smt sra mme mlle rev hon'.split(' '));
const PARTICLES = new Set('de da do dos das del della di du la le las los el al ul van von der den ter ten y e of the and bin ibn binti bint'.split(' '));
const GENERATIONS: Readonly<Record<string, number>> = { jr: 1, junior: 1, senior: 2, snr: 2, jnr: 1, ii: 3, iii: 4, iv: 5, '2nd': 3, '3rd': 4, '4th': 5 };

export interface NameReading {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Which words are the family name was told, not guessed. */
  readonly told: boolean;
  /** 0 = none said. */
  readonly generation: number;
}

/** Takes a name apart; where only a whole name is there, the last word (or what stands before a comma) is taken for the family name. */
export function readName(full: string | null | undefined, given: string | null | undefined, family: string | null | undefined): NameReading {
  if (given || family) {
    const [first, last] = [plainWords(given), plainWords(family)];
    return { given: first.words, family: last.words, told: true, generation: first.generation || last.generation };
  }
  const folded = fold(full, MAX_NAME_LENGTH);
  const comma = folded.indexOf(',');
  if (comma > 0) {
    const [before, after] = [plainWords(folded.slice(0, comma)), plainWords(folded.slice(comma + 1))];
    if (after.words.length > 0) return { given: after.words, family: before.words, told: false, generation: before.generation || after.generation };
  }
  const { words, generation } = plainWords(folded);
  // A last initial is a middle name written behind, not a family name.
  if (words.length > 2 && words.at(-1)?.length === 1) words.splice(-2, 2, words.at(-1) ?? '', words.at(-2) ?? '');
  const split = words.length > 1 ? words.length - 1 : 1;
  return { given: words.slice(0, split), family: words.slice(split), told: false, generation };
}

function plainWords(text: string | null | undefined): { words: string[]; generation: number } {
  const all = wordsOf(fold(text, MAX_NAME_LENGTH));
  const untitled = all.length > 1 && TITLES.has(all[0] ?? '') ? all.slice(1) : all;
  let generation = 0;
  const words = untitled.filter((word, index) => {
    if (index > 0 && GENERATIONS[word] !== undefined) generation = GENERATIONS[word];
    return !(index > 0 && GENERATIONS[word] !== undefined);
  });
  const names = words.filter((word, index) => index === words.length - 1 || !PARTICLES.has(word));
  return { words: names.length > 0 ? names : words, generation };
}

export interface EmailReading {
  readonly key: string;
  readonly local: string;
  readonly isRole: boolean;
}

/** null for a text that is no address. */
export function readEmail(text: string): EmailReading | null {
  const folded = text.length > MAX_TEXT ? '' : text.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/.test(folded)) return null;
  const key = emailKey(folded);
  return { key, local: key.slice(0, key.lastIndexOf('@')), isRole: isRoleMailbox(key) };
}

/** The last ten digits: country codes and trunk zeros are written or not. '' for fewer than six digits or one digit repeated. */
export function readPhone(text: string): string {
  const digits = text.slice(0, MAX_TEXT).split(/;|ext/i)[0]?.replace(/\D/g, '').replace(/^0+/, '') ?? '';
  if (digits.length < 6 || /^(\d)\1+$/.test(digits)) return '';
  return digits.slice(-10);
}

/** YYYYMMDD as a number, 0 for unknown parts (19850000 is a year alone); 0 for no date. Day before month where both could be. */
export function readBirth(text: string | null | undefined): number {
  const parts = (text ?? '').slice(0, 40).match(/\d+/g) ?? [];
  const [a = '', b = '', c = ''] = parts;
  if (a.length === 8) return packed(a.slice(0, 4), a.slice(4, 6), a.slice(6));
  if (a.length === 4) return packed(a, b, c);
  if (c.length !== 4) return 0;
  return Number(b) > 12 ? packed(c, a, b) : packed(c, b, a);
}

function packed(year: string, month: string, day: string): number {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return y < 1000 || y > 2200 ? 0 : y * 10_000 + (m <= 99 ? m : 0) * 100 + (d <= 99 ? d : 0);
}

const STREET_WORDS: Readonly<Record<string, string>> = {
  st: 'street', str: 'street', rd: 'road', ave: 'avenue', av: 'avenue', aven: 'avenue', blvd: 'boulevard', blv: 'boulevard', bd: 'boulevard', dr: 'drive', ln: 'lane', hwy: 'highway', pkwy: 'parkway',
  pl: 'place', ct: 'court', cres: 'crescent', cr: 'crescent', sq: 'square', ter: 'terrace', tce: 'terrace', cl: 'close', cct: 'circuit', pde: 'parade', apt: 'unit', ste: 'unit', suite: 'unit', flat: 'unit',
  n: 'north', s: 'south', e: 'east', w: 'west', ne: 'northeast', nw: 'northwest', se: 'southeast', sw: 'southwest', ft: 'fort', mt: 'mount', ctr: 'center', centre: 'center', bldg: 'building',
};
const ORDINALS: Readonly<Record<string, string>> = { first: '1st', second: '2nd', third: '3rd', fourth: '4th', fifth: '5th', sixth: '6th', seventh: '7th', eighth: '8th', ninth: '9th', tenth: '10th' };

/** House numbers and the other words of an address, abbreviations written out. `8th` is a street's word. */
export function readAddress(text: string | null | undefined): { numbers: string[]; words: string[] } {
  const words = wordsOf(fold(text)).map((word) => STREET_WORDS[word] ?? ORDINALS[word] ?? word);
  const isNumber = (word: string) => /^\d+[a-z]?$/.test(word);
  return { numbers: words.filter(isNumber), words: [...new Set(words.filter((word) => !isNumber(word) && (word.length > 1 || words.length < 3)))] };
}

/** Letters and digits alone: "K1A 0B1" and "k1a0b1" are one. */
export function readCode(text: string | null | undefined): string {
  return fold(text, 20).replace(/[^\p{L}\p{N}]/gu, '');
}

export function readPlace(text: string | null | undefined): string {
  return wordsOf(fold(text, 80)).join(' ');
}
