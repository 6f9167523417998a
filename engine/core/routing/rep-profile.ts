import { type BusinessCalendar, makeCalendar } from '../sla/calendar';
import { dayOfDate } from '../sla/day-number';
import type { RepCaps } from './rep';
import type { RoutingSettings } from './settings';
import type { FirmUser } from './users';

const calendars = new WeakMap<FirmUser, Map<string, BusinessCalendar>>();

/** A rep's working hours ready for arithmetic, made once a settings document; null = keeps none. */
export function hoursOf(user: FirmUser, firmZone: string): BusinessCalendar | null {
  if (user.working_hours === null) return null;
  const time_zone = user.time_zone ?? firmZone;
  const made = calendars.get(user) ?? new Map<string, BusinessCalendar>();
  calendars.set(user, made);
  const calendar = made.get(time_zone) ?? makeCalendar({ time_zone, hours: user.working_hours, special_days: [] });
  made.set(time_zone, calendar);
  return calendar;
}

/** The planned leave that holds on a local day (days since 1970); undefined = none. */
export function planned(user: FirmUser, day: number): FirmUser['pauses'][number] | undefined {
  return user.pauses.find(({ from, to }) => dayOfDate(from) <= day && (to === null || day <= dayOfDate(to)));
}

/** The rep's own caps, where they leave one out the firm's. */
export function capsOf(user: FirmUser, { default_caps, handling_minutes }: RoutingSettings): RepCaps {
  const hourly = handling_minutes === null ? null : Math.floor(60 / handling_minutes);
  const or = (own: number | null | undefined, firm: number | null): number | null => (own === undefined ? firm : own);
  return {
    max_open_opportunities: or(user.caps.max_open_opportunities, default_caps.max_open_opportunities),
    daily_sql_limit: or(user.caps.daily_sql_limit, default_caps.daily_sql_limit),
    hourly_limit: or(user.caps.hourly_limit, hourly),
    active_appointments_cap: or(user.caps.active_appointments_cap, default_caps.active_appointments_cap),
  };
}
