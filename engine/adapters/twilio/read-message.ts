import { DomainError, type Problem } from '../../core/errors';
import { normalizePhone, readTouch, type SourceField, type SourceLead, type StoredBody, type Verdict } from '../../core/lead';
import type { InboundMessage, StatusReport } from '../../core/messaging';
import type { Touch } from '../../core/model';
import { formParameters } from './verify-signature';

/** What Twilio sends of one message, by the names of its webhook; a repeated name's first value. */
export type TwilioParameters = Readonly<Record<string, string>>;

/** The parameters of each message in a body: Twilio's form, JSON of it, or the CloudEvents of n8n's own Twilio Trigger. */
export function messagesIn({ body, content_type }: StoredBody): TwilioParameters[] {
  const text = body.toString('utf8').trim();
  const isJson = (content_type ?? '').includes('json') || /^[[{]/.test(text);
  if (!isJson) return [firstValues(formParameters(body))];
  const document = parsed(text);
  return (Array.isArray(document) ? document : [document]).map(fromJson);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', 'The Twilio delivery is neither a form nor JSON', [], { cause });
  }
}

/** A CloudEvent carries the message in `data`, in camel case: `messageSid`, `from`, `to`, `body`. */
function fromJson(document: unknown): TwilioParameters {
  if (typeof document !== 'object' || document === null) throw new DomainError('TWILIO_INVALID', 'The Twilio delivery must be an object or a list of them');
  const { data, time, type } = document as Record<string, unknown>;
  const isEvent = typeof data === 'object' && data !== null;
  const source = (isEvent ? data : document) as Record<string, unknown>;
  const values = Object.entries(source).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name.charAt(0).toUpperCase() + name.slice(1), String(value)]] : []));
  const when = isEvent && typeof time === 'string' ? { Timestamp: time } : {};
  return { ...when, ...Object.fromEntries(values), ...(isEvent && typeof type === 'string' ? { EventType: type } : {}) } as TwilioParameters;
}

function firstValues(parameters: Record<string, string | string[]>): TwilioParameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value].flat()[0] ?? '']));
}

const sidOf = (values: TwilioParameters): string => values['MessageSid'] ?? values['SmsMessageSid'] ?? values['SmsSid'] ?? '';

/** A status callback tells of a message of ours; an inbound message's own status is `received`. */
function isReport(values: TwilioParameters): boolean {
  const status = (values['MessageStatus'] ?? values['SmsStatus'] ?? '').toLowerCase();
  return (status !== '' && status !== 'received' && status !== 'receiving') || /message\.(sent|delivered|undelivered|failed|read|queued)$/.test(values['EventType'] ?? '');
}

export function judgeTwilio(stored: StoredBody): Verdict {
  try {
    const inbound = messagesIn(stored).filter((values) => !isReport(values));
    const problems = inbound.flatMap(gapsOf);
    if (problems.length > 0) return { kind: 'rejected', status: 422, code: 'TWILIO_INVALID', message: `The Twilio delivery is no message: ${problems.map(({ field, message }) => `${field} ${message}`).join('; ')}`, problems };
    return { kind: 'accepted', notices: inbound.map((values) => ({ dedupe: { key: `message:${sidOf(values)}` }, is_test: false, feed: values['To'] ?? '' })) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: 'rejected', status: error.code === 'BODY_NOT_JSON' ? 400 : 422, code: error.code, message: error.message, problems: error.problems };
  }
}

function gapsOf(values: TwilioParameters): Problem[] {
  const missing = [['MessageSid', sidOf(values)], ['From', values['From'] ?? values['ExternalUserId'] ?? '']] as const;
  return missing.filter(([, value]) => value === '').map(([field]) => ({ field, message: 'is missing' }));
}

const STATUSES: Readonly<Record<string, StatusReport['status']>> = { sent: 'sent', delivered: 'delivered', read: 'read', failed: 'failed', undelivered: 'failed' };

export function statusesIn(stored: StoredBody): StatusReport[] {
  try {
    return messagesIn(stored).filter(isReport).flatMap((values) => reportOf(values, stored));
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

function reportOf(values: TwilioParameters, { received_at }: StoredBody): StatusReport[] {
  const name = (values['MessageStatus'] ?? values['SmsStatus'] ?? /message\.(\w+)$/.exec(values['EventType'] ?? '')?.[1] ?? '').toLowerCase();
  const status = STATUSES[name];
  const error = [values['ErrorCode'], values['ErrorMessage']].filter(Boolean).join(': ');
  return status ? [{ provider: 'twilio', provider_ref: sidOf(values), status, error: status === 'failed' ? error || name : null, at: received_at }] : [];
}

/** The message that a stored row stands for. Throws `NOTICE_MISSING`. */
export function messageOf(stored: StoredBody): TwilioParameters {
  const messages = messagesIn(stored).filter((values) => !isReport(values));
  const found = stored.notice === undefined ? messages[0] : messages.find((values) => `message:${sidOf(values)}` === stored.notice);
  if (found) return found;
  throw new DomainError('NOTICE_MISSING', `The delivery has no message ${stored.notice ?? ''}`.trim());
}

export function readTwilio(stored: StoredBody): SourceLead[] {
  const values = messageOf(stored);
  const inbound = inboundOf(values, stored);
  const touch = touchOf(values);
  return [
    {
      source_channel: inbound.channel,
      platform_lead_id: inbound.provider_ref,
      is_test: false,
      captured_at: inbound.sent_at,
      fields: fieldsOf(inbound, values),
      first_touch: touch,
      last_touch: touch,
      consents: [],
      proof: { message_id: inbound.provider_ref, thread: inbound.thread_ref },
      geo_country: /^[A-Z]{2}$/.test(values['FromCountry'] ?? '') ? (values['FromCountry'] ?? null) : null,
      robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
      inbound,
    },
  ];
}

const KEYWORDS: Readonly<Record<string, InboundMessage['keyword']>> = { STOP: 'opt_out', START: 'opt_in' };

function inboundOf(values: TwilioParameters, { received_at }: StoredBody): InboundMessage {
  const isWhatsApp = /^whatsapp:/i.test(values['From'] ?? '') || Boolean(values['WaId']) || /^whatsapp:/i.test(values['To'] ?? '');
  const from = (values['From'] ?? '').replace(/^whatsapp:/i, '');
  const address = normalizePhone(from, []).phone?.e164 ?? null;
  const user_ref = values['ExternalUserId'] ?? (address === null && from !== '' ? from : null);
  return {
    provider: 'twilio',
    provider_ref: sidOf(values),
    channel: isWhatsApp ? 'whatsapp' : 'sms',
    thread_ref: `${(values['To'] ?? '').replace(/^whatsapp:/i, '')}:${address ?? user_ref ?? ''}`,
    address,
    user_ref,
    profile_name: values['ProfileName'] || null,
    kind: kindOf(values),
    text: values['ButtonText'] || values['ListTitle'] || values['Body'] || null,
    detail: detailOf(values),
    sent_at: instantOf(values['Timestamp'], received_at),
    keyword: KEYWORDS[(values['OptOutType'] ?? '').toUpperCase()] ?? null,
  };
}

function instantOf(text: string | undefined, fallback: Date): Date {
  const at = new Date(text ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? fallback : at;
}

function kindOf(values: TwilioParameters): string {
  if (values['ButtonText'] || values['ButtonPayload']) return 'button_reply';
  if (values['ListId'] || values['ListTitle']) return 'list_reply';
  if (values['Latitude']) return 'location';
  return Number(values['NumMedia'] ?? 0) > 0 ? 'media' : 'text';
}

/** References only: nothing is downloaded. */
function detailOf(values: TwilioParameters): Record<string, unknown> {
  const count = Math.min(Number(values['NumMedia'] ?? 0) || 0, 10);
  const media = Array.from({ length: count }, (_, index) => ({ url: values[`MediaUrl${index}`], mime_type: values[`MediaContentType${index}`] }));
  const names = { ButtonPayload: 'payload', ListId: 'id', Latitude: 'latitude', Longitude: 'longitude', Address: 'address', Label: 'label', OriginalRepliedMessageSid: 'answers', AccountSid: 'account' };
  const plain = Object.entries(names).flatMap(([name, own]) => (values[name] ? [[own, values[name]]] : []));
  return { ...Object.fromEntries(plain), ...(media.length > 0 ? { media } : {}) };
}

function fieldsOf({ text, address, profile_name }: InboundMessage, values: TwilioParameters): SourceField[] {
  return [
    ...(profile_name ? [{ label: 'profile_name', value: profile_name, field: 'full_name' as const }] : []),
    ...(address ? [{ label: 'from', value: address, field: 'phone' as const }] : []),
    ...(text ? [{ label: 'message', value: text, field: 'message' as const }] : []),
    ...(values['ReferralHeadline'] ? [{ label: 'ad_headline', value: values['ReferralHeadline'] }] : []),
    ...(values['ReferralBody'] ? [{ label: 'ad_text', value: values['ReferralBody'] }] : []),
  ];
}

/** A click-to-WhatsApp ad, as Twilio hands it on. */
function touchOf(values: TwilioParameters): Touch {
  const url = values['ReferralSourceUrl'];
  const touch = readTouch(new Map(url ? [['page_url', url]] : []), values['ReferralSourceId'] ? { ad_id: values['ReferralSourceId'] } : {});
  const click = values['ReferralCtwaClid'];
  return click ? { ...touch, click_ids: { ...touch.click_ids, ctwa_clid: click } } : touch;
}
