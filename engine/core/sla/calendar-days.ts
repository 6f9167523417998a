import { DateTime } from 'luxon';

import { type BusinessCalendar, closingOfDay, nextOpening } from './calendar';

/** Start of the local day `days` after the day of `from`. */
export function startAfterDays(calendar: BusinessCalendar, from: Date, days: number): Date {
  return local(calendar, from).plus({ days }).startOf('day').toJSDate();
}

/** The same local time of day, `days` later: 10:00 stays 10:00 across a change of clocks. */
export function sameTimeAfterDays(calendar: BusinessCalendar, from: Date, days: number): Date {
  return local(calendar, from).plus({ days }).toJSDate();
}

/** Closing time of the first open day that is `days` or more after the day of `from`. */
export function closingAfterDays(calendar: BusinessCalendar, from: Date, days: number): Date {
  const opening = nextOpening(calendar, days === 0 ? from : startAfterDays(calendar, from, days));
  return closingOfDay(calendar, opening);
}

function local(calendar: BusinessCalendar, at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone: calendar.time_zone });
}
