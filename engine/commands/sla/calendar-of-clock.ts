import type { FirmSettings } from '../../core/settings';
import { type BusinessCalendar, calendarOf } from '../../core/sla';
import type { TimerDetail } from '../../queries/read-timers';

/** The calendar that a clock keeps, in the settings in force. */
export function calendarOfClock({ sla, firm, users }: FirmSettings, { calendar, hours_of }: Pick<TimerDetail, 'calendar' | 'hours_of'>): BusinessCalendar {
  const owner = users.find(({ id }) => id === hours_of) ?? null;
  return calendarOf(sla, calendar, firm.time_zone, owner);
}
