import type { CueSets } from './cue-sets';
import { CLAUSE_END, COMMA } from './text-tokens';

/** Words between a denial and what it denies. */
const REACH = 6;
const REACH_AFTER = 4;
const SMALL_LINKS = new Set([COMMA, 'also', 'a', 'an', 'for', 'de', 'para', 'pour', 'por', 'un', 'une', 'una', 'uma', 'ng', 'sa', 'mag', 'ke', 'liye']);

/**
 * denied: `not looking for study`. unmet: something is missing, not unwanted: `I can't get a study permit`.
 * `by` is the place of the word that denies, so that it denies one phrase only.
 */
export interface Denial {
  readonly kind: 'denied' | 'unmet' | null;
  readonly by: number;
}
const NONE: Denial = { kind: null, by: -1 };

interface Place {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Where the next phrase begins. */
  readonly next: number;
}

/** Whether the phrase at a place is denied. */
export function denialOf(tokens: readonly string[], place: Place, cues: CueSets, used: ReadonlySet<number>): Denial {
  const before = deniedBefore(tokens, place.start, cues, used);
  return before.kind ? before : deniedAfter(tokens, place, cues);
}

function deniedBefore(tokens: readonly string[], start: number, cues: CueSets, used: ReadonlySet<number>): Denial {
  for (let index = start - 1; index >= Math.max(0, start - REACH); index--) {
    const token = tokens[index] ?? CLAUSE_END;
    if (token === CLAUSE_END || token === COMMA) return NONE;
    if (cues.negators.has(token) && !used.has(index)) {
      const harmless = cues.harmless_after.has(tokens[index + 1] ?? '');
      return harmless ? NONE : { kind: isUnmet(tokens, index, start, cues) ? 'unmet' : 'denied', by: index };
    }
    if ((token === 'of' && tokens[index - 1] === 'instead') || isLess(tokens, index, start, cues)) return { kind: 'denied', by: index };
    if (cues.fresh.has(token) && !follows(tokens, index, cues.negators)) return NONE;
  }
  return NONE;
}

/** `I'd rather work than [study]`. */
function isLess(tokens: readonly string[], index: number, start: number, { prefers, than }: CueSets): boolean {
  if (index < start - 2 || !than.has(tokens[index] ?? '')) return false;
  return tokens.slice(Math.max(0, index - REACH), index).some((token) => prefers.has(token));
}

/** `I want` begins anew, `I don't want` does not. */
function follows(tokens: readonly string[], index: number, set: ReadonlySet<string>): boolean {
  return set.has(tokens[index - 1] ?? '') || set.has(tokens[index - 2] ?? '');
}

function isUnmet(tokens: readonly string[], index: number, start: number, { unmet }: CueSets): boolean {
  for (let at = index; at < Math.min(start, index + 3); at++) if (unmet.has(tokens[at] ?? '')) return true;
  return false;
}

/** `padhai nahi karni`, `study is not what I want`; a bare `not` after a phrase belongs to what follows (`PR, not study`). */
function deniedAfter(tokens: readonly string[], { end, next }: Place, cues: CueSets): Denial {
  const until = Math.min(next, end + REACH_AFTER);
  for (let index = end; index < until; index++) {
    const token = tokens[index] ?? CLAUSE_END;
    if (token === CLAUSE_END || token === COMMA) return NONE;
    const copula = (token === 'is' || token === 'are') && tokens[index + 1] === 'not' && index === end;
    const by = copula ? index + 1 : index;
    const following = tokens[by + 1] ?? '';
    if (copula || cues.negators_after.has(token)) {
      if (cues.harmless_after.has(following)) return NONE;
      return { kind: cues.unmet.has(following) ? 'unmet' : 'denied', by };
    }
    if (cues.fresh.has(token)) return NONE;
    if (cues.wish_after.has(token) && !cues.negators_after.has(following)) return NONE;
  }
  return NONE;
}

/**
 * `not looking for study, work or a visit`: every member of a list shares the denial of the first. A comma alone
 * goes on only when the list is closed by an `or`: in `not study, work permit please` the second is wanted.
 */
export function isListedAfter(tokens: readonly string[], previousEnd: number, start: number, cues: CueSets): boolean {
  const between = tokens.slice(previousEnd, start);
  if (between.length === 0 || between.length > 3 || !between.every((token) => SMALL_LINKS.has(token) || cues.joins.has(token))) return false;
  return between.some((token) => cues.joins.has(token)) || isClosedByOr(tokens.slice(start, start + REACH), cues);
}

function isClosedByOr(ahead: readonly string[], { fresh, joins }: CueSets): boolean {
  const end = ahead.findIndex((token) => token === CLAUSE_END || fresh.has(token));
  return ahead.slice(0, end < 0 ? ahead.length : end).some((token) => joins.has(token));
}
