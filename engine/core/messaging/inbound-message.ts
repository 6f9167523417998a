import type { ContactChannel } from '../model';

export const MESSAGE_STATUSES = ['sent', 'delivered', 'read', 'failed'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** What a person sent, in our words; adapters make it. */
export interface InboundMessage {
  readonly provider: 'whatsapp' | 'twilio';
  /** The vendor's id of the message. */
  readonly provider_ref: string;
  readonly channel: Extract<ContactChannel, 'whatsapp' | 'sms'>;
  /** The vendor's thread: our number and the person, e.g. `1065…:14165550199`. */
  readonly thread_ref: string;
  /** The person's number as E.164, when the vendor tells it. */
  readonly address: string | null;
  /** The vendor's own id of the person, for those who hide their number. */
  readonly user_ref: string | null;
  readonly profile_name: string | null;
  readonly kind: string;
  /** What was written or chosen; null for a picture without words. */
  readonly text: string | null;
  /** Button ids, media references, places, contact cards, the message it answers. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly sent_at: Date;
  /** What the vendor itself understood (Twilio's opt-out service). */
  readonly keyword: 'opt_out' | 'opt_in' | null;
}

/** What the vendor tells of a message of ours. */
export interface StatusReport {
  readonly provider: InboundMessage['provider'];
  readonly provider_ref: string;
  readonly status: MessageStatus;
  readonly error: string | null;
  readonly at: Date;
}

const RANK: Readonly<Record<string, number>> = { claimed: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/** Reports come late and in any order: a status only moves forward, and what was delivered did not fail. */
export function laterStatus(known: string, reported: MessageStatus): boolean {
  if (reported === 'failed') return known === 'claimed' || known === 'sent';
  return (RANK[reported] ?? 0) > (RANK[known] ?? 0) && known !== 'failed';
}
