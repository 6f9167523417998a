import type { Generated } from 'kysely';

import type { EventEnvelope, EventType } from '../../core/events';
import type { Actor, SlaPolicy } from '../../core/model';
import type { LadderAction } from '../../core/sla';

export interface EventsTable {
  id: string;
  account_id: string;
  seq: Generated<number>;
  type: EventType;
  version: number;
  subject_kind: EventEnvelope['subject']['kind'];
  subject_id: string;
  key: string;
  occurred_at: Date;
  recorded_at: Date;
  actor: Actor;
  causation_id: string | null;
  correlation_id: string | null;
  data: Record<string, unknown>;
  /** null = still in the outbox. */
  relayed_at: Date | null;
}

export interface SubscriptionsTable {
  account_id: string;
  id: string;
  types: EventType[];
  queue: string;
  active: boolean;
  created_at: Date;
  updated_at: Date;
}

export interface DeadLettersTable {
  id: string;
  account_id: string;
  event_id: string;
  subscription_id: string;
  error: string;
  attempts: number;
  status: 'dead' | 'replayed' | 'discarded';
  died_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

export type TimerStatus = 'pending' | 'paused' | 'met' | 'breached' | 'cancelled';

export interface TimersTable {
  id: string;
  account_id: string;
  policy: SlaPolicy;
  opportunity_id: string | null;
  lead_id: string | null;
  owner_id: string | null;
  status: TimerStatus;
  started_at: Date;
  due_at: Date;
  /** Business time left while paused; null = running. */
  remaining_ms: number | null;
  met_at: Date | null;
  breached_at: Date | null;
  dedupe_key: string;
  settings_version: number;
  detail: Generated<Record<string, unknown>>;
  /** null = nothing is to be done any more. */
  next_at: Date | null;
  taken: Generated<number>;
}

export type NoticeStatus = 'sent' | 'digest' | 'open' | 'done' | 'held';

export interface SlaNoticesTable {
  id: string;
  account_id: string;
  timer_id: string;
  action: LadderAction;
  owner_id: string | null;
  recipient_id: string | null;
  step_at: Date;
  noticed_at: Date;
  status: NoticeStatus;
  settled_at: Date | null;
  outcome: string | null;
}

export interface ReceiptsTable {
  id: string;
  account_id: string;
  kind: string;
  subject_kind: string;
  subject_id: string;
  settings_version: number;
  inputs: unknown;
  result: unknown;
  reasons: unknown;
  decided_at: Date;
}

export interface AuditEntriesTable {
  id: string;
  account_id: string;
  seq: Generated<number>;
  at: Date;
  actor: Actor;
  action: string;
  subject_kind: string;
  subject_id: string;
  before: unknown;
  after: unknown;
  reason: string | null;
}
