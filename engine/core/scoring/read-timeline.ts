import type { TIMELINE_BUCKETS } from '../model';

export type TimelineBucket = (typeof TIMELINE_BUCKETS)[number];

const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30.5, year: 365 };
const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  couple: 2,
};
const NUMBER = String.raw`(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|couple of)`;
const UNIT = String.raw`(day|week|month|year)s?`;
const SPAN = new RegExp(
  String.raw`${NUMBER}\s*(\+|plus|or more)?(?:\s*(?:-|–|to|or)\s*${NUMBER})?\s*(\+)?\s*${UNIT}\b\s*(\+|plus|or more|and more|or longer)?`,
);
const MORE = /\b(more than|over|after|at least|beyond|later than|longer than)\s*$/;
/** In free text only a span that is said to be a time to come counts: `3 years of experience` is none. */
const AHEAD = /\b(within|in|in the next|over the next|next|less than|under|in about|in around|by)\s*$/;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** P5.2: the bucket of a number of days from now. */
export function bucketOfDays(days: number): TimelineBucket {
  if (days <= 30) return '0-30 days';
  if (days <= 91) return '31-90 days';
  return days <= 183 ? '3-6 months' : '6+ months';
}

/**
 * Reads a time to come, e.g. an answer to "When do you want to apply?": `Within 3 months`, `1-3 months`, `6+ months`,
 * `September 2026`. A range counts by its far end. null = says no time.
 * @param at when it was written; months are counted from it
 */
export function readTimeline(answer: string, at: Date): TimelineBucket | null {
  const text = plain(answer);
  return spanOf(text, () => true) ?? monthOf(text, at);
}

/** As `readTimeline`, for free text: only spans said to lie ahead (`within 2 months`, `in 3 weeks`). */
export function readTimelineAhead(message: string): TimelineBucket | null {
  return spanOf(plain(message), (before) => AHEAD.test(before));
}

function plain(text: string): string {
  return text.slice(0, 2000).toLowerCase().replace(/\s+/g, ' ');
}

function spanOf(text: string, counts: (before: string) => boolean): TimelineBucket | null {
  const found = SPAN.exec(text);
  if (!found) return null;
  const before = text.slice(0, found.index);
  const more = MORE.test(before) || [found[2], found[4], found[6]].some(Boolean);
  if (!counts(before) && !more) return spanOf(text.slice(found.index + found[0].length), counts);
  const days = Math.floor(numberOf(found[3] ?? found[1] ?? '') * (UNIT_DAYS[found[5] ?? ''] ?? 0));
  return bucketOfDays(more ? days + 2 : days);
}

function numberOf(text: string): number {
  return WORDS[text.replace(' of', '')] ?? Number(text);
}

/** `September 2026`, `Sept`: counted to the first of that month; a month without a year is the next one to come. */
function monthOf(text: string, at: Date): TimelineBucket | null {
  const found = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?\s*(20\d\d)?/.exec(text);
  const month = found ? MONTHS.findIndex((name) => name.startsWith(found[1] ?? '?')) : -1;
  if (!found || month < 0) return null;
  const year = found[2] ? Number(found[2]) : at.getUTCFullYear() + (month < at.getUTCMonth() ? 1 : 0);
  const days = Math.round((Date.UTC(year, month, 1) - at.getTime()) / 86_400_000);
  return bucketOfDays(Math.max(0, days));
}
