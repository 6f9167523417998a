import type { SlaPolicy } from '../core/model';
import { calendarOf, elapsed } from '../core/sla';
import { currentSettings, type Store, type TimerStatus } from '../store';
import { readTimers, type StoredTimer, type SubjectRef } from './read-timers';

const MINUTE_MS = 60_000;

export interface ClockStatus {
  readonly timer_id: string;
  readonly policy: SlaPolicy;
  readonly step: string;
  readonly status: TimerStatus;
  readonly owner_id: string | null;
  readonly started_at: Date;
  readonly due_at: Date;
  readonly met_at: Date | null;
  readonly breached_at: Date | null;
  /** Met, but after the deadline: it stays a miss. */
  readonly late: boolean;
  /** Minutes left on the policy's own clock; negative = overdue; null = it does not run any more. */
  readonly remaining_minutes: number | null;
}

export interface SlaStatus extends SubjectRef {
  readonly clocks: readonly ClockStatus[];
  /** The first deadline ahead. */
  readonly next_due_at: Date | null;
  readonly breached: number;
}

const ALL: readonly TimerStatus[] = ['pending', 'paused', 'met', 'breached', 'cancelled'];

/** How the clocks of a batch stand. One result an input, in order. */
export async function slaStatus(store: Store, accountId: string, input: { items: readonly SubjectRef[]; at: Date }): Promise<SlaStatus[]> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, input.at);
    const found = await readTimers(tx, input.items, { statuses: ALL, lock: false });
    const left = (timer: StoredTimer): number => {
      if (timer.remaining_ms !== null) return timer.remaining_ms / MINUTE_MS;
      const owner = settings.users.find(({ id }) => id === timer.detail.hours_of) ?? null;
      const calendar = calendarOf(settings.sla, timer.detail.calendar, settings.firm.time_zone, owner);
      return elapsed(timer.detail.clock, input.at, timer.due_at, calendar) / MINUTE_MS;
    };
    return input.items.map(({ opportunity_id, lead_id }) => {
      const clocks = found.of({ opportunity_id, lead_id }).map((timer) => statusOf(timer, left)).sort((a, b) => a.due_at.getTime() - b.due_at.getTime());
      return {
        opportunity_id,
        lead_id,
        clocks,
        next_due_at: clocks.find(({ status }) => status === 'pending')?.due_at ?? null,
        breached: clocks.filter(({ status }) => status === 'breached').length,
      };
    });
  });
}

function statusOf(timer: StoredTimer, left: (timer: StoredTimer) => number): ClockStatus {
  const { id, policy, detail, status, owner_id, started_at, due_at, met_at, breached_at } = timer;
  const runs = status === 'pending' || status === 'paused';
  const late = met_at !== null && met_at > due_at;
  return { timer_id: id, policy, step: detail.step, status, owner_id, started_at, due_at, met_at, breached_at, late, remaining_minutes: runs ? Math.round(left(timer) * 10) / 10 : null };
}
