import type { PaymentState, Stage } from '../model';

const DAY_MS = 86_400_000;

export interface OutcomeFacts {
  readonly stage: Stage;
  readonly payment_state: PaymentState;
  readonly created_at: Date;
}

/**
 * How an opportunity ended: paid is won, also when it was refunded later. One that is still open is not known yet; after
 * the horizon it counts as lost, since otherwise only quick decisions would be learned from.
 */
export function outcomeOf({ stage, payment_state, created_at }: OutcomeFacts, at: Date, horizonDays: number): 'won' | 'lost' | null {
  if (stage === 'PAID' || stage === 'CASE_OPENED' || payment_state === 'PAID' || payment_state === 'REFUNDED') return 'won';
  if (stage === 'CLOSED_LOST' || stage === 'DISQUALIFIED') return 'lost';
  return at.getTime() - created_at.getTime() > horizonDays * DAY_MS ? 'lost' : null;
}
