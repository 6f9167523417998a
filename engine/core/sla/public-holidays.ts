import { z } from 'zod';

import { countryCode } from '../model/fields';
import { dayOfDate } from './day-number';
import { DAY_MS } from './zone-offsets';

/** Whose public holidays a calendar keeps: `settings.sla.calendars.*.public_holidays`. */
export const publicHolidays = z
  .object({
    country: countryCode,
    /** Province, state or region by its code, e.g. ON; null = the whole country's days only. */
    region: z.string().trim().min(1, 'must be a region code such as ON; leave it out for the whole country').nullable().default(null),
    /** Days on which the firm works all the same, by their date. */
    except: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-12-26')).default([]),
  })
  .strict()
  .superRefine((value, context) => {
    const problem = regionProblem(value.country, value.region);
    if (problem) context.addIssue({ code: 'custom', message: problem.message, path: [problem.field] });
  });
export type PublicHolidays = z.output<typeof publicHolidays>;

/** Days since 1970 that are public holidays in a year, in the country's own language-neutral calendar. */
export function holidaysOf({ country, region, except }: PublicHolidays, year: number): number[] {
  const Holidays = load();
  const holidays = region === null ? new Holidays(country) : new Holidays(country, region);
  const open = new Set(except.map(dayOfDate));
  const days = holidays.getHolidays(year).flatMap(({ type, date, start, end }) => (type === 'public' ? daysFrom(date.slice(0, 10), end.getTime() - start.getTime()) : []));
  return [...new Set(days)].filter((day) => !open.has(day));
}

/** Most are one day; a feast of several days is one entry. */
function daysFrom(date: string, length: number): number[] {
  const first = dayOfDate(date);
  return Array.from({ length: Math.max(1, Math.round(length / DAY_MS)) }, (_, index) => first + index);
}

function regionProblem(country: string, region: string | null): { field: 'country' | 'region'; message: string } | null {
  const known = new (load())();
  const countries = Object.keys(known.getCountries());
  if (!countries.includes(country)) return { field: 'country', message: `no public holidays are known for '${country}'; there are: ${countries.join(', ')}` };
  if (region === null) return null;
  const regions = Object.keys(known.getStates(country) ?? {});
  if (regions.includes(region)) return null;
  return { field: 'region', message: regions.length === 0 ? `${country} has no regions with holidays of their own; leave the region out` : `'${region}' is no region of ${country}; there are: ${regions.join(', ')}` };
}

/** The library brings the rules of two hundred countries: only who keeps public holidays loads it. */
function load(): typeof import('date-holidays').default {
  return require('date-holidays') as typeof import('date-holidays').default;
}
