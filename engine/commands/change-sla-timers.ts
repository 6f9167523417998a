import { sql } from 'kysely';

import type { Actor, SlaPolicy } from '../core/model';
import { type BusinessCalendar, type ClockAction, type ClockEffect, clockEffect, dueAt, elapsed, firstMoment } from '../core/sla';
import { readTimers, type StoredTimer, type SubjectRef } from '../queries/read-timers';
import { appendEvents, currentSettings, type Store, type TimerStatus, type Tx, writeAudit } from '../store';
import { breachEvent } from './sla/breach-event';
import { calendarOfClock } from './sla/calendar-of-clock';

/** Something that happened on an opportunity (or lead) and may meet or stop its clocks. */
export interface ClockItem extends SubjectRef {
  readonly action: ClockAction;
  readonly occurred_at: Date;
}

export interface PauseClockItem extends SubjectRef {
  /** null = every clock that runs. */
  readonly policy: SlaPolicy | null;
  readonly reason: string;
}

/** The clocks of one input that changed; `timers` empty = none did. */
export interface ChangedClocks extends SubjectRef {
  readonly changed: number;
  readonly timers: readonly StoredTimer[];
}

interface Batch<Item> {
  readonly items: readonly Item[];
  readonly at: Date;
  readonly actor: Actor;
}

/** SL-04: tells the clocks what happened. One result an item, in order; running it again changes nothing. */
export async function meetSlaTimers(store: Store, accountId: string, { items, at }: Batch<ClockItem>): Promise<ChangedClocks[]> {
  return store.transaction(accountId, (tx) => applyClockActions(tx, items, at));
}

/**
 * The same inside the transaction of the command that did it (logged activity, closed stage, payment, confirmation).
 * A clock whose deadline had passed stays a miss: it is breached, with its event, and keeps when it was met late.
 */
export async function applyClockActions(tx: Tx, items: readonly ClockItem[], at: Date): Promise<ChangedClocks[]> {
  if (items.length === 0) return [];
  const found = await readTimers(tx, items, { statuses: ['pending', 'paused', 'breached'], lock: true });
  const changed = new Map<string, StoredTimer>();
  const results = items.map(({ opportunity_id, lead_id, action, occurred_at }): ChangedClocks => {
    const timers = found.of({ opportunity_id, lead_id }).flatMap((stored) => {
      const before = changed.get(stored.id) ?? stored;
      const after = afterAction(before, action, occurred_at);
      if (after) changed.set(after.id, after);
      return after ?? [];
    });
    return { opportunity_id, lead_id, changed: timers.length, timers };
  });
  await write(tx, [...changed.values()]);
  const missed = found.all.filter(({ id, status }) => status !== 'breached' && changed.get(id)?.status === 'breached');
  await appendEvents(tx, missed.map(breachEvent), at);
  return results;
}

function afterAction(timer: StoredTimer, action: ClockAction, occurredAt: Date): StoredTimer | null {
  const effect = clockEffect(timer.policy, action);
  // A touch meets a clock that ran by then; what stops a policy stops its later windows too.
  if (effect === null || (effect === 'meet' && occurredAt < timer.started_at)) return null;
  const met_at = effect === 'meet' ? occurredAt : null;
  if (timer.status === 'breached') return afterMiss(timer, effect, met_at);
  if (timer.status !== 'pending' && timer.status !== 'paused') return null;
  const inTime = timer.status === 'paused' || occurredAt <= timer.due_at;
  if (!inTime) return { ...timer, status: 'breached', breached_at: timer.due_at, met_at, next_at: null };
  return { ...timer, status: effect === 'meet' ? 'met' : 'cancelled', met_at, remaining_ms: null, next_at: null };
}

/** A miss stays a miss; what was owed has been done or is not owed any more, so nobody is told further. */
function afterMiss(timer: StoredTimer, effect: ClockEffect, met_at: Date | null): StoredTimer | null {
  if (effect === 'cancel') return timer.next_at === null ? null : { ...timer, next_at: null };
  return timer.met_at === null ? { ...timer, met_at, next_at: null } : null;
}

/** SL-02: stops clocks, on hold or waiting for the client; the time left on each is kept. What is overdue is not paused away. */
export async function pauseSlaTimers(store: Store, accountId: string, input: Batch<PauseClockItem>): Promise<ChangedClocks[]> {
  return change(store, accountId, input, 'sla_paused', ['pending'], (timer, calendar) => {
    if (timer.due_at <= input.at) return null;
    return { ...timer, status: 'paused', next_at: null, remaining_ms: elapsed(timer.detail.clock, input.at, timer.due_at, calendar) };
  });
}

/** Lets paused clocks run on with the time they had left, in open hours where the policy counts those. */
export async function resumeSlaTimers(store: Store, accountId: string, input: Batch<PauseClockItem>): Promise<ChangedClocks[]> {
  return change(store, accountId, input, 'sla_resumed', ['paused'], (timer, calendar) => resumed(timer, calendar, input.at));
}

function resumed(timer: StoredTimer, calendar: BusinessCalendar, at: Date): StoredTimer {
  const left = timer.remaining_ms ?? 0;
  const { clock, target_ms = left, ladder = [] } = timer.detail;
  const due_at = dueAt(clock, at, left, calendar);
  const next_at = firstMoment({ clock, due_at, target_ms, ladder, taken: timer.taken }, at, left, calendar);
  return { ...timer, status: 'pending', due_at, next_at, remaining_ms: null };
}

type Change = (timer: StoredTimer, calendar: BusinessCalendar) => StoredTimer | null;

async function change(store: Store, accountId: string, { items, at, actor }: Batch<PauseClockItem>, action: string, statuses: readonly TimerStatus[], decide: Change): Promise<ChangedClocks[]> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const found = await readTimers(tx, items, { statuses, lock: true });
    const changed = new Map<string, { before: StoredTimer; after: StoredTimer; reason: string }>();
    const results = items.map(({ opportunity_id, lead_id, policy, reason }): ChangedClocks => {
      const timers = found.of({ opportunity_id, lead_id }).flatMap((before) => {
        if (changed.has(before.id) || (policy !== null && before.policy !== policy)) return [];
        const after = decide(before, calendarOfClock(settings, before.detail));
        if (after) changed.set(before.id, { before, after, reason });
        return after ?? [];
      });
      return { opportunity_id, lead_id, changed: timers.length, timers };
    });
    await write(tx, [...changed.values()].map(({ after }) => after));
    const state = ({ status, due_at, remaining_ms }: StoredTimer) => ({ status, due_at, remaining_ms });
    await writeAudit(
      tx,
      [...changed.values()].map(({ before, after, reason }) => ({ at, actor, action, subject_kind: 'timer', subject_id: before.id, before: state(before), after: state(after), reason })),
    );
    return results;
  });
}

async function write(tx: Tx, timers: readonly StoredTimer[]): Promise<void> {
  if (timers.length === 0) return;
  const rows = timers.map(({ id, status, due_at, remaining_ms, met_at, breached_at, next_at }) => ({ id, status, due_at, remaining_ms, met_at, breached_at, next_at }));
  await sql`
    update salesos.timers t set status = c.status, due_at = c.due_at, remaining_ms = c.remaining_ms, met_at = c.met_at, breached_at = c.breached_at, next_at = c.next_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(id uuid, status text, due_at timestamptz, remaining_ms bigint, met_at timestamptz, breached_at timestamptz, next_at timestamptz)
    where t.account_id = ${tx.accountId} and t.id = c.id`.execute(tx.db);
}
