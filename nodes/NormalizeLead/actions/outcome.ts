import type { Normalized } from '../../../engine/commands/normalize-leads';
import type { Result } from '../../../engine/commands/result';
import type { Outcome } from '../../shared';

/** Outputs of the node, in order. Message is for messages of known prospects (WhatsApp). */
export const OUTPUTS = { lead: 0, message: 1, rejected: 2 } as const;

/** One item a lead; a delivery without one, or whose lead cannot be fetched yet (`waiting`), goes to its own output with its reason. */
export function outcomeOf(result: Result<Normalized>): Outcome {
  if (!result.ok) return { error: result.error };
  if (result.kind === 'several') return together(result.results.map(outcomeOf));
  if (result.kind === 'lead') return { output: OUTPUTS.lead, json: [...result.leads] };
  if (result.kind === 'message') return { output: OUTPUTS.message, json: result.message };
  if (result.kind === 'waiting') {
    const { kind: _kind, ok: _ok, ...waiting } = result;
    return { output: OUTPUTS.rejected, json: { ...waiting, waiting: true } };
  }
  const { delivery_id, source, code, message, problems } = result;
  return { output: OUTPUTS.rejected, json: { delivery_id, source, code, message, problems, waiting: false } };
}

/** One input's outcomes as one: its first mistake, or all its items. */
export function together(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find((outcome) => 'error' in outcome) ?? { parts: outcomes.flatMap((outcome) => ('parts' in outcome ? outcome.parts : 'output' in outcome ? [outcome] : [])) };
}
