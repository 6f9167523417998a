import { describeProblems, type Problem } from '../../../engine/core/errors';
import type { Outcome } from '../../shared';

/** What is right goes on; what marketing should mend goes to its own output, with every mistake as a sentence. */
export function placeLint(lint: { readonly is_valid: boolean; readonly problems: readonly Problem[] }): Outcome {
  return { output: lint.is_valid ? 0 : 1, json: { ...lint, what_is_wrong: lint.problems.map((problem) => describeProblems([problem])).join('; ') } };
}
