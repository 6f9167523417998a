import { z } from 'zod';

/** Monday first, as ISO 8601 counts weekdays. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes since local midnight of `HH:MM`; `24:00` is the end of the day. */
export function minuteOfDay(clock: string): number {
  const [hours, minutes] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const clockTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day such as 09:00 (24:00 is the end of the day)');

/** One open interval of a day, `to` not included. A night shift is two intervals: until 24:00 and from 00:00. */
export const openInterval = z
  .object({ from: clockTime, to: clockTime })
  .strict()
  .superRefine(({ from, to }, context) => {
    if (minuteOfDay(from) < minuteOfDay(to)) return;
    const message = `ends at ${to}, not after its start ${from}; write a night shift as two intervals, until 24:00 and from 00:00 of the next day`;
    context.addIssue({ code: 'custom', message, path: ['to'] });
  });
export type OpenInterval = z.output<typeof openInterval>;

/** The intervals of one day (a lunch break splits it in two); none = closed. */
export const dayHours = z.array(openInterval).superRefine((intervals, context) => {
  const sorted = intervals.map((interval, index) => ({ ...interval, index })).sort((a, b) => minuteOfDay(a.from) - minuteOfDay(b.from));
  sorted.forEach((interval, position) => {
    const before = sorted[position - 1];
    if (!before || minuteOfDay(before.to) <= minuteOfDay(interval.from)) return;
    const message = `${interval.from}-${interval.to} overlaps ${before.from}-${before.to}`;
    context.addIssue({ code: 'custom', message, path: [interval.index] });
  });
});

/** Opening hours of a week; a day that is not named is closed. */
export const weekHours = z
  .object({
    mon: dayHours.default([]),
    tue: dayHours.default([]),
    wed: dayHours.default([]),
    thu: dayHours.default([]),
    fri: dayHours.default([]),
    sat: dayHours.default([]),
    sun: dayHours.default([]),
  })
  .strict();
export type WeekHours = z.output<typeof weekHours>;

const OFFICE_DAY: OpenInterval[] = [{ from: '09:00', to: '18:00' }];
/** Hours of a firm that named none: Monday to Friday, 9 to 18. */
export const OFFICE_HOURS: WeekHours = {
  mon: OFFICE_DAY,
  tue: OFFICE_DAY,
  wed: OFFICE_DAY,
  thu: OFFICE_DAY,
  fri: OFFICE_DAY,
  sat: [],
  sun: [],
};

/** A calendar date without time or zone, `YYYY-MM-DD`, that exists. */
export const localDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-12-25')
  .refine(isRealDate, (value) => ({ message: `'${value}' is not a date of the calendar` }));

function isRealDate(value: string): boolean {
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}
