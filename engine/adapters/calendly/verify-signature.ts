import { createHmac } from 'node:crypto';

import { matchesSecret } from '../same-secret';

/** Calendly's guide asks for no more than three minutes; five allow for a slow proxy, as n8n's own nodes do. */
export const TOLERANCE_SECONDS = 300;

export type SignatureCheck = { readonly valid: true } | { readonly valid: false; readonly code: string; readonly message: string };

export interface SignedDelivery {
  /** The header `Calendly-Webhook-Signature`: `t=<unix seconds>,v1=<hex>`; null = not sent. */
  readonly signature: string | null;
  /** The body byte for byte. */
  readonly body: Buffer;
  readonly received_at: Date;
  /** Several while a key is being rotated. */
  readonly signing_keys: readonly string[];
  readonly tolerance_seconds: number;
}

/**
 * Calendly's webhook signature: v1 is HMAC-SHA256 over `t.body` with the subscription's signing key. Compared in
 * constant time; an old timestamp is refused, so that a recorded delivery cannot be sent again. Fails closed.
 */
export function verifySignature({ signature, body, received_at, signing_keys, tolerance_seconds }: SignedDelivery): SignatureCheck {
  // Anybody can sign with an empty key.
  const keys = signing_keys.filter((key) => key.length > 0);
  if (keys.length === 0) {
    return refused('SIGNING_KEY_MISSING', 'No Calendly signing key is set; put the key of the webhook subscription in the Sales OS Source Secrets credential');
  }
  const parts = signature === null ? null : readHeader(signature);
  if (!parts) return refused('SIGNATURE_MISSING', 'The header Calendly-Webhook-Signature with t= and v1= is missing; only deliveries signed by Calendly are taken');
  const signed = Buffer.concat([Buffer.from(`${parts.t}.`), body]);
  const expected = keys.map((key) => createHmac('sha256', key).update(signed).digest('hex'));
  // All are compared: the time taken says nothing about which key or value was right.
  const genuine = parts.v1.map((given) => matchesSecret(given, expected)).includes(true);
  if (!genuine) return refused('SIGNATURE_WRONG', 'The signature does not fit the body; check that the signing key in the credential is the one of this webhook subscription');
  const age = Math.abs(received_at.getTime() / 1000 - Number(parts.t));
  if (age > tolerance_seconds) {
    return refused('SIGNATURE_TOO_OLD', `The signature is ${Math.round(age)} seconds away from this machine's clock, allowed are ${tolerance_seconds}; check the clock`);
  }
  return { valid: true };
}

function readHeader(header: string): { t: string; v1: string[] } | null {
  const pairs = header.split(',').map((part) => part.trim().split('=', 2));
  const t = pairs.find(([name]) => name === 't')?.[1];
  const v1 = pairs.flatMap(([name, value]) => (name === 'v1' && value ? [value.toLowerCase()] : []));
  return t && /^\d{1,12}$/.test(t) && v1.length > 0 ? { t, v1 } : null;
}

function refused(code: string, message: string): SignatureCheck {
  return { valid: false, code, message };
}
