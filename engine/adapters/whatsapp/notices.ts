import { DomainError } from '../../core/errors';
import type { StoredBody, Verdict } from '../../core/lead';
import type { StatusReport } from '../../core/messaging';
import { readValues, type WhatsAppContact, type WhatsAppMessage, type WhatsAppStatus, type WhatsAppValue } from './payload';

/** One message of a delivery with what stands around it. */
export interface WhatsAppNotice {
  readonly key: string;
  readonly message: WhatsAppMessage;
  readonly contact: WhatsAppContact | null;
  /** Our number; Meta's test button uses a number that is nobody's. */
  readonly phone_number_id: string;
}

/** Signs of life that say nothing: a reaction to a message of ours, a changed number, an opened chat. */
const SILENT = new Set(['reaction', 'system', 'request_welcome', 'edit', 'revoke']);
const SAMPLE_NUMBER = '123456123';

export function noticesIn(delivery: Pick<StoredBody, 'body'>): WhatsAppNotice[] {
  return readValues(delivery).flatMap((value) => (value.messages ?? []).filter(({ type }) => !SILENT.has(type)).map((message) => ({ key: `message:${message.id}`, message, contact: contactOf(message, value), phone_number_id: numberOf(value) })));
}

function contactOf({ from, from_user_id }: WhatsAppMessage, { contacts }: WhatsAppValue): WhatsAppContact | null {
  const all = contacts ?? [];
  return all.find((one) => (from !== null && one.wa_id === from) || (from_user_id !== null && one.user_id === from_user_id)) ?? (all.length === 1 ? (all[0] ?? null) : null);
}

function numberOf({ metadata }: WhatsAppValue): string {
  return metadata?.phone_number_id ?? metadata?.display_phone_number ?? '';
}

/** The notice that a stored row stands for; the only one of a body that is read as a whole. Throws `NOTICE_MISSING`. */
export function noticeOf(stored: StoredBody): WhatsAppNotice {
  const notices = noticesIn(stored);
  const found = stored.notice === undefined ? notices[0] : notices.find(({ key }) => key === stored.notice);
  if (found) return found;
  throw new DomainError('NOTICE_MISSING', `The delivery has no message ${stored.notice ?? ''}`.trim());
}

export function judgeMessages(delivery: StoredBody): Verdict {
  try {
    const notices = noticesIn(delivery).map(({ key, phone_number_id }) => ({ dedupe: { key }, is_test: phone_number_id === SAMPLE_NUMBER, feed: phone_number_id }));
    return { kind: 'accepted', notices: [...new Map(notices.map((notice) => [notice.dedupe.key, notice])).values()] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: 'rejected', status: error.code === 'BODY_NOT_JSON' ? 400 : 422, code: error.code, message: error.message, problems: error.problems };
  }
}

export function isSample({ phone_number_id }: WhatsAppNotice): boolean {
  return phone_number_id === SAMPLE_NUMBER;
}

const STATUSES: Readonly<Record<string, StatusReport['status']>> = { sent: 'sent', delivered: 'delivered', read: 'read', played: 'read', failed: 'failed' };

/** Reports on messages of ours; a body that cannot be read has none. */
export function statusesIn(delivery: StoredBody): StatusReport[] {
  try {
    return readValues(delivery).flatMap((value) => (value.statuses ?? []).flatMap((status) => reportOf(status, delivery)));
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

function reportOf({ id, status, timestamp, errors }: WhatsAppStatus, { received_at }: StoredBody): StatusReport[] {
  const known = STATUSES[status];
  if (!known) return [];
  const [error] = errors ?? [];
  const words = error ? [error.code, error.message ?? error.title].filter(Boolean).join(': ') : null;
  return [{ provider: 'whatsapp', provider_ref: id, status: known, error: known === 'failed' ? words : null, at: instantOf(timestamp, received_at) }];
}

/** Meta writes seconds since 1970. */
export function instantOf(timestamp: string | null, fallback: Date): Date {
  const seconds = Number(timestamp ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? new Date(seconds * 1000) : fallback;
}
