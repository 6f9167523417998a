import type { AiFields } from './answer';
import type { AiQuestion } from './question';

export interface AiUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** Calls made, the first one included. */
  readonly attempts: number;
}

/** Why no answer can be used. Transient ones may go better later. */
export interface AiFailure {
  readonly code: AiFailureCode;
  readonly message: string;
  readonly transient: boolean;
}
export const AI_FAILURE_CODES = [
  'AI_NOT_JSON',
  'AI_ANSWER_INVALID',
  'AI_REFUSED',
  'AI_CUT_OFF',
  'AI_RATE_LIMITED',
  'AI_TIMED_OUT',
  'AI_UNREACHABLE',
  'AI_SERVER_ERROR',
  'AI_NOT_ALLOWED',
  'AI_REQUEST_REFUSED',
  'AI_BUDGET_SPENT',
  'AI_ABANDONED',
] as const;
export type AiFailureCode = (typeof AI_FAILURE_CODES)[number];

export type AiReply = AiUsage & ({ readonly ok: true; readonly fields: AiFields } | ({ readonly ok: false } & AiFailure));

/** A model that answers questions; it never throws. */
export interface AiClassifier {
  readonly model: string;
  classify(question: AiQuestion): Promise<AiReply>;
}
