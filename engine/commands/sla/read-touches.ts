import { sql } from 'kysely';

import type { Activity, SlaPolicy } from '../../core/model';
import { activityMeaning } from '../../core/opportunity';
import { type ClockAction, type ClockEffect, clockEffect } from '../../core/sla';
import type { Tx } from '../../store';
import type { TimerSubject } from './read-subjects';

/** A logged touch as clocks see it. */
export interface Touch {
  readonly opportunity_id: string | null;
  readonly prospect_id: string;
  readonly occurred_at: Date;
  readonly action: ClockAction;
}

type ActivityFields = Pick<Activity, 'kind' | 'direction' | 'channel' | 'outcome' | 'by_human'>;

/** What an activity means to the clocks. */
export function clockActionOf({ kind, direction, channel, outcome, by_human }: ActivityFields): ClockAction {
  const { is_answer } = activityMeaning({ kind, direction, outcome });
  return { kind: 'activity', direction, on_channel: channel !== null, acknowledgement: kind === 'system', by_human, is_answer };
}

/** The touches of a batch's opportunities and prospects, oldest first, in one statement. */
export async function readTouches(tx: Tx, subjects: readonly TimerSubject[]): Promise<Touch[]> {
  const prospects = [...new Set(subjects.flatMap(({ prospect_id }) => prospect_id ?? []))];
  if (prospects.length === 0) return [];
  const { rows } = await sql<ActivityFields & Omit<Touch, 'action'>>`
    select opportunity_id, prospect_id, occurred_at, kind, direction, channel, outcome, by_human
    from salesos.activities where account_id = ${tx.accountId} and prospect_id in (${sql.join(prospects)})
    order by occurred_at`.execute(tx.db);
  return rows.map((row) => ({ opportunity_id: row.opportunity_id, prospect_id: row.prospect_id, occurred_at: row.occurred_at, action: clockActionOf(row) }));
}

/**
 * What happened to a clock before it was started; null = nothing. A touch counts from the start of the clock on,
 * what stops the policy from the policy's start on.
 */
export function earlierEffect(policy: SlaPolicy, subject: TimerSubject, starts: { policy: Date; clock: Date }, touches: readonly Touch[]): { effect: ClockEffect; at: Date } | null {
  for (const touch of touches.filter((each) => concerns(each, subject))) {
    const effect = clockEffect(policy, touch.action);
    if (effect && touch.occurred_at >= (effect === 'meet' ? starts.clock : starts.policy)) return { effect, at: touch.occurred_at };
  }
  return null;
}

function concerns({ opportunity_id, prospect_id }: Touch, subject: TimerSubject): boolean {
  if (subject.opportunity_id !== null && opportunity_id !== null) return opportunity_id === subject.opportunity_id;
  return prospect_id === subject.prospect_id;
}
