import type { Result } from '../../engine/commands/result';
import type { Outcome } from '../shared';

/** Results of a command as the node's items; who acted is handed on, so that the next node knows. */
export function toOutcomes<T extends object>(results: readonly Result<T>[], inputs: readonly { readonly acting_user_id: string | null }[]): Outcome[] {
  return results.map((result, index) => {
    if (!result.ok) return { error: result.error };
    const { ok: _ok, ...json } = result;
    return { output: 0, json: { ...json, acting_user_id: inputs[index]?.acting_user_id ?? null } };
  });
}
