import { IANAZone } from 'luxon';

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** Zones with two changes inside a week do not exist; the closest pair (Ramadan in Morocco) is a month apart. */
const SAMPLE_MS = 7 * DAY_MS;

/** From `from` on (epoch ms) local time is UTC + `offset` ms, until the next stretch begins. */
export interface OffsetStretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

const stretchesByZone = new Map<string, Map<number, readonly OffsetStretch[]>>();

/**
 * The stretches of constant UTC offset that touch a UTC year, in order. Found once per zone and year
 * and remembered: after that all zone arithmetic is additions. They overlap the year's ends by two days,
 * so that a local date near New Year needs one year only.
 */
export function stretchesOf(zoneName: string, year: number): readonly OffsetStretch[] {
  const years = stretchesByZone.get(zoneName) ?? new Map<number, readonly OffsetStretch[]>();
  const known = years.get(year);
  if (known) return known;
  const found = findStretches(IANAZone.create(zoneName), Date.UTC(year, 0, 1) - 2 * DAY_MS, Date.UTC(year + 1, 0, 1) + 2 * DAY_MS);
  stretchesByZone.set(zoneName, years.set(year, found));
  return found;
}

/** UTC offset in ms at an instant (epoch ms). */
export function offsetAt(zoneName: string, at: number): number {
  const stretches = stretchesOf(zoneName, new Date(at).getUTCFullYear());
  return (stretches.find(({ until }) => at < until) ?? lastOf(stretches)).offset;
}

/** Number of the local calendar day (days since 1970-01-01) at an instant. */
export function localDay(zoneName: string, at: number): number {
  return Math.floor((at + offsetAt(zoneName, at)) / DAY_MS);
}

/** First instant (epoch ms) of a local calendar day. */
export function startOfLocalDay(zoneName: string, day: number): number {
  const [first] = utcPieces(zoneName, day, 0, DAY_MS);
  // A date that the zone skipped (Samoa, 30 December 2011) starts where it would have been.
  return first?.from ?? day * DAY_MS - offsetAt(zoneName, day * DAY_MS);
}

/**
 * The UTC pieces of the local interval [fromMs, toMs) after midnight of a local day. One piece as a rule;
 * none inside a spring gap; two where clocks go back through it, because that hour happens twice.
 */
export function utcPieces(zoneName: string, day: number, fromMs: number, toMs: number): { from: number; until: number }[] {
  const midnight = day * DAY_MS;
  const pieces: { from: number; until: number }[] = [];
  for (const stretch of stretchesOf(zoneName, yearOfDay(day))) {
    const from = Math.max(stretch.from, midnight + fromMs - stretch.offset);
    const until = Math.min(stretch.until, midnight + toMs - stretch.offset);
    if (from < until) pieces.push({ from, until });
  }
  return pieces;
}

/** Local days whose length or clock differs from 24 plain hours in a year, for the zone's offset changes. */
export function changeDays(zoneName: string, year: number): number[] {
  const days = stretchesOf(zoneName, year)
    .slice(1)
    .flatMap(({ from, offset }, index) => {
      const before = stretchesOf(zoneName, year)[index]?.offset ?? offset;
      const first = Math.floor((from + Math.min(before, offset)) / DAY_MS);
      const last = Math.floor((from + Math.max(before, offset)) / DAY_MS);
      return Array.from({ length: last - first + 1 }, (_, step) => first + step);
    });
  return [...new Set(days)].filter((day) => yearOfDay(day) === year);
}

/** UTC year of a day number. */
export function yearOfDay(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

function findStretches(zone: IANAZone, from: number, until: number): OffsetStretch[] {
  const offset = (at: number): number => Math.round(zone.offset(at) * MINUTE_MS);
  const starts = [{ from, offset: offset(from) }];
  for (let at = from; at < until; at += SAMPLE_MS) {
    const next = Math.min(at + SAMPLE_MS, until);
    if (offset(at) !== offset(next)) starts.push({ from: firstChange(offset, at, next), offset: offset(next) });
  }
  return starts.map((start, index) => ({ ...start, until: starts[index + 1]?.from ?? until }));
}

/** Bisects to the millisecond at which the offset becomes that of `until`. */
function firstChange(offset: (at: number) => number, from: number, until: number): number {
  const target = offset(until);
  let low = from;
  let high = until;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === target) high = middle;
    else low = middle;
  }
  return high;
}

function lastOf<T>(values: readonly T[]): T {
  const last = values[values.length - 1];
  if (last === undefined) throw new RangeError('A zone has at least one stretch of constant offset');
  return last;
}
