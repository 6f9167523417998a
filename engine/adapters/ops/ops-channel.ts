import { DomainError, type Problem } from '../../core/errors';
import type { OpsChannel } from '../../core/handoff';
import { SHORTEST_SECRET, signMessage } from './webhook-signature';

export interface OpsAccess {
  /** Where case.open and case.stop are posted. */
  readonly url: string;
  /** The first signs what is sent; all of them verify what comes in. */
  readonly secrets: readonly string[];
  /** Sent as `Authorization: Bearer …`; empty = none. */
  readonly token: string;
}

/** A slow system must not hold up the workflow; what is not answered is tried again under the same id. */
const TIMEOUT_MS = 15_000;
const LONGEST_ERROR = 300;

/** Posts signed messages to the ops system. @throws DomainError `OPS_CREDENTIAL_INVALID` with every gap */
export function opsChannel({ url, secrets, token }: OpsAccess): OpsChannel {
  const [secret] = secrets;
  const problems = accessGaps(url, secrets);
  if (problems.length > 0 || secret === undefined) {
    throw new DomainError('OPS_CREDENTIAL_INVALID', `The credential 'Sales OS Case Ops' cannot be used: ${problems.map(({ message }) => message).join('; ')}.`, problems);
  }
  return {
    send: async ({ delivery_id, body, at }) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': delivery_id, 'user-agent': 'n8n-nodes-sales-os', ...signMessage({ id: delivery_id, body, at }, secret) };
      const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
      return post(url, body, { ...headers, ...authorization });
    },
  };
}

export function accessGaps(url: string, secrets: readonly string[]): Problem[] {
  const usable = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
  return [
    ...(usable ? [] : [{ field: 'url', message: `the Delivery URL '${url}' must be a URL such as https://ops.example.com/hooks/sales` }]),
    ...(secrets.length > 0 ? [] : [{ field: 'signing_secrets', message: 'it has no signing secret' }]),
    ...(secrets.every((secret) => secret.length >= SHORTEST_SECRET) ? [] : [{ field: 'signing_secrets', message: `a signing secret is shorter than ${SHORTEST_SECRET} characters` }]),
  ];
}

/** A redirect is not followed: the payload is personal data and goes where the firm said, nowhere else. */
async function post(url: string, body: string, headers: Record<string, string>): ReturnType<OpsChannel['send']> {
  try {
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    return { status: response.status, error: response.ok ? null : `answered ${response.status}${text ? `: ${text.slice(0, LONGEST_ERROR)}` : ''}` };
  } catch (error) {
    return { status: null, error: `not reached: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
