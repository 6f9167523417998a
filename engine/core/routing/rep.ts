import { DateTime } from 'luxon';

import { isOpen, makeCalendar } from '../sla/calendar';
import type { RoutingSettings } from './settings';
import type { FirmUser, OwnerRole } from './users';

/** What a rep has on the desk, counted in the transaction that decides. */
export interface RepLoad {
  readonly open_opportunities: number;
  /** Leads received since midnight in the rep's own zone. */
  readonly assigned_today: number;
  readonly assigned_last_hour: number;
  /** Booked appointments of the week (Monday to Sunday, rep's own zone). */
  readonly appointments_this_week: number;
  /** Leads owed, see chooseFairly. */
  readonly credit: number;
  /** Leads received in this role in all. */
  readonly received: number;
  readonly last_turn: number | null;
}

export const NO_LOAD: RepLoad = {
  open_opportunities: 0,
  assigned_today: 0,
  assigned_last_hour: 0,
  appointments_this_week: 0,
  credit: 0,
  received: 0,
  last_turn: null,
};

/** A pause set by a manager from one moment to the next; `until` null = until lifted. */
export interface RepPause {
  readonly user_id: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly reason: string;
}

export interface RepCaps {
  readonly max_open_opportunities: number | null;
  readonly daily_sql_limit: number | null;
  readonly hourly_limit: number | null;
  readonly active_appointments_cap: number | null;
}

/** A rep at the moment of a decision. */
export interface Rep {
  readonly user: FirmUser;
  readonly load: RepLoad;
  readonly caps: RepCaps;
  /** Weight with ramp share; the same for all in mode `equal`, but for the ramp. */
  readonly weight: number;
  /** Why the rep is away now; null = here. */
  readonly away: string | null;
  readonly on_shift: boolean;
}

export interface RepSources {
  readonly users: readonly FirmUser[];
  readonly loads: ReadonlyMap<string, RepLoad>;
  readonly pauses: readonly RepPause[];
  readonly settings: RoutingSettings;
  /** The firm's zone, for reps without one. */
  readonly time_zone: string;
}

/** The reps of a role as they stand at `at`, in order of id. */
export function repsAt(role: OwnerRole, sources: RepSources, at: Date): Rep[] {
  return sources.users
    .filter((user) => user.owner_roles.includes(role))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((user) => ({
      user,
      load: sources.loads.get(user.id) ?? NO_LOAD,
      caps: capsOf(user, sources.settings),
      weight: (sources.settings.mode === 'equal' ? 1 : user.weight) * user.ramp_share,
      away: absence(user, sources, at),
      on_shift: onShift(user, sources.time_zone, at),
    }));
}

/** Start of the rep's day and week, for counting what the caps limit. */
export function capWindows(user: FirmUser, firmZone: string, at: Date): { day_start: Date; week_start: Date; week_end: Date } {
  const local = DateTime.fromJSDate(at, { zone: user.time_zone ?? firmZone });
  const week = local.startOf('week');
  return { day_start: local.startOf('day').toJSDate(), week_start: week.toJSDate(), week_end: week.plus({ weeks: 1 }).toJSDate() };
}

/** The rep's desk after one more lead of this decision round. */
export function withLead(load: RepLoad, turn: number): RepLoad {
  return {
    ...load,
    open_opportunities: load.open_opportunities + 1,
    assigned_today: load.assigned_today + 1,
    assigned_last_hour: load.assigned_last_hour + 1,
    received: load.received + 1,
    last_turn: turn,
  };
}

function capsOf(user: FirmUser, settings: RoutingSettings): RepCaps {
  const hourly = settings.handling_minutes === null ? null : Math.floor(60 / settings.handling_minutes);
  const or = (own: number | null | undefined, firm: number | null): number | null => (own === undefined ? firm : own);
  return {
    max_open_opportunities: or(user.caps.max_open_opportunities, settings.default_caps.max_open_opportunities),
    daily_sql_limit: or(user.caps.daily_sql_limit, settings.default_caps.daily_sql_limit),
    hourly_limit: or(user.caps.hourly_limit, hourly),
    active_appointments_cap: or(user.caps.active_appointments_cap, settings.default_caps.active_appointments_cap),
  };
}

function absence(user: FirmUser, { pauses, time_zone }: RepSources, at: Date): string | null {
  const now = pauses.find(({ user_id, from, until }) => user_id === user.id && from <= at && (until === null || at < until));
  if (now) return `paused ${now.until === null ? 'until resumed' : `until ${now.until.toISOString()}`}: ${now.reason}`;
  if (user.pauses.length === 0) return null;
  const today = DateTime.fromJSDate(at, { zone: user.time_zone ?? time_zone }).toISODate() ?? '';
  const planned = user.pauses.find(({ from, to }) => from <= today && (to === null || today <= to));
  return planned ? `away ${planned.to === null ? 'until further notice' : `until ${planned.to}`}: ${planned.reason}` : null;
}

function onShift(user: FirmUser, firmZone: string, at: Date): boolean {
  if (user.working_hours === null) return true;
  return isOpen(makeCalendar({ time_zone: user.time_zone ?? firmZone, hours: user.working_hours, special_days: [] }), at);
}
