import type { ContactChannel } from '../../core/model';

export interface ConversationsTable {
  id: string;
  account_id: string;
  channel: ContactChannel;
  thread_ref: string;
  /** E.164; null = the vendor tells only its own id of the person. */
  address: string | null;
  user_ref: string | null;
  /** The enquiry that the thread's messages belong to now. */
  lead_id: string | null;
  last_inbound_at: Date | null;
  flow: unknown;
  created_at: Date;
  updated_at: Date;
}

export type StoredMessageStatus = 'received' | 'claimed' | 'released' | 'sent' | 'delivered' | 'read' | 'failed';

export interface MessagesTable {
  id: string;
  account_id: string;
  direction: 'inbound' | 'outbound';
  channel: ContactChannel;
  conversation_id: string | null;
  lead_id: string | null;
  prospect_id: string | null;
  opportunity_id: string | null;
  /** null = not on an activity list yet: the person is not resolved. */
  activity_id: string | null;
  template_key: string | null;
  /** `text`, `button`, `image` …; of ours `reply` or `outreach`. */
  kind: string;
  body: string | null;
  detail: Record<string, unknown>;
  provider: string | null;
  provider_ref: string | null;
  status: StoredMessageStatus;
  status_at: Date;
  error: string | null;
  dedupe_key: string;
  occurred_at: Date;
  recorded_at: Date;
}

export interface OptOutsTable {
  id: string;
  account_id: string;
  channel: ContactChannel;
  /** SHA-256 of account, channel and address. */
  address_hash: string;
  kind: 'opt_out' | 'opt_in';
  source: string;
  proof: Record<string, unknown>;
  occurred_at: Date;
  recorded_at: Date;
}
