import type { AiFailure } from '../../core/scoring';

interface Facts {
  readonly name: string;
  readonly status: number | undefined;
  readonly message: string;
}

export const TIMED_OUT: AiFailure = { code: 'AI_TIMED_OUT', message: 'the model did not answer in time', transient: true };

/** What a failed call means for the lead: transient failures may go better later, the others need a person. */
export function failureOf(error: unknown): AiFailure {
  const facts = factsOf(error);
  const { name, status, message } = facts;
  if (/timed? ?out/i.test(`${name} ${message}`) || status === 408) return TIMED_OUT;
  if (status === undefined) return { code: 'AI_UNREACHABLE', message: `the model cannot be reached: ${message}`, transient: true };
  if (status === 429) return { code: 'AI_RATE_LIMITED', message: `the provider limits the calls: ${message}`, transient: true };
  if (status >= 500 || status === 409) return { code: 'AI_SERVER_ERROR', message: `the provider failed (${status}): ${message}`, transient: true };
  if (status === 401 || status === 403) return { code: 'AI_NOT_ALLOWED', message: `the provider refuses the key (${status}): ${message}`, transient: false };
  return { code: 'AI_REQUEST_REFUSED', message: `the provider refuses the question (${status}): ${message}`, transient: false };
}

const MOST = 300;

function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { name: 'unknown', status: undefined, message: String(error).slice(0, MOST) };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return { name: error.constructor.name, status, message: error.message.slice(0, MOST) };
}
