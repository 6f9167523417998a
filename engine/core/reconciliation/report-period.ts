import { DateTime } from 'luxon';

import { DomainError } from '../errors';
import type { Period } from './reconcile-payments';

/** How far a report looks back unless it is told. The daily one overlaps, so that a day on which nothing ran is made up for. */
const DAYS_BACK = { daily: 7, weekly: 7 } as const;
export type ReportKind = 'daily' | 'weekly' | 'monthly';

/** The longest period of one report: beyond it the provider's pages take too long. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** The period that a report covers when none is given: whole days, or the last calendar month, in the firm's zone. */
export function reportPeriod(kind: ReportKind, at: Date, zone: string): Period {
  const now = DateTime.fromJSDate(at, { zone });
  if (kind === 'monthly') return { from: now.minus({ months: 1 }).startOf('month').toJSDate(), before: now.startOf('month').toJSDate() };
  return { from: now.minus({ days: DAYS_BACK[kind] }).startOf('day').toJSDate(), before: at };
}

/** @throws DomainError `PERIOD_INVALID` */
export function checkedPeriod({ from, before }: Period): Period {
  const days = (before.getTime() - from.getTime()) / DAY_MS;
  const message = days <= 0 ? `the period ends at ${before.toISOString()}, before it begins (${from.toISOString()})` : days > MOST_DAYS ? `the period has ${Math.ceil(days)} days; at most ${MOST_DAYS}` : null;
  if (message !== null) throw new DomainError('PERIOD_INVALID', `The report has no usable period: ${message}`, [{ field: 'from', message }]);
  return { from, before };
}
