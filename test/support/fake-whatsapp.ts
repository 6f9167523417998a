import { createHmac } from 'node:crypto';

import type { IncomingDelivery } from '../../engine/core/lead';
import { META_APP_SECRET, RECEIVED_AT } from './deliveries';

/** Meta's WhatsApp Cloud API as a sender: bodies as its webhook reference describes them, signed with the app secret. */

export const PHONE_NUMBER_ID = '106540352242922';
let sent = 0;

export interface Writer {
  /** Digits without +; null for a user who hides the number. */
  readonly wa_id: string | null;
  readonly name?: string;
  /** Business-scoped id. */
  readonly user_id?: string;
}

export type Content = Record<string, unknown> & { readonly type: string };

export const said = (body: string): Content => ({ type: 'text', text: { body } });

/** A message id of its own, as Meta writes them. */
export function wamid(): string {
  return `wamid.HBgL${Buffer.from(`test-${(sent += 1)}`).toString('base64url')}A`;
}

export interface SentMessage {
  readonly from: Writer;
  readonly content: Content;
  readonly id?: string;
  readonly at?: Date;
}

/** The body of one POST with several messages of one number. */
export function whatsappBody(messages: readonly SentMessage[], more: Record<string, unknown> = {}): Record<string, unknown> {
  const contacts = [...new Map(messages.map(({ from }) => [from.wa_id ?? from.user_id, from])).values()];
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER_ID },
    contacts: contacts.map(({ wa_id, user_id, name }) => ({ profile: { name: name ?? 'Ana' }, ...(wa_id ? { wa_id } : {}), ...(user_id ? { user_id } : {}) })),
    messages: messages.map(({ from, content, id, at }) => ({
      ...(from.wa_id ? { from: from.wa_id } : {}),
      ...(from.user_id ? { from_user_id: from.user_id } : {}),
      id: id ?? wamid(),
      timestamp: String(Math.floor((at ?? RECEIVED_AT).getTime() / 1000)),
      ...content,
    })),
    ...more,
  };
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }] };
}

/** A report on messages of ours. */
export function statusBody(id: string, status: string, errors?: readonly object[]): Record<string, unknown> {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: PHONE_NUMBER_ID },
    statuses: [{ id, status, timestamp: String(Math.floor(RECEIVED_AT.getTime() / 1000) + 5), recipient_id: '14165550199', ...(errors ? { errors } : {}) }],
  };
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }] };
}

export function metaSignature(body: string | Buffer, secret = META_APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function whatsappDelivery(body: Record<string, unknown>, receivedAt = RECEIVED_AT, secret = META_APP_SECRET): IncomingDelivery {
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(bytes, secret) };
  return { body: bytes, content_type: 'application/json', headers, received_at: receivedAt, token: null, url: 'https://n8n.example.com/webhook/w/lead' };
}
