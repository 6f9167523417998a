import { sql } from 'kysely';

import type { SlaPolicy } from '../../core/model';
import type { LadderAction } from '../../core/sla';
import type { Tx } from '../../store';

/** A step that is still to be carried out. */
export interface OpenNotice {
  readonly id: string;
  readonly timer_id: string;
  readonly owner_id: string | null;
  readonly policy: SlaPolicy;
  readonly opportunity_id: string | null;
  readonly dedupe_key: string;
  /** The clock was met late meanwhile, or what it measured is closed. */
  readonly over: boolean;
}

/** The oldest open steps of a kind. */
export async function openNotices(tx: Tx, action: LadderAction, limit: number): Promise<OpenNotice[]> {
  const { rows } = await sql<OpenNotice>`
    select n.id, n.timer_id, n.owner_id, t.policy, t.opportunity_id, t.dedupe_key,
      t.met_at is not null or coalesce(o.stage in ('CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED'), false) as over
    from salesos.sla_notices n
    join salesos.timers t on t.account_id = n.account_id and t.id = n.timer_id
    left join salesos.opportunities o on o.account_id = t.account_id and o.id = t.opportunity_id
    where n.account_id = ${tx.accountId} and n.status = 'open' and n.settled_at is null and n.action = ${action}
    order by n.step_at, n.id limit ${limit}`.execute(tx.db);
  return rows;
}

/** Marks steps as carried out, with what came of them. */
export async function settleNotices(tx: Tx, outcomes: readonly { readonly id: string; readonly outcome: string }[], at: Date): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    update salesos.sla_notices n set status = 'done', settled_at = ${at}, outcome = d.outcome
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as d(id uuid, outcome text)
    where n.account_id = ${tx.accountId} and n.id = d.id`.execute(tx.db);
}
