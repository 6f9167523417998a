import { sql } from 'kysely';

import { climbLadder } from '../core/sla';
import type { FirmSettings } from '../core/settings';
import { currentSettings, type Store, type Tx, writeRecords } from '../store';
import { breachEvent } from './sla/breach-event';
import { calendarOfClock } from './sla/calendar-of-clock';
import { type ClimbedTimer, escalationEvent, type LadderTimer, noticesOf } from './sla/notices';
import { readPeople } from './sla/read-people';
import { timerChanges, noticeInserts } from './sla/write-notices';

export interface FiredTimers {
  /** How many clocks had something due, a warning, the deadline or a later step; as many as `limit` means there may be more. */
  readonly fired: number;
  /** Of these, how many missed their deadline now. */
  readonly breached: number;
  /** When something is due again in this account; null = no clock runs. */
  readonly next_at: Date | null;
}

/** While nobody who could be told is here, the ladder looks again so often. */
const HELD_MS = 15 * 60_000;

/**
 * SL-03, SL-05: takes every step that is due on the clocks: warning, deadline (breached, SLA_Breach_*), reminder, manager,
 * reassignment, coaching, each once and in order, with its events in the same transaction. Rows are claimed with SKIP LOCKED,
 * so that any number of processes may call it at the same time. When nothing is due it is one look at an index.
 */
export async function fireDueTimers(store: Store, accountId: string, { at, limit }: { at: Date; limit: number }): Promise<FiredTimers> {
  return store.transaction(accountId, async (tx) => {
    const next = await nextMoment(tx);
    if (next === null || next > at) return { fired: 0, breached: 0, next_at: next };
    const timers = await claimDue(tx, at, limit);
    const { settings } = await currentSettings(tx, at);
    const climbed = await climbAll(tx, timers, settings, at);
    await write(tx, climbed, at);
    return { fired: timers.length, breached: climbed.filter(({ breaches }) => breaches).length, next_at: await nextMoment(tx) };
  });
}

async function nextMoment(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ next_at: Date }>`
    select next_at from salesos.timers where account_id = ${tx.accountId} and next_at is not null order by next_at limit 1`.execute(tx.db);
  return rows[0]?.next_at ?? null;
}

async function claimDue(tx: Tx, at: Date, limit: number): Promise<LadderTimer[]> {
  const { rows } = await sql<LadderTimer>`
    select id, policy, opportunity_id, lead_id, owner_id, status, started_at, due_at, dedupe_key, detail, next_at, taken from salesos.timers
    where account_id = ${tx.accountId} and next_at is not null and next_at <= ${at} order by next_at, id limit ${limit} for update skip locked`.execute(tx.db);
  return rows;
}

async function climbAll(tx: Tx, timers: readonly LadderTimer[], settings: FirmSettings, at: Date): Promise<ClimbedTimer[]> {
  const people = await readPeople(tx, settings, at);
  const climbs = timers.map((timer) => {
    const { clock, target_ms = 0, ladder = [] } = timer.detail;
    const calendar = calendarOfClock(settings, timer.detail);
    return { timer, ...climbLadder({ due_at: timer.due_at, next_at: timer.next_at, clock, target_ms, ladder, taken: timer.taken, breached: timer.status === 'breached' }, calendar, at) };
  });
  const notices = noticesOf(climbs, { people, settings: settings.sla, at });
  return climbs.map(({ timer, breaches, steps, next_at }, index): ClimbedTimer => {
    const own = notices[index] ?? [];
    const held = own.some(({ status }) => status === 'held');
    return { timer, breaches, taken: timer.taken + (held ? own.length - 1 : steps.length), next_at: held ? new Date(at.getTime() + HELD_MS) : next_at, notices: own };
  });
}

async function write(tx: Tx, climbed: readonly ClimbedTimer[], at: Date): Promise<void> {
  if (climbed.length === 0) return;
  const events = climbed.flatMap(({ timer, breaches, notices }) => [
    ...(breaches ? [breachEvent(timer)] : []),
    ...notices.filter(({ status }) => status !== 'held').map((notice) => escalationEvent(timer, notice)),
  ]);
  await writeRecords(tx, { receipts: [], audit: [], events }, at, { climbed: timerChanges(tx, climbed), ...noticeInserts(tx, climbed, at) });
}
