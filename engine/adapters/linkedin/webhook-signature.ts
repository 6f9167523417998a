import { createHmac } from 'node:crypto';

import type { ChallengeAnswer, DeliveryRefusal, IncomingDelivery } from '../../core/lead';
import { matchesSecret } from '../same-secret';

const MEND = "enter the Client Secret of the LinkedIn app that owns the subscription in the credential 'Sales OS Source Secrets'";

export const LINKEDIN_HEADERS = ['content-type', 'user-agent', 'x-li-signature'] as const;

/**
 * Answers LinkedIn's check of the URL (at registration and every two hours): the challenge's HMAC under the client secret.
 * While a secret rotates the first line of the credential answers; notifications are taken under all of them.
 */
export function answerChallenge({ challengeCode }: Readonly<Record<string, string>>, clientSecrets: readonly string[]): ChallengeAnswer | DeliveryRefusal {
  const [secret] = clientSecrets;
  if (secret === undefined) return { status: 403, code: 'LINKEDIN_SECRET_MISSING', message: `No LinkedIn Client Secret is set: ${MEND}` };
  if (!challengeCode) return { status: 403, code: 'LINKEDIN_CHALLENGE_MISSING', message: 'This is no validation request of LinkedIn: challengeCode is expected' };
  return { status: 200, content_type: 'application/json', body: JSON.stringify({ challengeCode, challengeResponse: hmac(challengeCode, secret) }) };
}

/** Refuses a notification whose X-LI-Signature is not the HMAC of the raw bytes, under LinkedIn's prefix, by one of the client secrets. */
export function refuseUnsigned({ body, headers }: IncomingDelivery, clientSecrets: readonly string[]): DeliveryRefusal | null {
  if (clientSecrets.length === 0) return { status: 401, code: 'LINKEDIN_SECRET_MISSING', message: `No LinkedIn Client Secret is set: ${MEND}` };
  const given = headers['x-li-signature'];
  if (given === undefined) return { status: 401, code: 'LINKEDIN_SIGNATURE_MISSING', message: 'The header X-LI-Signature is missing: only LinkedIn may post here' };
  const bare = given.trim().toLowerCase().replace(/^hmacsha256=/, '');
  if (matchesSecret(bare, clientSecrets.map((secret) => notificationSignature(body, secret)))) return null;
  return { status: 401, code: 'LINKEDIN_SIGNATURE_WRONG', message: `The signature does not fit the body: ${MEND}, and let no proxy rewrite the body` };
}

/** Hex HMAC-SHA256 of `hmacsha256=` followed by the body. */
export function notificationSignature(body: Buffer, clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('hmacsha256=').update(body).digest('hex');
}

function hmac(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}
