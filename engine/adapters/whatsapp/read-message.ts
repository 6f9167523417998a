import type { SourceField, SourceLead, StoredBody } from '../../core/lead';
import { normalizePhone, readTouch } from '../../core/lead';
import type { InboundMessage } from '../../core/messaging';
import type { Touch } from '../../core/model';
import { instantOf, isSample, noticeOf, type WhatsAppNotice } from './notices';
import type { WhatsAppMessage } from './payload';

/** One message as a lead that it may become, with the message itself. */
export function readMessage(stored: StoredBody): SourceLead[] {
  const notice = noticeOf(stored);
  const inbound = inboundOf(notice, stored);
  const touch = touchOf(notice.message);
  return [
    {
      source_channel: 'whatsapp',
      platform_lead_id: notice.message.id,
      is_test: isSample(notice),
      captured_at: inbound.sent_at,
      fields: fieldsOf(inbound, notice),
      first_touch: touch,
      last_touch: touch,
      // Who writes may be answered on this thread; that is a reply, no consent to be written to (the send gate knows).
      consents: [],
      proof: { message_id: notice.message.id, thread: inbound.thread_ref },
      geo_country: countryOfUser(inbound.user_ref),
      robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
      inbound,
    },
  ];
}

function inboundOf({ message, contact, phone_number_id }: WhatsAppNotice, { received_at }: StoredBody): InboundMessage {
  const waId = phoneLike(message.from) ?? phoneLike(contact?.wa_id ?? null);
  const user_ref = message.from_user_id ?? contact?.user_id ?? idLike(message.from) ?? idLike(contact?.wa_id ?? null);
  const { kind, text, detail } = contentOf(message);
  const said = [...(message.context?.id ? [['answers', message.context.id] as const] : []), ...(message.referral ? [['referral', message.referral] as const] : []), ...(contact?.profile?.username ? [['username', contact.profile.username] as const] : [])];
  return {
    provider: 'whatsapp',
    provider_ref: message.id,
    channel: 'whatsapp',
    thread_ref: `${phone_number_id}:${waId ?? user_ref ?? message.id}`,
    address: waId === null ? null : dialled(waId),
    user_ref,
    profile_name: contact?.profile?.name ?? null,
    kind,
    text,
    detail: { ...detail, ...Object.fromEntries(said) },
    sent_at: instantOf(message.timestamp, received_at),
    keyword: null,
  };
}

function phoneLike(id: string | null): string | null {
  return id !== null && /^\+?\d{6,15}$/.test(id) ? id.replace('+', '') : null;
}

/** A business-scoped id: a country, a point, letters and digits. */
function idLike(id: string | null): string | null {
  return id !== null && /^[A-Z]{2}\.[A-Za-z0-9.]+$/.test(id) ? id : null;
}

function countryOfUser(userRef: string | null): string | null {
  return /^([A-Z]{2})\./.exec(userRef ?? '')?.[1] ?? null;
}

/** WhatsApp's ids keep what numbering plans have dropped or added: Mexico's 1, Brazil's ninth digit. */
function dialled(waId: string): string | null {
  const mended = waId.replace(/^521(\d{10})$/, '52$1').replace(/^55(\d{2})([6-9]\d{7})$/, '55$19$2');
  return [mended, waId].map((digits) => normalizePhone(`+${digits}`, []).phone?.e164).find((e164) => e164 !== undefined) ?? null;
}

interface Content {
  readonly kind: string;
  readonly text: string | null;
  readonly detail: Record<string, unknown>;
}

const MEDIA = ['image', 'video', 'audio', 'document', 'sticker'] as const;

function contentOf(message: WhatsAppMessage): Content {
  const { type: kind, text, button, interactive, location, contacts, order } = message;
  if (text) return { kind, text: text.body, detail: {} };
  if (button) return { kind, text: button.text ?? button.payload, detail: { payload: button.payload } };
  if (interactive) return interactiveContent(kind, interactive);
  const attached = MEDIA.find((name) => message[name]);
  if (attached) return { kind, text: message[attached]?.caption ?? null, detail: { media: withoutNulls({ ...message[attached], caption: null }) } };
  if (location) return { kind, text: [location.name, location.address].filter(Boolean).join(', ') || null, detail: { location } };
  if (contacts) return { kind, text: null, detail: { contacts } };
  return { kind, text: null, detail: order ? { order } : {} };
}

function interactiveContent(kind: string, { button_reply, list_reply, nfm_reply }: NonNullable<WhatsAppMessage['interactive']>): Content {
  const chosen = button_reply ?? list_reply;
  if (chosen) return { kind: button_reply ? 'button_reply' : 'list_reply', text: chosen.title ?? chosen.id, detail: withoutNulls({ id: chosen.id, description: chosen.description }) };
  if (nfm_reply) return { kind: 'flow_reply', text: null, detail: { answers: answersOf(nfm_reply.response_json) } };
  return { kind, text: null, detail: {} };
}

/** What was filled into a WhatsApp Flow; its technical token is none of it. */
function answersOf(response: string | Record<string, unknown> | null | undefined): Record<string, string> {
  const answers = typeof response === 'string' ? parsed(response) : (response ?? {});
  return Object.fromEntries(Object.entries(answers).flatMap(([name, value]) => (name === 'flow_token' || value === null || typeof value === 'object' ? [] : [[name, String(value)]])));
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function fieldsOf({ text, address, profile_name, detail }: InboundMessage, { message: { referral } }: WhatsAppNotice): SourceField[] {
  const answers = typeof detail['answers'] === 'object' && detail['answers'] !== null ? Object.entries(detail['answers'] as Record<string, string>) : [];
  const known: SourceField[] = [
    ...(profile_name ? [{ label: 'profile_name', value: profile_name, field: 'full_name' as const }] : []),
    ...(address ? [{ label: 'wa_id', value: address, field: 'phone' as const }] : []),
    ...(text ? [{ label: 'message', value: text, field: 'message' as const }] : []),
  ];
  const ad = referral ? [{ label: 'ad_headline', value: referral.headline ?? '' }, { label: 'ad_text', value: referral.body ?? '' }] : [];
  return [...answers.map(([label, value]) => ({ label, value })), ...known, ...ad.filter(({ value }) => value !== '')];
}

/** The click-to-WhatsApp ad is where the person came from. */
function touchOf({ referral }: WhatsAppMessage): Touch {
  if (!referral) return { click_ids: {}, platform: {} };
  const touch = readTouch(new Map(referral.source_url ? [['page_url', referral.source_url]] : []), referral.source_id && referral.source_type !== 'post' ? { ad_id: referral.source_id } : {});
  return referral.ctwa_clid ? { ...touch, click_ids: { ...touch.click_ids, ctwa_clid: referral.ctwa_clid } } : touch;
}

function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
