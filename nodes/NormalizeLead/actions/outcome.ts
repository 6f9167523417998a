import type { Normalized } from '../../../engine/commands/normalize-leads';
import type { Result } from '../../../engine/commands/result';
import type { Outcome } from '../../shared';

/** Outputs of the node, in order. Message is for messages of known prospects (WhatsApp). */
export const OUTPUTS = { lead: 0, message: 1, rejected: 2 } as const;

/** One item a lead; a rejected delivery goes to its own output with its reason. */
export function outcomeOf(result: Result<Normalized>): Outcome {
  if (!result.ok) return { error: result.error };
  if (result.kind === 'lead') return { output: OUTPUTS.lead, json: [...result.leads] };
  const { delivery_id, source, code, message, problems } = result;
  return { output: OUTPUTS.rejected, json: { delivery_id, source, code, message, problems } };
}
