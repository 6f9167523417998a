import type { BusinessCalendar } from './calendar';
import type { LadderAction, LadderStep } from './ladder-settings';
import { type Clock, dueAt } from './plan-timers';

/** A clock as its ladder sees it. */
export interface LadderClock {
  readonly due_at: Date;
  readonly clock: Clock;
  /** Time allowed, on the policy's own clock. */
  readonly target_ms: number;
  readonly ladder: readonly LadderStep[];
  /** How many steps have been taken. */
  readonly taken: number;
  readonly breached: boolean;
  /** When there is something to do, as it was reckoned at the start or the last resume; a warning comes then. */
  readonly next_at: Date;
}

export interface Climb {
  /** Steps that are due, in order, with the moment at which each was. */
  readonly steps: readonly { readonly action: LadderAction; readonly at: Date }[];
  /** Whether the deadline passed in this climb. */
  readonly breaches: boolean;
  /** When there is something to do again; null = the ladder is at its end. */
  readonly next_at: Date | null;
}

/**
 * SL-03: what has become due on a clock by `at`. Called late (an outage), it gives every step once and in order; called
 * again, or with a clock that went back, nothing.
 */
export function climbLadder(clock: LadderClock, calendar: BusinessCalendar, at: Date): Climb {
  const moments = clock.ladder.slice(clock.taken).map(({ action, percent }) => ({ action, at: momentOf(clock, percent, calendar) }));
  const steps = moments.filter((moment) => moment.at <= at);
  const breaches = !clock.breached && clock.due_at <= at;
  const ahead = moments[steps.length]?.at ?? null;
  const due = clock.breached || breaches ? null : clock.due_at;
  return { steps, breaches, next_at: earlier(ahead, due) };
}

/** When a clock that is started or resumed with `left_ms` of its time has its first moment: the warning or the deadline. */
export function firstMoment({ clock, due_at, target_ms, ladder, taken }: Omit<LadderClock, 'breached' | 'next_at'>, from: Date, left_ms: number, calendar: BusinessCalendar): Date {
  const next = ladder[taken];
  if (!next || next.percent >= 100) return due_at;
  const until = left_ms - target_ms * (1 - next.percent / 100);
  return until <= 0 ? from : dueAt(clock, from, until, calendar);
}

/** The warning when it was reckoned to come, what is after the deadline so much of the time allowed later, on the clock of the policy. */
function momentOf({ due_at, next_at, clock, target_ms }: LadderClock, percent: number, calendar: BusinessCalendar): Date {
  if (percent < 100) return next_at < due_at ? next_at : due_at;
  return percent === 100 ? due_at : dueAt(clock, due_at, (target_ms * (percent - 100)) / 100, calendar);
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
