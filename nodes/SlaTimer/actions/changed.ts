import type { ChangedClocks } from '../../../engine/commands/change-sla-timers';
import type { Outcome } from '../../shared';

const MINUTE_MS = 60_000;

/** One item: the ids and the clocks that changed. */
export function changedOf({ opportunity_id, lead_id, changed, timers }: ChangedClocks): Outcome {
  const clocks = timers.map(({ id, policy, detail, status, owner_id, due_at, met_at, breached_at, remaining_ms }) => ({
    timer_id: id,
    policy,
    step: detail.step,
    status,
    owner_id,
    due_at,
    met_at,
    breached_at,
    late: met_at !== null && met_at > due_at,
    remaining_minutes: remaining_ms === null ? null : Math.round(remaining_ms / MINUTE_MS),
  }));
  return { output: 0, json: { opportunity_id, lead_id, changed, clocks } };
}
