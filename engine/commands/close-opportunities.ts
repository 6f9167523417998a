import type { Store } from '../store';
import { type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { moveAll, type MovedStage, type MoveOrder } from './move-stages';
import type { Result } from './result';

export interface CloseItem extends OpportunityAction {
  readonly as: 'lost' | 'disqualified';
  /** `pipeline.loss_reasons` of the firm's settings, or a disqualification reason of P8.6. */
  readonly reason: string;
  /** In the closing person's own words; for the audit trail. */
  readonly note: string | null;
}

/**
 * ST-04, ST-05, P8.6: closes opportunities as lost or disqualified with their mandatory reason; `unreachable` only after the
 * whole cadence. Without an acting user only `unreachable` is allowed. Closing again changes nothing.
 */
export async function closeOpportunities(store: Store, accountId: string, input: ActionBatch<CloseItem>): Promise<Result<MovedStage>[]> {
  return actOnOpportunities(store, accountId, input, (tx, pipeline, acting) =>
    moveAll(tx, pipeline, acting.map(({ item, party }): MoveOrder => ({ ...orderOf(item), party })), input.at),
  );
}

function orderOf({ opportunity_id, as, reason, note }: CloseItem) {
  return as === 'lost'
    ? { opportunity_id, to: 'CLOSED_LOST' as const, loss_reason: reason, reason: note }
    : { opportunity_id, to: 'DISQUALIFIED' as const, disqualification_reason: reason, reason: note };
}
