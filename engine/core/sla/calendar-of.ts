import { type BusinessCalendar, makeCalendar } from './calendar';
import type { SlaSettings } from './settings';

const made = new WeakMap<SlaSettings, Map<string, BusinessCalendar>>();

/**
 * The calendar of a policy: the named one, else the firm's default, else the first. Made once a settings document
 * (which never changes once applied) and zone.
 * @param id null = `sla.default_calendar`; an id that the document no longer has counts as null
 */
export function calendarOf(sla: SlaSettings, id: string | null, firmZone: string): BusinessCalendar {
  const settings = [id, sla.default_calendar].map((name) => sla.calendars.find((calendar) => calendar.id === name)).find(Boolean) ?? sla.calendars[0];
  if (!settings) throw new RangeError('settings.sla has at least one calendar');
  const known = made.get(sla) ?? new Map<string, BusinessCalendar>();
  made.set(sla, known);
  const time_zone = settings.time_zone ?? firmZone;
  const key = `${settings.id} ${time_zone}`;
  const calendar = known.get(key) ?? makeCalendar({ time_zone, hours: settings.hours, special_days: settings.holidays });
  known.set(key, calendar);
  return calendar;
}
