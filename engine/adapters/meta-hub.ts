import { createHmac } from 'node:crypto';

import type { ChallengeAnswer, DeliveryRefusal } from '../core/lead';
import { matchesSecret } from './same-secret';

const CREDENTIAL = "the credential 'Sales OS Source Secrets'";

/** Meta's hub is one for all products of an app (lead ads, WhatsApp …): one secret, one verify token. */
export const HUB_HEADERS = ['content-type', 'user-agent', 'x-hub-signature-256'] as const;

/** Refuses a delivery whose X-Hub-Signature-256 is not the HMAC-SHA256 of the raw bytes under one of the app secrets. */
export function refuseUnsigned(delivery: { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }, appSecrets: readonly string[]): DeliveryRefusal | null {
  if (appSecrets.length === 0) return { status: 401, code: 'META_APP_SECRET_MISSING', message: `No Meta App Secret is set: enter the one of App Dashboard → App settings → Basic in ${CREDENTIAL}` };
  const given = delivery.headers['x-hub-signature-256'];
  if (given === undefined) return { status: 401, code: 'META_SIGNATURE_MISSING', message: 'The header X-Hub-Signature-256 is missing: only Meta may post here' };
  if (matchesSecret(given.trim().toLowerCase(), appSecrets.map((secret) => hubSignature(delivery.body, secret)))) return null;
  return { status: 401, code: 'META_SIGNATURE_WRONG', message: `The signature does not fit the body: check that the Meta App Secret in ${CREDENTIAL} is that of the app which owns the webhook, and that no proxy rewrites the body` };
}

/** `sha256=` and the lower-case hex HMAC, as Meta sends it. */
export function hubSignature(body: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** Answers the verification request of the app's webhook settings when its token is ours. */
export function answerHub(query: Readonly<Record<string, string>>, verifyTokens: readonly string[]): ChallengeAnswer | DeliveryRefusal {
  if (verifyTokens.length === 0) return { status: 403, code: 'META_VERIFY_TOKEN_MISSING', message: `No Meta Verify Token is set: choose one, enter it in ${CREDENTIAL} and in the webhook settings of the Meta app` };
  if (query['hub.mode'] !== 'subscribe' || query['hub.challenge'] === undefined) return { status: 403, code: 'META_CHALLENGE_WRONG', message: 'This is no verification request of Meta: hub.mode and hub.challenge are expected' };
  if (!matchesSecret(query['hub.verify_token'] ?? '', verifyTokens)) return { status: 403, code: 'META_VERIFY_TOKEN_WRONG', message: `The verify token is not the Meta Verify Token of ${CREDENTIAL}: enter the same one in the webhook settings of the Meta app` };
  return { status: 200, content_type: 'text/plain', body: query['hub.challenge'] };
}
