const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'sir',
  'madam',
  'shri',
  'smt',
  'sr',
  'sra',
  'mme',
  'mlle',
  'eng',
]);
const PARTICLES = new Set([
  'de',
  'da',
  'do',
  'dos',
  'das',
  'del',
  'della',
  'di',
  'du',
  'la',
  'le',
  'las',
  'los',
  'el',
  'al',
  'ul',
  'van',
  'von',
  'der',
  'den',
  'ter',
  'ten',
  'y',
  'e',
  'of',
]);
const GENERATIONS: Readonly<Record<string, string>> = {
  jr: 'junior',
  junior: 'junior',
  senior: 'senior',
  sr: 'senior',
  ii: 'ii',
  iii: 'iii',
};

/** Longer names are cut: nobody is told apart by what follows, and comparison stays bounded (10 kB names). */
export const MAX_NAME_LENGTH = 200;
const MAX_TOKENS = 8;

/** A name prepared for comparison. */
export interface NameTokens {
  /** Words without titles, particles, case and diacritics, in the order written. */
  readonly tokens: readonly string[];
  /** The same words with the particles: `de souza` and `desouza` are one. */
  readonly withParticles: readonly string[];
  readonly generation: string | null;
  readonly script: string;
}

/**
 * Takes a name apart. `Dr. José de Souza Jr.` → tokens jose, souza; generation junior.
 * Hidden and direction marks, digits and punctuation are dropped; `Anne-Marie` is two words, `O'Brien` is one.
 * A particle is dropped only inside a name: Le and Do are family names in Le Minh and Do Minh.
 */
export function nameTokens(name: string): NameTokens {
  const words = foldLetters(name.slice(0, MAX_NAME_LENGTH))
    .replace(/['’`´]/g, '')
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean);
  const untitled = words.filter((word, index) => !(index === 0 && words.length > 1 && TITLES.has(word)));
  const generation =
    untitled
      .slice(1)
      .map((word) => GENERATIONS[word])
      .find(Boolean) ?? null;
  const withParticles = untitled
    .filter((word, index) => index === 0 || GENERATIONS[word] === undefined)
    .slice(0, MAX_TOKENS);
  const tokens = withParticles.filter(
    (word, index) => index === 0 || index === withParticles.length - 1 || !PARTICLES.has(word),
  );
  return { tokens, withParticles, generation, script: scriptOf(withParticles.join('')) };
}

/** Lower case without diacritics; letters that Unicode does not take apart by a table. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000]/g, '');
}

function scriptOf(letters: string): string {
  if (/\p{Script=Latin}/u.test(letters)) return 'Latin';
  if (/\p{Script=Devanagari}/u.test(letters)) return 'Devanagari';
  if (/\p{Script=Gurmukhi}/u.test(letters)) return 'Gurmukhi';
  if (/\p{Script=Arabic}/u.test(letters)) return 'Arabic';
  if (/\p{Script=Cyrillic}/u.test(letters)) return 'Cyrillic';
  if (/\p{Script=Han}/u.test(letters)) return 'Han';
  return letters === '' ? 'none' : 'other';
}
