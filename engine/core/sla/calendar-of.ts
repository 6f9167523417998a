import type { FirmUser } from '../routing/users';
import { type BusinessCalendar, makeCalendar } from './calendar';
import { holidaysOf } from './public-holidays';
import type { CalendarSettings, SlaSettings } from './settings';

/** Whose hours count instead of the firm's, where a policy says so. */
export type ClockOwner = Pick<FirmUser, 'id' | 'time_zone' | 'working_hours' | 'pauses'>;

const made = new WeakMap<SlaSettings, Map<string, BusinessCalendar>>();

/**
 * The calendar of a policy: the named one, else the firm's default, else the first. Made once a settings document
 * (which never changes once applied), zone and owner.
 * @param id null = `sla.default_calendar`; an id that the document no longer has counts as null
 * @param owner closed while they are on planned leave, open in their own hours where they keep some; null = the calendar as it is
 */
export function calendarOf(sla: SlaSettings, id: string | null, firmZone: string, owner: ClockOwner | null = null): BusinessCalendar {
  const settings = [id, sla.default_calendar].map((name) => sla.calendars.find((calendar) => calendar.id === name)).find(Boolean) ?? sla.calendars[0];
  if (!settings) throw new RangeError('settings.sla has at least one calendar');
  const known = made.get(sla) ?? new Map<string, BusinessCalendar>();
  made.set(sla, known);
  const key = `${settings.id} ${settings.time_zone ?? firmZone} ${owner?.id ?? ''}`;
  const calendar = known.get(key) ?? makeCalendar(hoursOf(settings, firmZone, owner));
  known.set(key, calendar);
  return calendar;
}

function hoursOf({ time_zone, hours, holidays, public_holidays }: CalendarSettings, firmZone: string, owner: ClockOwner | null) {
  return {
    time_zone: (owner?.working_hours ? owner.time_zone : null) ?? time_zone ?? firmZone,
    hours: owner?.working_hours ?? hours,
    special_days: holidays,
    ...(public_holidays ? { holidaysOf: (year: number) => holidaysOf(public_holidays, year) } : {}),
    closed: owner?.pauses ?? [],
  };
}
