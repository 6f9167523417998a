import type { Actor, SlaPolicy } from '../core/model';
import type { FirmSettings } from '../core/settings';
import { firstMoment, type PlannedTimer, planTimers } from '../core/sla';
import type { TimerRow } from '../queries/read-timers';
import { appendEvents, currentSettings, newId, saveReceipts, type Store, type Tx } from '../store';
import { attempt, inPlace, type Result, accepted } from './result';
import { breachEvent } from './sla/breach-event';
import { calendarOfClock } from './sla/calendar-of-clock';
import { readSubjects, type TimerSubject } from './sla/read-subjects';
import { earlierEffect, readTouches, type Touch } from './sla/read-touches';
import { reassignmentsIn } from './sla/reassigned-occurrence';
import { insertTimers } from './sla/timer-rows';

export interface StartItem {
  readonly policy: SlaPolicy;
  /** One of the two; an opportunity brings its lead along. */
  readonly opportunity_id: string | null;
  readonly lead_id: string | null;
  /** When the clock starts; null = when the opportunity was made (attempt, cadence), the lead came in (automatic reply), or now. */
  readonly started_at: Date | null;
  /** Tells a second round from the first: the payment, the payload version. Empty = there is only one. */
  readonly occurrence: string;
}

export interface StartedTimers {
  readonly policy: SlaPolicy;
  readonly opportunity_id: string | null;
  readonly lead_id: string | null;
  readonly owner_id: string | null;
  /** How many clocks are new; the others were running already. */
  readonly started: number;
  readonly timers: readonly { timer_id: string; step: string; status: string; started_at: Date; due_at: Date }[];
  /** The first deadline ahead; null = no clock. */
  readonly due_at: Date | null;
  /** Why there is no clock; null when there is one. */
  readonly reason: string | null;
}

/**
 * SL-01: starts the clocks of policies. The same policy for the same subject and occurrence starts once. What has been
 * done meanwhile counts: a clock that starts after its reply was sent is met at once, late ones are breached.
 * One result an item, in order.
 */
export async function startSlaTimers(store: Store, accountId: string, input: { items: readonly StartItem[]; at: Date; actor: Actor }): Promise<Result<StartedTimers>[]> {
  return store.transaction(accountId, (tx) => startTimers(tx, input.items, input.at));
}

/** The same inside the transaction of the command whose event starts the clock (a sent link, a handoff, a rejection). */
export async function startTimers(tx: Tx, items: readonly StartItem[], at: Date): Promise<Result<StartedTimers>[]> {
  if (items.length === 0) return [];
  const { settings, version } = await currentSettings(tx, at);
  const subjects = await readSubjects(tx, items);
  const planned = items.map((item) =>
    attempt(() => {
      const subject = subjects.of(item);
      return { item, subject, ...plan(item, subject, settings, at) };
    }),
  );
  const plans = accepted(planned);
  const touches = await readTouches(tx, plans.map(({ subject }) => subject));
  const rows = plans.flatMap(({ item, subject, timers }) => timers.map((timer) => rowOf({ item, subject, timer, policyStart: timers[0]?.started_at ?? timer.started_at, touches, settings, settings_version: version })));
  const known = await insertTimers(tx, rows);
  const fresh = rows.filter(({ dedupe_key, id }) => known.get(dedupe_key)?.id === id);
  await record(tx, fresh, version, at);
  // A clock that two items of the batch ask for is started by the first.
  const unclaimed = new Set(fresh.map(({ id }) => id));
  return inPlace(planned, plans.map((each) => resultOf(each, known, unclaimed)));
}

function plan(item: StartItem, subject: TimerSubject, { sla, firm, users }: FirmSettings, at: Date): { timers: readonly PlannedTimer[]; reason: string | null } {
  if (subject.closed) return { timers: [], reason: `the opportunity is ${subject.stage}: closed ones have no clock` };
  if (item.policy === 'PaymentChase' && subject.paid) return { timers: [], reason: 'it is paid already' };
  const started_at = item.started_at ?? defaultStart(item.policy, subject) ?? at;
  const reassigned = reassignmentsIn(item.occurrence);
  const owner = users.find(({ id }) => id === subject.ownerOf(item.policy)) ?? null;
  return planTimers({ policy: item.policy, started_at, band: subject.band, segment: subject.segment, owner, reassigned }, sla, firm.time_zone);
}

function defaultStart(policy: SlaPolicy, subject: TimerSubject): Date | null {
  if (policy === 'AutomatedFirstResponse') return subject.captured_at;
  return policy === 'FirstHumanAttempt' || policy === 'FollowUpCadence' ? subject.created_at : null;
}

interface Planned {
  readonly item: StartItem;
  readonly subject: TimerSubject;
  readonly timer: PlannedTimer;
  readonly policyStart: Date;
  readonly touches: readonly Touch[];
  readonly settings: FirmSettings;
  readonly settings_version: number;
}

function rowOf({ item, subject, timer, policyStart, touches, settings, settings_version }: Planned): TimerRow {
  const { policy, step, started_at, due_at, clock, calendar, hours_of, target_ms, ladder } = timer;
  const earlier = earlierEffect(policy, subject, { policy: policyStart, clock: started_at }, touches);
  const status = statusAfter(earlier, due_at);
  return {
    id: newId(),
    policy,
    opportunity_id: subject.opportunity_id,
    lead_id: subject.lead_id,
    owner_id: subject.ownerOf(policy),
    status,
    started_at,
    due_at,
    met_at: earlier?.effect === 'meet' ? earlier.at : null,
    breached_at: status === 'breached' ? due_at : null,
    dedupe_key: keyOf(item, subject, step),
    settings_version,
    detail: { step, clock, calendar, hours_of, target_ms, ladder },
    next_at: status === 'pending' ? firstMoment({ clock, due_at, target_ms, ladder, taken: 0 }, started_at, target_ms, calendarOfClock(settings, timer)) : null,
    taken: 0,
  };
}

function statusAfter(earlier: ReturnType<typeof earlierEffect>, due: Date): TimerRow['status'] {
  if (earlier === null) return 'pending';
  return earlier.at > due ? 'breached' : earlier.effect === 'cancel' ? 'cancelled' : 'met';
}

/** The automatic reply is owed to the lead, whether or not it has become an opportunity meanwhile. */
function keyOf({ policy, occurrence }: StartItem, { opportunity_id, lead_id }: TimerSubject, step: string): string {
  const subject = policy === 'AutomatedFirstResponse' ? lead_id : (opportunity_id ?? lead_id);
  return [policy, subject, occurrence, step].join(':');
}

/** A receipt says under which targets the promise was made; a clock that starts too late is a miss with its event. */
async function record(tx: Tx, fresh: readonly TimerRow[], settings_version: number, at: Date): Promise<void> {
  await saveReceipts(
    tx,
    fresh.map((row) => ({
      kind: 'sla' as const,
      subject_kind: row.opportunity_id ? 'opportunity' : 'lead',
      subject_id: row.opportunity_id ?? row.lead_id ?? row.id,
      settings_version,
      inputs: { policy: row.policy, started_at: row.started_at, ...row.detail },
      result: { timer_id: row.id, due_at: row.due_at, status: row.status, owner_id: row.owner_id },
      reasons: [],
      decided_at: at,
    })),
  );
  await appendEvents(tx, fresh.filter(({ status }) => status === 'breached').map(breachEvent), at);
}

function resultOf(each: { item: StartItem; subject: TimerSubject; timers: readonly PlannedTimer[]; reason: string | null }, known: ReadonlyMap<string, TimerRow>, unclaimed: Set<string>): Result<StartedTimers> {
  const { item, subject, timers, reason } = each;
  const rows = timers.map(({ step }) => known.get(keyOf(item, subject, step))).filter((row): row is TimerRow => row !== undefined);
  return {
    ok: true,
    policy: item.policy,
    opportunity_id: subject.opportunity_id,
    lead_id: subject.lead_id,
    owner_id: subject.ownerOf(item.policy),
    started: rows.filter(({ id }) => unclaimed.delete(id)).length,
    timers: rows.map(({ id, detail, status, started_at, due_at }) => ({ timer_id: id, step: detail.step, status, started_at, due_at })),
    due_at: rows.find(({ status }) => status === 'pending')?.due_at ?? null,
    reason,
  };
}
