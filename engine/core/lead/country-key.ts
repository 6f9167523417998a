import { cleanLine } from './text';

/** Turkish ı, Scandinavian and Polish letters that have no accent to take off. */
const PLAIN: ReadonlyMap<string, string> = new Map([['ı', 'i'], ['ø', 'o'], ['ł', 'l'], ['đ', 'd'], ['ð', 'd'], ['ß', 'ss'], ['æ', 'ae'], ['œ', 'oe'], ['ə', 'e']]);

/**
 * A name for looking up: small letters, Latin, Greek and Cyrillic without accents, one spelling of Arabic letters, `and` and
 * signs left out, `st` as `saint`. Vowel signs of other scripts stay: without them two names can be one.
 */
export function countryKey(text: string): string {
  const plain = /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : folded(text);
  return plain
    .replace(/[’'`´ʼ]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .replace(/^(?:[a-z] )+[a-z]$/, (letters) => letters.replaceAll(' ', ''))
    .replace(/\bu (?=[sk]\b)/g, 'u')
    .replace(/(?<= )(?:and|y|et|e|und) /g, '')
    .replace(/\bst\b/g, 'saint');
}

function folded(text: string): string {
  return cleanLine(text)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652\u0640]/g, '')
    .normalize('NFC')
    .replace(/[ıøłđðßæœə]/g, (letter) => PLAIN.get(letter) ?? letter)
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىي]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/ة/g, 'ه');
}
