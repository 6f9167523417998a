import { DomainError } from '../errors';
import { dayOfDate } from './day-number';
import { changeDays, localDay, utcPieces, yearOfDay } from './zone-offsets';
import { minuteOfDay, WEEKDAYS, type OpenInterval, type WeekHours } from './week-hours';

const MINUTE_MS = 60_000;
/** A due date further away than this means a calendar that (almost) never opens. */
const HORIZON_DAYS = 5 * 366;

/** Opening hours with their zone; special days replace the week's hours (holiday = none). */
export interface BusinessHours {
  readonly time_zone: string;
  readonly hours: WeekHours;
  readonly special_days: readonly { readonly date: string; readonly hours: readonly OpenInterval[] }[];
  /** Closed days of a year (days since 1970) beside those; asked once a year of the calendar. */
  readonly holidaysOf?: (year: number) => readonly number[];
  /** Spans of local days (both included, `to` null = for ever) on which it is closed, e.g. a rep's leave. */
  readonly closed?: readonly { readonly from: string; readonly to: string | null }[];
}

interface Span {
  readonly from: number;
  readonly until: number;
}

/**
 * A business calendar ready for arithmetic. Sums come from weekly totals plus the few days that differ
 * (holidays, clock changes): the cost grows with neither the span's minutes nor its days.
 */
export interface BusinessCalendar {
  readonly time_zone: string;
  /** Open intervals of each weekday in ms after local midnight, Monday first. */
  readonly week: readonly (readonly Span[])[];
  /** Open ms before each weekday within a plain week; the eighth entry is the whole week. */
  readonly weekPrefix: readonly number[];
  readonly special: ReadonlyMap<number, readonly Span[]>;
  readonly holidaysOf: (year: number) => ReadonlySet<number>;
  readonly closed: readonly { readonly from: number; readonly until: number }[];
  /** By year: local days whose open time differs from the plain week, in order. Filled on first use. */
  readonly exceptions: Map<number, readonly { readonly day: number; readonly delta: number }[]>;
}

export function makeCalendar(hours: BusinessHours): BusinessCalendar {
  const week = WEEKDAYS.map((name) => toSpans(hours.hours[name]));
  const weekPrefix = week.reduce<number[]>((sums, spans) => [...sums, (sums[sums.length - 1] ?? 0) + total(spans)], [0]);
  const special = new Map(hours.special_days.map((day) => [dayOfDate(day.date), toSpans(day.hours)]));
  const closed = (hours.closed ?? []).map(({ from, to }) => ({ from: dayOfDate(from), until: to === null ? Infinity : dayOfDate(to) }));
  return { time_zone: hours.time_zone, week, weekPrefix, special, holidaysOf: onceAYear(hours.holidaysOf), closed, exceptions: new Map() };
}

const NO_DAYS: ReadonlySet<number> = new Set();

function onceAYear(holidaysOf: BusinessHours['holidaysOf']): BusinessCalendar['holidaysOf'] {
  if (!holidaysOf) return () => NO_DAYS;
  const known = new Map<number, ReadonlySet<number>>();
  return (year) => {
    const days = known.get(year) ?? new Set(holidaysOf(year));
    known.set(year, days);
    return days;
  };
}

/** Whether the calendar is open at an instant. */
export function isOpen(calendar: BusinessCalendar, at: Date): boolean {
  const time = at.getTime();
  const day = localDay(calendar.time_zone, time);
  return piecesOf(calendar, day).some(({ from, until }) => from <= time && time < until);
}

/** `at` while open, else when the calendar opens next. @throws DomainError `calendar_never_opens` */
export function nextOpening(calendar: BusinessCalendar, at: Date): Date {
  return isOpen(calendar, at) ? at : new Date(addBusinessTime(calendar, at, 1).getTime() - 1);
}

/** When the calendar closes for the last time on the local day of `at`, a day on which it opens. */
export function closingOfDay(calendar: BusinessCalendar, at: Date): Date {
  const pieces = piecesOf(calendar, localDay(calendar.time_zone, at.getTime()));
  return new Date(pieces.reduce((latest, { until }) => Math.max(latest, until), at.getTime()));
}

/** Open milliseconds from `from` to `until`; negative when `until` is earlier (a clock that went back). */
export function businessTime(calendar: BusinessCalendar, from: Date, until: Date): number {
  if (until < from) return -businessTime(calendar, until, from);
  const base = localDay(calendar.time_zone, from.getTime()) - 1;
  return openBefore(calendar, base, until.getTime()) - openBefore(calendar, base, from.getTime());
}

/**
 * The first instant at which `amountMs` of open time has passed since `from`.
 * @throws DomainError `calendar_never_opens` when that is more than five years away
 */
export function addBusinessTime(calendar: BusinessCalendar, from: Date, amountMs: number): Date {
  if (amountMs <= 0) return from;
  const base = localDay(calendar.time_zone, from.getTime()) - 1;
  const target = openBefore(calendar, base, from.getTime()) + amountMs;
  const day = dayReaching(calendar, base, target);
  const first = Math.max(base, day - 1);
  let passed = openBetweenDays(calendar, base, first);
  for (const { from: start, until } of piecesOfDays(calendar, first, day + 1)) {
    if (passed + until - start >= target) return new Date(start + target - passed);
    passed += until - start;
  }
  throw neverOpens(calendar);
}

/** The local day during which `target` ms of open time since day `base` are reached; doubles, then bisects. */
function dayReaching(calendar: BusinessCalendar, base: number, target: number): number {
  let low = 0;
  let high = 1;
  while (openBetweenDays(calendar, base, base + high) < target) {
    low = high;
    high *= 2;
    if (low > HORIZON_DAYS) throw neverOpens(calendar);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (openBetweenDays(calendar, base, base + middle) < target) low = middle;
    else high = middle;
  }
  return base + low;
}

/** Open ms from the start of local day `base` to the instant `at`. */
function openBefore(calendar: BusinessCalendar, base: number, at: number): number {
  const day = localDay(calendar.time_zone, at);
  // Where clocks go back across midnight, minutes of two dates interleave: hence the neighbours.
  const first = Math.max(base, day - 1);
  const passed = piecesOfDays(calendar, first, day + 1).reduce((sum, { from, until }) => sum + Math.max(0, Math.min(until, at) - from), 0);
  return openBetweenDays(calendar, base, first) + passed;
}

/** Open ms of the local days from `first` up to, not including, `end`. */
function openBetweenDays(calendar: BusinessCalendar, first: number, end: number): number {
  let open = plainBefore(calendar, end) - plainBefore(calendar, first);
  const lastYear = yearOfDay(end);
  for (let year = yearOfDay(first); year <= lastYear; year += 1) {
    for (const { day, delta } of exceptionsOf(calendar, year)) if (day >= first && day < end) open += delta;
  }
  return open;
}

/** Open ms of a calendar without exceptions before a day, counted from Monday, 5 January 1970. */
function plainBefore(calendar: BusinessCalendar, day: number): number {
  const sinceMonday = day - 4;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * (calendar.weekPrefix[7] ?? 0) + (calendar.weekPrefix[sinceMonday - weeks * 7] ?? 0);
}

function exceptionsOf(calendar: BusinessCalendar, year: number): readonly { day: number; delta: number }[] {
  const known = calendar.exceptions.get(year);
  if (known) return known;
  const special = [...calendar.special.keys()].filter((day) => yearOfDay(day) === year);
  const found = [...new Set([...special, ...calendar.holidaysOf(year), ...closedDays(calendar, year), ...changeDays(calendar.time_zone, year)])]
    .map((day) => ({ day, delta: total(piecesOf(calendar, day)) - total(calendar.week[weekdayOf(day)] ?? []) }))
    .filter(({ delta }) => delta !== 0);
  calendar.exceptions.set(year, found);
  return found;
}

function closedDays({ closed }: BusinessCalendar, year: number): number[] {
  const [first, last] = [firstDayOf(year), firstDayOf(year + 1) - 1];
  return closed.flatMap(({ from, until }) => {
    const [start, end] = [Math.max(from, first), Math.min(until, last)];
    return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
  });
}

function firstDayOf(year: number): number {
  return dayOfDate(`${String(year).padStart(4, '0')}-01-01`);
}

/** Leave closes any day; a day of the firm's own goes before a public holiday. */
function spansOf(calendar: BusinessCalendar, day: number): readonly Span[] {
  if (calendar.closed.some(({ from, until }) => from <= day && day <= until)) return [];
  const own = calendar.special.get(day);
  if (own) return own;
  if (calendar.holidaysOf(yearOfDay(day)).has(day)) return [];
  return calendar.week[weekdayOf(day)] ?? [];
}

function piecesOfDays(calendar: BusinessCalendar, first: number, last: number): Span[] {
  const pieces: Span[] = [];
  for (let day = first; day <= last; day += 1) pieces.push(...piecesOf(calendar, day));
  return pieces.sort((a, b) => a.from - b.from);
}

function piecesOf(calendar: BusinessCalendar, day: number): Span[] {
  return spansOf(calendar, day).flatMap(({ from, until }) => utcPieces(calendar.time_zone, day, from, until));
}

function toSpans(intervals: readonly OpenInterval[]): Span[] {
  return intervals.map(({ from, to }) => ({ from: minuteOfDay(from) * MINUTE_MS, until: minuteOfDay(to) * MINUTE_MS }));
}

function total(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, until }) => sum + until - from, 0);
}

/** 0 = Monday; day 0 (1 January 1970) was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function neverOpens(calendar: BusinessCalendar): DomainError {
  return new DomainError(
    'calendar_never_opens',
    `The business calendar (${calendar.time_zone}) has too few open hours: the time asked for does not pass within five years. Give it opening hours in settings.sla.calendars.`,
  );
}
