import type { Band, SlaPolicy } from '../model';
import { addBusinessTime, businessTime, type BusinessCalendar, nextOpening } from './calendar';
import { calendarOf, type ClockOwner } from './calendar-of';
import { closingAfterDays, sameTimeAfterDays, startAfterDays } from './calendar-days';
import { type LadderStep, ladderSteps } from './ladder-settings';
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
  /** Whose working hours and leave the clock keeps; null = the calendar's. */
  readonly hours_of: string | null;
  /** Time allowed, on the clock. */
  readonly target_ms: number;
  /** What is done about it, as it was promised when the clock started. */
  readonly ladder: readonly LadderStep[];
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
  /** For policies that run in the owner's own hours; null = nobody owns it. */
  readonly owner?: ClockOwner | null;
  /** How often the ladder has taken the lead away already. */
  readonly reassigned?: number;
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
      const policy = sla.policies[request.policy];
      return { timers: [deadline(request, policy, policy.target_minutes, sla, firmZone)], reason: null };
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
  const { target_minutes, segment_minutes } = sla.policies.FirstHumanAttempt;
  const bySegment = request.segment === null ? undefined : segment_minutes[request.segment];
  const target = bySegment ?? (request.band === null ? null : target_minutes[request.band]);
  if (target === null) return { timers: [], reason: `FirstHumanAttempt has no target for the band ${request.band ?? '(not known)'}` };
  const timer = deadline(request, sla.policies.FirstHumanAttempt, target, sla, firmZone);
  // A lead that went round often enough stays where it is.
  const goesOn = (request.reassigned ?? 0) < sla.policies.FirstHumanAttempt.max_reassignments;
  return { timers: [goesOn ? timer : { ...timer, ladder: timer.ladder.filter(({ action }) => action !== 'reassign') }], reason: null };
}

type DeadlinePolicy = Pick<SlaSettings['policies']['FirstHumanAttempt'], 'clock' | 'calendar' | 'owner_hours' | 'ladder'>;

function deadline({ policy, started_at, owner }: PlanRequest, { clock, calendar, owner_hours, ladder }: DeadlinePolicy, minutes: number, sla: SlaSettings, firmZone: string): PlannedTimer {
  const keeper = owner_hours ? (owner ?? null) : null;
  const target_ms = minutes * MINUTE_MS;
  const due_at = dueAt(clock, started_at, target_ms, calendarOf(sla, calendar, firmZone, keeper));
  return { policy, step: '1', started_at, due_at, clock, calendar, hours_of: keeper?.id ?? null, target_ms, ladder: ladderSteps(ladder) };
}

/** Day 0 is the first day with open hours left; a window that ends on a closed day ends with the next open one. */
function cadence({ policy, started_at }: PlanRequest, sla: SlaSettings, firmZone: string): PlannedTimer[] {
  const { windows, calendar: id, ladder } = sla.policies.FollowUpCadence;
  const calendar = calendarOf(sla, id, firmZone);
  const dayZero = nextOpening(calendar, started_at);
  return windows.map(({ from_day, to_day }) => {
    const from = from_day === 0 ? started_at : startAfterDays(calendar, dayZero, from_day);
    const step = from_day === to_day ? `day ${from_day}` : `day ${from_day}-${to_day}`;
    return window(policy, step, from, closingAfterDays(calendar, dayZero, to_day), id, ladderSteps(ladder));
  });
}

/** Counted from the delivery of the link (day 0), at the same time of day, moved to the next open hour. */
function chase({ policy, started_at }: PlanRequest, sla: SlaSettings, firmZone: string): PlannedTimer[] {
  const { days, calendar: id, ladder } = sla.policies.PaymentChase;
  const calendar = calendarOf(sla, id, firmZone);
  return days.map((day) => window(policy, `day ${day}`, started_at, nextOpening(calendar, sameTimeAfterDays(calendar, started_at, day)), id, ladderSteps(ladder)));
}

/** A stretch of days on the wall clock; it may have ended before it was asked for. */
function window(policy: SlaPolicy, step: string, started_at: Date, due_at: Date, calendar: string | null, ladder: readonly LadderStep[]): PlannedTimer {
  return { policy, step, started_at, due_at, clock: 'wall', calendar, hours_of: null, target_ms: Math.max(0, due_at.getTime() - started_at.getTime()), ladder };
}
