import { DAY_MS } from './zone-offsets';

/** Number of a calendar date `YYYY-MM-DD` (days since 1970-01-01). */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}
