import { CLAUSE_END, COMMA } from './text-tokens';

const NEGATORS = new Set(
  'not no dont doesnt didnt isnt arent wasnt werent never without neither nor cannot cant wont havent hasnt hadnt except excluding wouldnt'.split(
    ' ',
  ),
);
/** `not only`, `no problem`: not a negation of what follows. */
const HARMLESS_AFTER = new Set([
  'only',
  'just',
  'problem',
  'issue',
  'worries',
  'doubt',
  'rush',
  'hurry',
  'sure',
  'matter',
]);
/** A new statement begins; what was said before does not reach beyond it. */
const FRESH_START = new Set([
  'but',
  'however',
  'i',
  'we',
  'he',
  'she',
  'my',
  'im',
  'ive',
  'instead',
  'rather',
  'because',
  'although',
  'yes',
]);
const JOINS = new Set(['or', 'nor', 'and']);
const LINKS = new Set([COMMA, 'or', 'nor', 'and', 'also', 'a', 'an', 'for']);
const REACH = 6;

/** Whether the phrase at `start`..`end` (exclusive) is denied: `not looking for study`, `documents are not ready`. */
export function isNegated(tokens: readonly string[], start: number, end: number): boolean {
  return isDeniedBefore(tokens, start) || isDeniedAfter(tokens, end);
}

function isDeniedBefore(tokens: readonly string[], start: number): boolean {
  for (let index = start - 1; index >= Math.max(0, start - REACH); index--) {
    const token = tokens[index] ?? CLAUSE_END;
    if (token === CLAUSE_END || token === COMMA) return false;
    if (NEGATORS.has(token) && !HARMLESS_AFTER.has(tokens[index + 1] ?? '')) return true;
    if (token === 'of' && tokens[index - 1] === 'instead') return true;
    if (token === 'than' && tokens[index - 1] === 'rather') return true;
    if (FRESH_START.has(token)) return false;
  }
  return false;
}

/** `study is not what I want`; a bare `not` after a phrase belongs to what follows (`PR, not study`). */
function isDeniedAfter(tokens: readonly string[], end: number): boolean {
  const [first, second] = [tokens[end] ?? '', tokens[end + 1] ?? ''];
  if (first === 'isnt' || first === 'arent') return true;
  return (
    (first === 'is' || first === 'are') && second === 'not' && !HARMLESS_AFTER.has(tokens[end + 2] ?? '')
  );
}

/**
 * `not looking for study, work or a visit`: every member of a list shares the denial of the first. A comma alone
 * goes on only when the list is closed by an `or`: in `not study, work permit please` the second is wanted.
 */
export function isListedAfter(tokens: readonly string[], previousEnd: number, start: number): boolean {
  const between = tokens.slice(previousEnd, start);
  if (between.length === 0 || between.length > 3 || !between.every((token) => LINKS.has(token))) return false;
  return between.some((token) => JOINS.has(token)) || isClosedByOr(tokens.slice(start, start + REACH));
}

function isClosedByOr(ahead: readonly string[]): boolean {
  const end = ahead.findIndex((token) => token === CLAUSE_END || FRESH_START.has(token));
  return ahead.slice(0, end < 0 ? ahead.length : end).some((token) => token === 'or' || token === 'nor');
}
