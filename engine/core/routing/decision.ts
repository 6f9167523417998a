import type { Verdict } from './judge-rep';

export type AssignmentReason = 'sticky_owner' | 'fair_share' | 'fair_share_unskilled' | 'manual_override';

/** The decision with everything needed to explain it and to get it again from the same inputs (house rule 6). */
export interface RoutingDecision {
  readonly outcome: 'assigned' | 'waiting';
  readonly owner_id: string | null;
  readonly reason: AssignmentReason | 'nobody_eligible';
  readonly runner_up: string | null;
  /** The language the reps were chosen by: the prospect's or a fallback; null = not known. */
  readonly language_used: string | null;
  readonly verdicts: readonly Verdict[];
  /** Those the lead was shared out among: each is credited their weight's part of it, the owner charged the whole. */
  readonly running: readonly string[];
}
