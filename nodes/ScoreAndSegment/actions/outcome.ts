import type { Result } from '../../../engine/commands/result';
import type { ScoredLead } from '../../../engine/commands/score-leads';
import type { Outcome } from '../../shared';

/** Outputs of the node, in order. */
const OUTPUTS: Readonly<Record<ScoredLead['outcome'], number>> = { sql: 0, nurture: 1, disqualified: 2, review: 3 };

/** One item a lead, on the output of its outcome. */
export function outcomeOf<T extends ScoredLead>(result: Result<T>): Outcome {
  if (!result.ok) return { error: result.error };
  const { ok: _ok, ...json } = result;
  return { output: OUTPUTS[json.outcome], json };
}
