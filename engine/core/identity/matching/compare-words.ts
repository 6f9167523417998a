import { compareTokens, editDistance, soundSkeleton } from '../compare-tokens';
import { nicknamesOf } from './nicknames';

/** Levels of two words of a name or a street; see LEVELS.given. */
export const SAME_WORD = 0;
export const VARIANT = 1;
export const CLOSE = 2;
export const SHORT = 3;
export const OTHER_WORD = 4;

/** How two different folded Latin words agree. Symmetric and bounded: words are cut before they come here. */
export function wordLevel(left: string, right: string): number {
  switch (compareTokens(left, right)) {
    case 'exact':
      return SAME_WORD;
    case 'variant':
      return VARIANT;
    case 'short':
    case 'initial':
      return SHORT;
    case 'near':
      // Min and Bin, Li and Le are other names, not slips.
      return Math.min(left.length, right.length) < 4 ? OTHER_WORD : CLOSE;
    case 'none':
      return looseLevel(left, right);
  }
}

function looseLevel(left: string, right: string): number {
  if (left.length < 2 || right.length < 2) return OTHER_WORD;
  if (areNicknames(left, right)) return VARIANT;
  if (Math.min(left.length, right.length) < 4) return OTHER_WORD;
  const [a, b] = [consonants(left), consonants(right)];
  if (a.length > 2 && a === b) return CLOSE;
  return jaroWinkler(left, right) >= 0.88 ? CLOSE : OTHER_WORD;
}

function areNicknames(left: string, right: string): boolean {
  const [a, b] = [nicknamesOf(left), nicknamesOf(right)];
  if (a.includes(right) || b.includes(left)) return true;
  return a.some((formal) => b.includes(formal));
}

/** The consonants of a word's sound: equal for most spellings of a name, also across scripts. */
export function consonants(word: string): string {
  const sound = soundSkeleton(word);
  return (sound[0] ?? '') + sound.slice(1).replace(/[aeiouyh]/g, '').replace(/(.)\1+/g, '$1');
}

/** Jaro similarity with Winkler's bonus for an equal beginning; 0 … 1. */
export function jaroWinkler(left: string, right: string): number {
  const jaro = jaroSimilarity(left, right);
  let prefix = 0;
  while (prefix < 4 && prefix < left.length && left[prefix] === right[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroSimilarity(left: string, right: string): number {
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Uint8Array(right.length);
  let matched = '';
  for (let index = 0; index < left.length; index += 1) {
    const until = Math.min(right.length, index + reach + 1);
    for (let other = Math.max(0, index - reach); other < until; other += 1) {
      if (taken[other] || left[index] !== right[other]) continue;
      taken[other] = 1;
      matched += left[index] ?? '';
      break;
    }
  }
  if (matched === '') return 0;
  const swaps = countSwaps(matched, right, taken);
  return (matched.length / left.length + matched.length / right.length + (matched.length - swaps / 2) / matched.length) / 3;
}

function countSwaps(matched: string, right: string, taken: Uint8Array): number {
  let [swaps, place] = [0, 0];
  for (let index = 0; index < right.length; index += 1) {
    if (!taken[index]) continue;
    if (matched[place] !== right[index]) swaps += 1;
    place += 1;
  }
  return swaps;
}

/** One insertion, deletion, replacement or swap apart. */
export function isOneSlip(left: string, right: string): boolean {
  return Math.abs(left.length - right.length) < 2 && editDistance(left, right) === 1;
}
