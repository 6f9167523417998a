import { sql } from 'kysely';

import { type HandoffMeasures, handoffMeasures, type HandoffPayload, type HandoffHistory } from '../core/handoff';
import type { Store } from '../store';

/** A handoff that waits for case ops, or for sales to mend it. */
export interface QueuedHandoff {
  readonly opportunity_id: string;
  readonly case_open_id: string;
  readonly case_open_status: 'triggered' | 'rejected';
  readonly payload_version: number;
  readonly closer_id: string | null;
  readonly triggered_at: Date;
  /** When the clock of whoever must act runs out; null = no clock runs. */
  readonly due_at: Date | null;
  readonly rejection_reason: string | null;
  /** How the delivery to the ops system stands; null = the firm has none, or it answers by form. */
  readonly delivery_status: 'pending' | 'delivered' | 'dead' | null;
  readonly delivery_error: string | null;
  readonly payload: HandoffPayload;
}

/** The queue of case ops (P11.2): what waits, the most urgent first. */
export async function handoffQueue(store: Store, accountId: string, { status, limit }: { status: 'triggered' | 'rejected'; limit: number }): Promise<QueuedHandoff[]> {
  return store.transaction(accountId, async (tx) => {
    const { rows } = await sql<QueuedHandoff>`
      select c.opportunity_id, c.id as case_open_id, c.status as case_open_status, c.payload_version, o.closer_id, c.triggered_at,
        clock.due_at, c.rejection_reason, d.status as delivery_status, d.last_error as delivery_error, h.payload
      from salesos.case_opens c
      join salesos.opportunities o on o.account_id = c.account_id and o.id = c.opportunity_id
      join salesos.handoff_payloads h on h.account_id = c.account_id and h.id = c.handoff_payload_ref
      left join lateral (
        select min(t.due_at) as due_at from salesos.timers t
        where t.account_id = c.account_id and t.opportunity_id = c.opportunity_id and t.status = 'pending' and t.policy in ('OpsValidation', 'HandoffFix')) clock on true
      left join salesos.ops_deliveries d on d.account_id = c.account_id and d.case_open_id = c.id and d.kind = 'case_open' and d.payload_version = c.payload_version
      where c.account_id = ${tx.accountId} and c.status = ${status}
      order by (h.payload->'internal'->>'priority_flag') is null, clock.due_at nulls last, c.triggered_at limit ${limit}`.execute(tx.db);
    return rows;
  });
}

export interface MeasuredHandoffs extends HandoffMeasures {
  readonly from: Date;
  readonly before: Date;
}

/** HO-05, P11.7: paid → case opened, rejections and completeness of the deals paid in the period. */
export async function measureHandoffs(store: Store, accountId: string, { from, before }: { from: Date; before: Date }): Promise<MeasuredHandoffs> {
  return store.transaction(accountId, async (tx) => {
    const { rows } = await sql<HandoffHistory>`
      with paid as (
        select (e.data->>'opportunity_id') as opportunity_id, min(e.recorded_at) as paid_at from salesos.events e
        where e.account_id = ${tx.accountId} and e.type = 'PaymentSucceeded' and e.recorded_at >= ${from} and e.recorded_at < ${before}
        group by 1)
      select p.opportunity_id, p.paid_at,
        min(e.recorded_at) filter (where e.type = 'CaseOpenTriggered') as triggered_at,
        min(e.recorded_at) filter (where e.type = 'CaseOpenedConfirmed') as confirmed_at,
        (count(*) filter (where e.type = 'CaseOpenRejected'))::int as rejections,
        coalesce(bool_or(e.type = 'HandoffIncomplete'), false) as was_incomplete
      from paid p
      left join salesos.events e on e.account_id = ${tx.accountId} and e.data->>'opportunity_id' = p.opportunity_id
        and e.type in ('CaseOpenTriggered', 'CaseOpenedConfirmed', 'CaseOpenRejected', 'HandoffIncomplete')
      group by p.opportunity_id, p.paid_at`.execute(tx.db);
    return { from, before, ...handoffMeasures(rows) };
  });
}
