import { createHash, createHmac } from 'node:crypto';

import type { IncomingDelivery } from '../../engine/core/lead';
import { RECEIVED_AT, TWILIO_AUTH_TOKEN } from './deliveries';

/** Twilio as a sender of its messaging webhook. The signature is made by the formula of Twilio's security page, not by its library. */

export const TWILIO_URL = 'https://n8n.example.com/webhook/t/lead';
let sent = 0;

export function messageSid(): string {
  return `SM${createHash('md5').update(`test ${(sent += 1)}`).digest('hex')}`;
}

/** The parameters of an incoming WhatsApp message or SMS. */
export function twilioParameters(change: Record<string, string> = {}): Record<string, string> {
  const sid = messageSid();
  return { ToCountry: 'CA', SmsMessageSid: sid, NumMedia: '0', SmsSid: sid, SmsStatus: 'received', Body: 'Hello, I want to study in Canada', To: 'whatsapp:+15550783881', NumSegments: '1', MessageSid: sid, AccountSid: 'AC0123456789abcdef0123456789abcdef', From: 'whatsapp:+14165550199', ProfileName: 'Ana Ruiz', WaId: '14165550199', ApiVersion: '2010-04-01', ...change };
}

/** Base64 HMAC-SHA1 of the URL and the sorted parameters, each name directly followed by its value; a repeated name once for each. */
export function twilioSignature(url: string, pairs: readonly (readonly [string, string])[], token = TWILIO_AUTH_TOKEN): string {
  const names = [...new Set(pairs.map(([name]) => name))].sort();
  const text = names.reduce((all, name) => all + [...new Set(pairs.filter(([other]) => other === name).map(([, value]) => value))].sort().map((value) => name + value).join(''), url);
  return createHmac('sha1', token).update(Buffer.from(text, 'utf8')).digest('base64');
}

export interface TwilioRequest {
  /** The URL that Twilio called and signed. */
  readonly signed?: string;
  /** The URL that n8n saw. */
  readonly seen?: string;
  readonly headers?: Record<string, string>;
  readonly token?: string;
}

export function twilioDelivery(parameters: Record<string, string> | readonly (readonly [string, string])[], { signed = TWILIO_URL, seen = signed, headers = {}, token = TWILIO_AUTH_TOKEN }: TwilioRequest = {}): IncomingDelivery {
  const pairs = Array.isArray(parameters) ? (parameters as [string, string][]) : Object.entries(parameters);
  const body = Buffer.from(new URLSearchParams(pairs as [string, string][]).toString());
  const type = 'application/x-www-form-urlencoded; charset=UTF-8';
  return { body, content_type: type, headers: { 'content-type': type, 'x-twilio-signature': twilioSignature(signed, pairs, token), ...headers }, received_at: RECEIVED_AT, token: null, url: seen };
}

/** A JSON body is signed by its hash, which stands in the URL. */
export function twilioJsonDelivery(document: unknown, base = TWILIO_URL, token = TWILIO_AUTH_TOKEN): IncomingDelivery {
  const body = Buffer.from(JSON.stringify(document));
  const url = `${base}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
  return { body, content_type: 'application/json', headers: { 'content-type': 'application/json', 'x-twilio-signature': twilioSignature(url, [], token) }, received_at: RECEIVED_AT, token: null, url };
}
