import type { Values } from './columns';
import { OTHER_WORD, SAME_WORD, wordLevel } from './compare-words';
import { at } from './match-record';
import { nicknamesOf } from './nicknames';

const MOST_BITS = 18;
/** Words that differ in more letters than this are other words, unless they sound alike or are forms of one name. */
const MOST_OTHER_LETTERS = 5;

/** Compares words by number: most pairs are told apart by their letters alone, the last quarter million answers are remembered. */
export function wordMemo(values: Values, sounds: Int32Array | null = null): (left: number, right: number) => number {
  const { texts } = values;
  const letters = Int32Array.from(texts, lettersOf);
  const bits = Math.min(MOST_BITS, Math.max(6, 2 * Math.ceil(Math.log2(texts.length + 1))));
  const slots = 1 << bits;
  const lefts = new Int32Array(slots);
  const rights = new Int32Array(slots);
  const levels = new Uint8Array(slots);

  function isFar(left: number, right: number): boolean {
    if (ones(at(letters, left) ^ at(letters, right)) <= MOST_OTHER_LETTERS) return false;
    return sounds === null || at(sounds, left) !== at(sounds, right);
  }

  return (one, other) => {
    if (one === other) return SAME_WORD;
    if (one === 0 || other === 0) return OTHER_WORD;
    const left = one < other ? one : other;
    const right = one < other ? other : one;
    const far = isFar(left, right);
    if (far && (at(letters, left) & at(letters, right) & NICKNAME) === 0 && !isBeginning(texts[left] ?? '', texts[right] ?? '')) return OTHER_WORD;
    const slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> (32 - bits);
    if (at(lefts, slot) === left && at(rights, slot) === right) return at(levels, slot);
    const level = wordLevel(texts[left] ?? '', texts[right] ?? '');
    lefts[slot] = left;
    rights[slot] = right;
    levels[slot] = level;
    return level;
  };
}

/** Bit of words that have everyday or formal forms. */
const NICKNAME = 1 << 30;

/** A bit for each letter of the word, one for all others together. */
function lettersOf(word: string): number {
  let bits = nicknamesOf(word).length > 0 ? NICKNAME : 0;
  for (let index = 0; index < word.length; index += 1) {
    const letter = word.charCodeAt(index) - 97;
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
  }
  return bits;
}

function ones(bits: number): number {
  let left = bits & ~NICKNAME;
  left -= (left >>> 1) & 0x55555555;
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function isBeginning(left: string, right: string): boolean {
  return left.length < right.length ? right.startsWith(left) : left.startsWith(right);
}
