import { sql } from 'kysely';

import type { SlaPolicy } from '../core/model';
import type { Clock, LadderStep } from '../core/sla';
import type { TimerStatus, Tx } from '../store';

/** What clocks are about: an opportunity or a lead. */
export interface SubjectRef {
  readonly opportunity_id: string | null;
  readonly lead_id: string | null;
}

/** A clock as it is stored; `detail` says which deadline of the policy it is and how its time runs. */
export interface TimerRow {
  readonly id: string;
  readonly policy: SlaPolicy;
  readonly opportunity_id: string | null;
  readonly lead_id: string | null;
  readonly owner_id: string | null;
  readonly status: TimerStatus;
  readonly started_at: Date;
  readonly due_at: Date;
  readonly met_at: Date | null;
  readonly breached_at: Date | null;
  readonly dedupe_key: string;
  readonly settings_version: number;
  readonly detail: TimerDetail;
  /** When there is something to do next; null = never. */
  readonly next_at: Date | null;
  /** Steps of the ladder that were taken. */
  readonly taken: number;
}

/** Clocks of older versions have no ladder. */
export interface TimerDetail {
  readonly step: string;
  readonly clock: Clock;
  readonly calendar: string | null;
  readonly hours_of?: string | null;
  readonly target_ms?: number;
  readonly ladder?: readonly LadderStep[];
}

/** A stored clock with the person it is about. */
export interface StoredTimer extends TimerRow {
  readonly prospect_id: string | null;
  readonly remaining_ms: number | null;
}

export interface TimersOf {
  /** The clocks of an opportunity, with those of its person's leads that belong to no other opportunity; or of a lead. */
  of(ref: SubjectRef): StoredTimer[];
  readonly all: readonly StoredTimer[];
}

interface Options {
  readonly statuses: readonly TimerStatus[];
  /** Lock for a change, in the order of ids. */
  readonly lock: boolean;
}

/** Reads the clocks of a batch of subjects in one statement. Every clock carries its lead, so that is the way in. */
export async function readTimers(tx: Tx, refs: readonly SubjectRef[], { statuses, lock }: Options): Promise<TimersOf> {
  const opportunities = refs.flatMap(({ opportunity_id }) => opportunity_id ?? []);
  const leads = refs.flatMap(({ opportunity_id, lead_id }) => (opportunity_id === null && lead_id !== null ? [lead_id] : []));
  if (opportunities.length + leads.length === 0) return timersOf([], []);
  const { rows: owners } = await sql<{ id: string; prospect_id: string }>`
    select id, prospect_id from salesos.opportunities where account_id = ${tx.accountId} and id = any(${array(opportunities)}::uuid[])`.execute(tx.db);
  const { rows } = await sql<StoredTimer>`
    select t.id, t.policy, t.opportunity_id, t.lead_id, t.owner_id, t.status, t.started_at, t.due_at, t.remaining_ms, t.met_at, t.breached_at,
      t.dedupe_key, t.settings_version, t.detail, t.next_at, t.taken, l.prospect_id
    from salesos.timers t
    join salesos.leads l on l.account_id = t.account_id and l.id = t.lead_id
    where t.account_id = ${tx.accountId} and t.status in (${sql.join(statuses)}) and t.lead_id = any(${array(leads)}::uuid[] || array(
      select id from salesos.leads where account_id = ${tx.accountId} and prospect_id = any(${array(owners.map(({ prospect_id }) => prospect_id))}::uuid[])))
    order by t.id ${sql.raw(lock ? 'for update of t' : '')}`.execute(tx.db);
  return timersOf(rows, owners);
}

function timersOf(all: readonly StoredTimer[], owners: readonly { id: string; prospect_id: string }[]): TimersOf {
  const prospectOf = new Map(owners.map(({ id, prospect_id }) => [id, prospect_id]));
  return {
    all,
    of: ({ opportunity_id, lead_id }) =>
      opportunity_id === null
        ? all.filter((timer) => timer.lead_id === lead_id)
        : all.filter((timer) => timer.opportunity_id === opportunity_id || (timer.opportunity_id === null && timer.prospect_id === prospectOf.get(opportunity_id))),
  };
}

function array(ids: readonly string[]): string {
  return `{${[...new Set(ids)].join(',')}}`;
}
