import type { TIMELINE_BUCKETS } from '../model';
import { languageOf } from './cue-sets';
import { CLAUSE_END, COMMA, textTokens } from './text-tokens';
import { monthNames, type TimeSets, timeWordsOf } from './time-words';

export type TimelineBucket = (typeof TIMELINE_BUCKETS)[number];

/** P5.2: the bucket of a number of days from now. */
export function bucketOfDays(days: number): TimelineBucket {
  if (days <= 30) return '0-30 days';
  if (days <= 91) return '31-90 days';
  return days <= 183 ? '3-6 months' : '6+ months';
}

/**
 * Reads a time to come, e.g. an answer to "When do you want to apply?": `Within 3 months`, `1-3 months`, `6+ months`,
 * `dans 2 semaines`, `September 2026`. A range counts by its far end. null = says no time.
 * @param at when it was written; months are counted from it
 */
export function readTimeline(answer: string, at: Date): TimelineBucket | null {
  const tokens = timeTokens(answer);
  return spanOf(tokens, () => true) ?? monthOf(tokens, at);
}

/** As `readTimeline`, for free text: only spans said to lie ahead (`within 2 months`, `do mahine me`) count, not `3 years of experience`. */
export function readTimelineAhead(message: string): TimelineBucket | null {
  return spanOf(timeTokens(message), isAhead);
}

const MOST_LETTERS = 2000;

/** `6+ months` and `3months` in words of their own. */
function timeTokens(text: string): string[] {
  const cut = text.slice(0, MOST_LETTERS).toLowerCase();
  return textTokens(cut.replace(/(\d)\s*\+/g, '$1 plus ').replace(/(\d)(?=\p{L})/gu, '$1 ').replace(/\bor more\b|\bor longer\b|\band more\b/g, ' plus '));
}

interface Span {
  /** The first word of the number and the unit's place. */
  readonly from: number;
  readonly to: number;
  readonly days: number;
}

type Counts = (tokens: readonly string[], span: Span, words: TimeSets) => boolean;

function spanOf(tokens: readonly string[], counts: Counts): TimelineBucket | null {
  if (tokens.length === 0) return null;
  const words = timeWordsOf(languageOf(tokens));
  for (let index = 0; index < tokens.length; index++) {
    const span = spanAt(tokens, index, words);
    if (!span) continue;
    const more = near(tokens, span, 1, words.more) || tokens.slice(span.from, span.to + 2).includes('plus');
    if (counts(tokens, span, words) || more) return bucketOfDays(Math.floor(span.days) + (more ? 2 : 0));
  }
  return null;
}

/** A unit with the number before it (`3 months`, `couple of months`), or a word that is a span by itself. */
function spanAt(tokens: readonly string[], index: number, { units, numbers, spans }: TimeSets): Span | null {
  const token = tokens[index] ?? '';
  const alone = spans.get(token);
  if (alone !== undefined) return { from: index, to: index, days: alone };
  const unit = units.get(token);
  if (unit === undefined) return null;
  for (const from of [index - 1, index - 2]) {
    const word = tokens[from] ?? '';
    const count = /^\d{1,3}$/.test(word) ? Number(word) : numbers.get(word);
    if (count !== undefined) return { from: firstNumber(tokens, from, numbers), to: index, days: count * unit };
    if (word === CLAUSE_END || (word === COMMA && from === index - 1)) return null;
  }
  return null;
}

/** `2 to 3`, `2-3`: back to the near end of a range. */
function firstNumber(tokens: readonly string[], from: number, numbers: TimeSets['numbers']): number {
  const isNumber = (word: string | undefined) => word !== undefined && (/^\d{1,3}$/.test(word) || numbers.has(word));
  if (isNumber(tokens[from - 1])) return from - 1;
  return isNumber(tokens[from - 2]) && (tokens[from - 1] ?? '').length <= 3 ? from - 2 : from;
}

const AHEAD_REACH = 2;
const PAST_REACH = 2;

function isAhead(tokens: readonly string[], span: Span, words: TimeSets): boolean {
  const after = tokens.slice(span.to + 1, span.to + 1 + PAST_REACH);
  if (after.some((token) => words.past.has(token)) || words.past.has(tokens[span.from - 1] ?? '')) return false;
  if (tokens.slice(Math.max(0, span.from - AHEAD_REACH), span.from).some((token) => words.ahead_before.has(token))) return true;
  return after.some((token) => words.ahead_after.has(token));
}

function near(tokens: readonly string[], { from, to }: Span, reach: number, set: ReadonlySet<string>): boolean {
  const around = [...tokens.slice(Math.max(0, from - reach - 1), from), ...tokens.slice(to + 1, to + 1 + reach)];
  return around.some((token) => set.has(token));
}

/** `September 2026`, `Sept`: counted to the first of that month; a month without a year is the next one to come. */
function monthOf(tokens: readonly string[], at: Date): TimelineBucket | null {
  const names = monthNames();
  const index = tokens.findIndex((token) => names.has(token) || (token.length > 3 && names.has(token.slice(0, 3)) && isShortMonth(token)));
  const month = names.get(tokens[index] ?? '') ?? names.get((tokens[index] ?? '').slice(0, 3));
  if (month === undefined) return null;
  const stated = [tokens[index + 1], tokens[index + 2]].find((token) => /^20\d\d$/.test(token ?? ''));
  const year = stated ? Number(stated) : at.getUTCFullYear() + (month < at.getUTCMonth() ? 1 : 0);
  const days = Math.round((Date.UTC(year, month, 1) - at.getTime()) / 86_400_000);
  return bucketOfDays(Math.max(0, days));
}

/** `sept`, `janu`: the beginning of an English month's name. */
function isShortMonth(token: string): boolean {
  return [...monthNames().keys()].some((name) => name.startsWith(token));
}
