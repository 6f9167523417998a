import type { Strength } from './classification-rule';
import type { CueSets } from './cue-sets';
import { CLAUSE_END } from './text-tokens';

const POINTS: Readonly<Record<Strength, number>> = { strong: 3, normal: 2, weak: 1 };
const WISH_REACH = 5;
const LATER_REACH = 3;
const LEAST = 0.25;

interface Place {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/**
 * How much a phrase counts beside the others of its text: a named visa more than a bare word, a wish more (`I want …`), what
 * the person has already less (`on a …`), what is to come only later less.
 */
export function strengthAt(tokens: readonly string[], place: Place, strength: Strength, cues: CueSets): number {
  const wish = isWished(tokens, place, cues) ? 1 : 0;
  const status = isStatus(tokens, place, cues) ? 2 : 0;
  const later = isLater(tokens, place.start, cues) ? 1 : 0;
  return Math.max(LEAST, POINTS[strength] + wish - status - later);
}

function isWished(tokens: readonly string[], { start, end, next }: Place, { wish_before, wish_after }: CueSets): boolean {
  for (let index = start - 1; index >= Math.max(0, start - WISH_REACH); index--) {
    const token = tokens[index] ?? CLAUSE_END;
    if (token === CLAUSE_END) break;
    if (wish_before.has(token)) return true;
  }
  for (let index = end; index < Math.min(next, end + WISH_REACH); index++) {
    const token = tokens[index] ?? CLAUSE_END;
    if (token === CLAUSE_END) break;
    if (wish_after.has(token)) return true;
  }
  return false;
}

function isStatus(tokens: readonly string[], { start, end }: Place, { status_before, status_after }: CueSets): boolean {
  return endsWith(tokens, start, status_before) || startsWith(tokens, end, status_after);
}

function endsWith(tokens: readonly string[], start: number, sequences: ReadonlySet<string>): boolean {
  let sequence = '';
  for (let index = start - 1; index >= Math.max(0, start - 3); index--) {
    sequence = sequence === '' ? (tokens[index] ?? '') : `${tokens[index] ?? ''} ${sequence}`;
    if (sequences.has(sequence)) return true;
  }
  return false;
}

function startsWith(tokens: readonly string[], end: number, sequences: ReadonlySet<string>): boolean {
  let sequence = '';
  for (let index = end; index < end + 3; index++) {
    sequence = sequence === '' ? (tokens[index] ?? '') : `${sequence} ${tokens[index] ?? ''}`;
    if (sequences.has(sequence)) return true;
  }
  return false;
}

function isLater(tokens: readonly string[], start: number, { later }: CueSets): boolean {
  for (let index = start - 1; index >= Math.max(0, start - LATER_REACH); index--) {
    const token = tokens[index] ?? CLAUSE_END;
    if (token === CLAUSE_END) return false;
    if (later.has(token)) return true;
  }
  return false;
}
