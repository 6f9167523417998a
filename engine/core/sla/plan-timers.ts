import type { Band, SlaPolicy } from '../model';
import { addBusinessTime, businessTime, type BusinessCalendar, nextOpening } from './calendar';
import { calendarOf } from './calendar-of';
import { closingAfterDays, sameTimeAfterDays, startAfterDays } from './calendar-days';
import type { SlaSettings } from './settings';

const MINUTE_MS = 60_000;

export type Clock = 'wall' | 'business';

/** One clock to run. A policy with several deadlines (cadence windows, chase days) makes several. */
export interface PlannedTimer {
  readonly policy: SlaPolicy;
  /** Which deadline of the policy: `1` for the only one, else the day, e.g. `day 2-3`. */
  readonly step: string;
  readonly started_at: Date;
  readonly due_at: Date;
  readonly clock: Clock;
  readonly calendar: string | null;
}

export interface TimerPlan {
  readonly timers: readonly PlannedTimer[];
  /** Why there is no timer; null when there is one. */
  readonly reason: string | null;
}

export interface PlanRequest {
  readonly policy: SlaPolicy;
  readonly started_at: Date;
  readonly band: Band | null;
  readonly segment: string | null;
}

/** The clocks of a policy from its start (P6.4, P11.5), by the firm's settings. */
export function planTimers(request: PlanRequest, sla: SlaSettings, firmZone: string): TimerPlan {
  if (!sla.policies[request.policy].enabled) return { timers: [], reason: `the policy ${request.policy} is switched off in settings.sla` };
  switch (request.policy) {
    case 'FollowUpCadence':
      return { timers: cadence(request, sla, firmZone), reason: null };
    case 'PaymentChase':
      return { timers: chase(request, sla, firmZone), reason: null };
    case 'FirstHumanAttempt':
      return firstAttempt(request, sla, firmZone);
    default: {
      const { clock, target_minutes, calendar } = sla.policies[request.policy];
      return { timers: [deadline(request, clock, target_minutes, calendar, sla, firmZone)], reason: null };
    }
  }
}

/** When a target is due; business time counts open hours only. */
export function dueAt(clock: Clock, from: Date, amountMs: number, calendar: BusinessCalendar): Date {
  return clock === 'wall' ? new Date(from.getTime() + amountMs) : addBusinessTime(calendar, from, amountMs);
}

/** Time between two instants on a clock; what a pause keeps and a breach reports. */
export function elapsed(clock: Clock, from: Date, until: Date, calendar: BusinessCalendar): number {
  return clock === 'wall' ? until.getTime() - from.getTime() : businessTime(calendar, from, until);
}

function firstAttempt(request: PlanRequest, sla: SlaSettings, firmZone: string): TimerPlan {
  const { clock, target_minutes, segment_minutes, calendar } = sla.policies.FirstHumanAttempt;
  const bySegment = request.segment === null ? undefined : segment_minutes[request.segment];
  const target = bySegment ?? (request.band === null ? null : target_minutes[request.band]);
  if (target === null) return { timers: [], reason: `FirstHumanAttempt has no target for the band ${request.band ?? '(not known)'}` };
  return { timers: [deadline(request, clock, target, calendar, sla, firmZone)], reason: null };
}

function deadline({ policy, started_at }: PlanRequest, clock: Clock, minutes: number, calendar: string | null, sla: SlaSettings, firmZone: string): PlannedTimer {
  const due_at = dueAt(clock, started_at, minutes * MINUTE_MS, calendarOf(sla, calendar, firmZone));
  return { policy, step: '1', started_at, due_at, clock, calendar };
}

/** Day 0 is the first day with open hours left; a window that ends on a closed day ends with the next open one. */
function cadence({ policy, started_at }: PlanRequest, sla: SlaSettings, firmZone: string): PlannedTimer[] {
  const { windows, calendar: id } = sla.policies.FollowUpCadence;
  const calendar = calendarOf(sla, id, firmZone);
  const dayZero = nextOpening(calendar, started_at);
  return windows.map(({ from_day, to_day }) => ({
    policy,
    step: from_day === to_day ? `day ${from_day}` : `day ${from_day}-${to_day}`,
    started_at: from_day === 0 ? started_at : startAfterDays(calendar, dayZero, from_day),
    due_at: closingAfterDays(calendar, dayZero, to_day),
    clock: 'wall',
    calendar: id,
  }));
}

/** Counted from the delivery of the link (day 0), at the same time of day, moved to the next open hour. */
function chase({ policy, started_at }: PlanRequest, sla: SlaSettings, firmZone: string): PlannedTimer[] {
  const { days, calendar: id } = sla.policies.PaymentChase;
  const calendar = calendarOf(sla, id, firmZone);
  return days.map((day) => ({
    policy,
    step: `day ${day}`,
    started_at,
    due_at: nextOpening(calendar, sameTimeAfterDays(calendar, started_at, day)),
    clock: 'wall',
    calendar: id,
  }));
}
