import { createHmac } from 'node:crypto';

import { sameSecret } from '../same-secret';

/**
 * Signatures as the Standard Webhooks specification has them (standardwebhooks.com), so that an ops system finds a ready
 * library in its language: HMAC-SHA256 over `<id>.<timestamp>.<body>`, base64, in `webhook-signature: v1,<signature>`.
 */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** How old, or ahead, a signature may be. */
export const TOLERANCE_SECONDS = 300;
/** Shorter secrets can be guessed. */
export const SHORTEST_SECRET = 24;

/** Secrets that nobody can guess; the others count for nothing. */
export function usableSecrets(secrets: readonly string[]): string[] {
  return secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
}

export function signMessage(message: { readonly id: string; readonly body: string; readonly at: Date }, secret: string): SignedHeaders {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signatureOf(message.id, timestamp, message.body, secret)}` };
}

export interface ReceivedMessage {
  readonly id: string | null;
  readonly timestamp: string | null;
  readonly signature: string | null;
  /** Exactly the bytes that came in. */
  readonly body: Buffer;
  readonly received_at: Date;
}

/** Why a message is not proved; null = one of the secrets signed exactly these bytes, just now. */
export function signatureGap({ id, timestamp, signature, body, received_at }: ReceivedMessage, given: readonly string[]): string | null {
  const secrets = usableSecrets(given);
  if (secrets.length === 0) return `no signing secret of ${SHORTEST_SECRET} characters or more is set in the credential 'Sales OS Case Ops', so no answer is accepted`;
  const missing = Object.entries({ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length > 0 || id === null || timestamp === null || signature === null) return `the header ${missing.join(', ')} is missing`;
  if (!/^\d+$/.test(timestamp)) return 'webhook-timestamp is not a number of seconds';
  const age = received_at.getTime() / 1000 - Number(timestamp);
  if (Math.abs(age) > TOLERANCE_SECONDS) return `the signature is ${age > 0 ? 'older' : 'further ahead'} than ${TOLERANCE_SECONDS} seconds`;
  const signatures = signature.split(' ').flatMap((part) => (part.startsWith('v1,') ? [part.slice(3)] : []));
  const proved = secrets.some((secret) => signatures.some((one) => sameSecret(one, signatureOf(id, timestamp, body, secret))));
  return proved ? null : "the signature fits none of the secrets in the credential 'Sales OS Case Ops'";
}

function signatureOf(id: string, timestamp: string, body: string | Buffer, secret: string): string {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64');
}

/** `whsec_<base64>` as the specification writes secrets; any other text is its own key. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
}
