import { isOpen } from '../sla/calendar';
import { dayOfDate } from '../sla/day-number';
import { DAY_MS, localDay, startOfLocalDay } from '../sla/zone-offsets';
import type { Contender } from './fair-share';
import { hoursOf, capsOf, planned } from './rep-profile';
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

export interface Absence {
  readonly reason: string;
  /** Days until the rep is back; null = not known. */
  readonly days_left: number | null;
}

/** What the last review of a rep changed about their share (P15.6, P6.2.2 rule 4). */
export interface RepReview {
  readonly ramp_share: number | null;
  readonly performance: number | null;
}

/** A rep at the moment of a decision. */
export interface Rep {
  readonly user: FirmUser;
  readonly load: RepLoad;
  readonly caps: RepCaps;
  /** Weight with ramp share and performance; the same for all in the equal modes, but for the ramp. 0 = no share. */
  readonly weight: number;
  /** The rep as the fair share sees them. */
  readonly claim: Contender;
  /** Why the rep is away now; null = here. */
  readonly away: Absence | null;
  readonly on_shift: boolean;
}

export interface RepSources {
  readonly users: readonly FirmUser[];
  readonly loads: ReadonlyMap<string, RepLoad>;
  readonly pauses: readonly RepPause[];
  readonly settings: RoutingSettings;
  /** The firm's zone, for reps without one. */
  readonly time_zone: string;
  readonly reviews?: ReadonlyMap<string, RepReview>;
}

/** The reps of a role as they stand at `at`, in order of id. */
export function repsAt(role: OwnerRole, sources: RepSources, at: Date): Rep[] {
  const { settings, loads, reviews, time_zone } = sources;
  const pauses = new Map(sources.pauses.map((pause) => [pause.user_id, pause]));
  return teamMembers(sources.users, role).map((user) => {
    const load = loads.get(user.id) ?? NO_LOAD;
    const weight = weightOf(user, settings, reviews?.get(user.id));
    return {
      user,
      load,
      caps: capsOf(user, settings),
      weight,
      claim: { user_id: user.id, weight, credit: load.credit, last_turn: load.last_turn },
      away: absenceOf(user, pauses.get(user.id), user.time_zone ?? time_zone, at),
      on_shift: onShift(user, time_zone, at),
    };
  });
}

const members = new WeakMap<readonly FirmUser[], Map<OwnerRole, readonly FirmUser[]>>();

/** Who takes leads in a role, in order of id; found once a settings document. */
export function teamMembers(users: readonly FirmUser[], role: OwnerRole): readonly FirmUser[] {
  const known = members.get(users) ?? new Map<OwnerRole, readonly FirmUser[]>();
  members.set(users, known);
  const found = known.get(role) ?? users.filter((user) => user.owner_roles.includes(role)).sort((a, b) => (a.id < b.id ? -1 : 1));
  known.set(role, found);
  return found;
}

/** Start of the day and week in a zone, for counting what the caps limit. */
export function capWindows(zone: string, at: Date): { day_start: Date; week_start: Date; week_end: Date } {
  const today = localDay(zone, at.getTime());
  // Day 4 (5 January 1970) was a Monday.
  const monday = today - ((((today - 4) % 7) + 7) % 7);
  const start = (day: number): Date => new Date(startOfLocalDay(zone, day));
  return { day_start: start(today), week_start: start(monday), week_end: start(monday + 7) };
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

function weightOf(user: FirmUser, { mode, performance }: RoutingSettings, review: RepReview | undefined): number {
  const ramp = review?.ramp_share ?? user.ramp_share;
  if (mode !== 'weighted') return ramp;
  return user.weight * ramp * (performance.enabled ? (review?.performance ?? 1) : 1);
}

function isOn({ from, until }: RepPause, at: Date): boolean {
  return from <= at && (until === null || at < until);
}

/** Why a person is away at an instant: a manager's pause that holds, or planned leave; null = here. */
export function absenceOf(user: FirmUser, pause: RepPause | undefined, zone: string, at: Date): Absence | null {
  if (pause && isOn(pause, at)) {
    const { until, reason } = pause;
    return { reason: `paused ${until === null ? 'until resumed' : `until ${until.toISOString()}`}: ${reason}`, days_left: until === null ? null : (until.getTime() - at.getTime()) / DAY_MS };
  }
  if (user.pauses.length === 0) return null;
  const today = localDay(zone, at.getTime());
  const leave = planned(user, today);
  if (!leave) return null;
  return { reason: `away ${leave.to === null ? 'until further notice' : `until ${leave.to}`}: ${leave.reason}`, days_left: leave.to === null ? null : dayOfDate(leave.to) + 1 - today };
}

function onShift(user: FirmUser, firmZone: string, at: Date): boolean {
  const hours = hoursOf(user, firmZone);
  return hours === null || isOpen(hours, at);
}
