import { DateTime } from 'luxon';

import { combineConsents } from '../identity';
import type { ConsentPurpose, ConsentStatement, ContactChannel, SourceChannel, Stage } from '../model';
import type { MessagingSettings } from './settings';

/** What is to go out. */
export interface SendRequest {
  readonly channel: ContactChannel;
  readonly purpose: ConsentPurpose;
  readonly kind: 'reply' | 'outreach';
  /** An approved WhatsApp template is at hand, for outside the window. */
  readonly has_whatsapp_template: boolean;
}

/** A consent statement of the person, from any of their leads. */
export interface KnownConsent {
  readonly channel: ContactChannel;
  readonly purpose: ConsentPurpose;
  readonly status: ConsentStatement['status'] | 'withdrawn';
  readonly captured_at: Date;
}

/** What is known of the person at the moment of sending. */
export interface RecipientFacts {
  /** E.164, an e-mail address or the vendor's id; null = the person has none for this channel. */
  readonly address: string | null;
  readonly is_test: boolean;
  readonly source_channel: SourceChannel | null;
  readonly stage: Stage | null;
  readonly consents: readonly KnownConsent[];
  /** The person's last word on messages to this address, by keyword; null = none. */
  readonly last_keyword: { readonly kind: 'opt_out' | 'opt_in'; readonly at: Date } | null;
  /** When the person last wrote on this channel; null = never. */
  readonly last_inbound_at: Date | null;
  /** IANA zone of the person; null = not known, then the firm's. */
  readonly time_zone: string | null;
}

export const BLOCKS = [
  'no_address', 'test_lead', 'opted_out', 'consent_refused', 'consent_missing', 'nothing_to_answer', 'case_opened', 'whatsapp_window_closed', 'quiet_hours', 'already_sent', 'being_sent',
] as const;
export type BlockCode = (typeof BLOCKS)[number];

export interface Block {
  readonly code: BlockCode;
  readonly message: string;
}

export interface SendDecision {
  readonly allowed: boolean;
  readonly reasons: readonly Block[];
  /** On WhatsApp: free text inside the window, an approved template outside it. */
  readonly form: 'text' | 'whatsapp_template';
  /** When it may be tried again; null = time alone changes nothing. */
  readonly retry_at: Date | null;
}

const HOUR_MS = 3_600_000;

/**
 * CD-07: whether this may go out now. Every reason against it is told; what is not known counts against it. An answer on a
 * channel on which the person wrote is a reply (decision in DESIGN) and needs no consent; nothing outweighs an opt-out.
 */
export function judgeSend(request: SendRequest, facts: RecipientFacts, settings: MessagingSettings, { at, firm_zone }: { at: Date; firm_zone: string }): SendDecision {
  const inWindow = facts.last_inbound_at !== null && at.getTime() - facts.last_inbound_at.getTime() < settings.reply_window_hours * HOUR_MS;
  const isReply = inWindow && request.purpose === 'service';
  const quietUntil = isReply ? null : quietEnd(request.channel, facts.time_zone ?? firm_zone, settings, at);
  const windowClosed = request.channel === 'whatsapp' && !inWindow && !request.has_whatsapp_template;
  const reasons = [
    ...personBlocks(request, facts),
    ...consentBlocks(request, facts, isReply),
    ...(windowClosed ? [block('whatsapp_window_closed', `the person has not written on WhatsApp within ${settings.reply_window_hours} hours, and the text has no approved WhatsApp template`)] : []),
    ...(quietUntil ? [block('quiet_hours', `it is night at the person's place; it may go out from ${quietUntil.toISOString()}`)] : []),
  ];
  const form = request.channel === 'whatsapp' && !inWindow ? 'whatsapp_template' : 'text';
  return { allowed: reasons.length === 0, reasons, form, retry_at: reasons.every(({ code }) => code === 'quiet_hours') ? quietUntil : null };
}

function personBlocks({ channel, kind }: SendRequest, { address, is_test, stage, source_channel }: RecipientFacts): Block[] {
  return [
    ...(address === null ? [block('no_address', `no address for ${channel} is known`)] : []),
    ...(is_test ? [block('test_lead', "it is a test lead of its source: its address may be anybody's")] : []),
    // P11.6: sales does not reach out any more.
    ...(stage === 'CASE_OPENED' ? [block('case_opened', 'the case is open: the delivery team writes to the client')] : []),
    ...(kind === 'reply' && source_channel === 'outbound' ? [block('nothing_to_answer', 'the person did not write: the lead came with a list')] : []),
  ];
}

function consentBlocks({ channel, purpose }: SendRequest, facts: RecipientFacts, isReply: boolean): Block[] {
  const { last_keyword } = facts;
  if (last_keyword?.kind === 'opt_out') return [block('opted_out', `the person asked on ${last_keyword.at.toISOString()} for no more messages by ${channel}`)];
  // The person's own START lifts what was withdrawn or refused before it.
  const statements = facts.consents.filter((one) => last_keyword === null || one.captured_at > last_keyword.at || one.status === 'granted');
  const state = combineConsents(statements).find((one) => one.channel === channel && one.purpose === purpose)?.status ?? 'unknown';
  if (state === 'withdrawn') return [block('opted_out', `the consent to ${purpose} contact by ${channel} was withdrawn`)];
  if (isReply && !refusedSince(facts, channel)) return [];
  if (state === 'denied') return [block('consent_refused', `the person refused ${purpose} contact by ${channel}`)];
  return state === 'granted' ? [] : [block('consent_missing', `there is no consent to ${purpose} contact by ${channel}`)];
}

/** Who writes after having ticked no box wants an answer; who refuses after having written does not. */
function refusedSince({ consents, last_inbound_at }: RecipientFacts, channel: ContactChannel): boolean {
  return consents.some((one) => one.channel === channel && one.status === 'denied' && last_inbound_at !== null && one.captured_at > last_inbound_at);
}

function quietEnd(channel: ContactChannel, zone: string, { quiet_hours }: MessagingSettings, at: Date): Date | null {
  const hours = quiet_hours[channel];
  if (hours === null || hours.from === hours.to) return null;
  const local = DateTime.fromJSDate(at, { zone });
  const now = local.toFormat('HH:mm');
  const isQuiet = hours.from < hours.to ? now >= hours.from && now < hours.to : now >= hours.from || now < hours.to;
  if (!isQuiet) return null;
  const [hour = 0, minute = 0] = hours.to.split(':').map(Number);
  const today = local.set({ hour, minute, second: 0, millisecond: 0 });
  return (today > local ? today : today.plus({ days: 1 })).toJSDate();
}

function block(code: BlockCode, message: string): Block {
  return { code, message };
}
