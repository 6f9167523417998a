import type { Generated } from 'kysely';

import type { Activity, Appointment, CaseOpen, ConsultationNotes, FrozenAttribution, Offer, Opportunity, Payment } from '../../core/model';
import type { SettlementKind } from '../../core/reconciliation';

export interface OpportunitiesTable {
  id: string;
  account_id: string;
  prospect_id: string;
  lead_id: string;
  stage: Opportunity['stage'];
  payment_state: Generated<Opportunity['payment_state']>;
  setter_id: string | null;
  closer_id: string | null;
  /** null = not waiting for an owner. */
  waiting_role: 'setter' | 'closer' | null;
  waiting_since: Date | null;
  value_estimate_minor: number | null;
  currency: string | null;
  probability: number;
  band: Opportunity['band'];
  score: number;
  segment: string;
  program_family: string | null;
  intent_family: string | null;
  language: string | null;
  geo: string | null;
  qualification: Opportunity['qualification'];
  disqualification_reason: Opportunity['disqualification_reason'];
  loss_reason: string | null;
  consultation: ConsultationNotes | null;
  consultation_at: Date | null;
  priority: Generated<boolean>;
  settings_version: number;
  created_at: Date;
  stage_changed_at: Date;
  closed_at: Date | null;
  version: Generated<number>;
  /** As it was when the journey began; the database refuses a change. */
  attribution: Generated<FrozenAttribution>;
}

export interface AssignmentsTable {
  id: string;
  account_id: string;
  opportunity_id: string;
  role: 'setter' | 'closer';
  user_id: string;
  reason: string;
  assigned_at: Date;
  /** Whether others were in the running, so that it counted for the rep's share. */
  contested: boolean;
  /** null = the owner now. */
  ended_at: Date | null;
  /** null = counts for caps and share. */
  credited_at: Date | null;
  seq: Generated<number>;
}

export interface RoutingPoolsTable {
  account_id: string;
  role: 'setter' | 'closer';
  turn: number;
  page: string | null;
  page_entries: Generated<number>;
  page_version: Generated<number>;
  user_ids: Generated<string[]>;
  credits: Generated<number[]>;
  received: Generated<number[]>;
  last_turns: Generated<number[]>;
  reviews: Generated<Record<string, { ramp_share: number | null; performance: number | null }>>;
  reviewed_at: Date | null;
}

export interface RoutingBlocksTable {
  id: string;
  account_id: string;
  prospect_id: string;
  user_id: string;
  reason: string;
  blocked_by: string;
  blocked_at: Date;
}

export interface ActivitiesTable {
  id: string;
  account_id: string;
  opportunity_id: string | null;
  prospect_id: string;
  kind: Activity['kind'];
  direction: Activity['direction'];
  channel: Activity['channel'];
  outcome: Activity['outcome'];
  by_human: boolean;
  user_id: string | null;
  summary: string | null;
  call_back_at: Date | null;
  dedupe_key: string | null;
  occurred_at: Date;
  recorded_at: Date;
}

export interface AppointmentsTable extends Omit<Appointment, 'ends_at' | 'time_zone' | 'closer_id'> {
  ends_at: Date | null;
  time_zone: string | null;
  closer_id: string | null;
  join_url: string | null;
  /** null = it replaced none. */
  previous_ref: string | null;
  reschedule_url: string | null;
  cancel_url: string | null;
  setter_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface OffersTable extends Offer {
  created_by: string;
  created_at: Date;
  dedupe_key: string | null;
}

export interface PaymentsTable extends Omit<Payment, 'provider' | 'link_active' | 'refunded_minor'> {
  provider: string;
  link_active: Generated<boolean>;
  refunded_minor: Generated<number>;
  /** Why it is FAILED or EXCEPTION. */
  reason: string | null;
  failure_count: Generated<number>;
  last_failed_at: Generated<Date | null>;
  /** Automatic re-sends of the link after failures (P10.6). */
  resend_count: Generated<number>;
  last_resent_at: Generated<Date | null>;
  /** What a manager said to its exceptions (P10.1); parsed with `exceptionDecision` when read. */
  exception_decision: Generated<unknown>;
  created_at: Date;
  updated_at: Date;
}

/** One line of the provider's own books: what it added to or took from the firm's balance. */
export interface SettlementsTable {
  id: string;
  account_id: string;
  provider: string;
  transaction_id: string;
  kind: SettlementKind;
  /** null = the provider ties it to no payment (an account fee). */
  intent_id: string | null;
  payment_id: string | null;
  /** Of the balance, in minor units of `currency`; what leaves the firm is negative. */
  amount_minor: number;
  fee_minor: number;
  net_minor: number;
  currency: string;
  /** What the client was charged or got back. */
  charged_minor: number | null;
  charged_currency: string | null;
  /** From the charged currency to the balance's; null = no conversion. */
  exchange_rate: number | null;
  occurred_at: Date;
  available_at: Date | null;
  recorded_at: Date;
}

/** What case ops are still to be told, and what they were told (P11.2). */
export interface OpsDeliveriesTable {
  id: string;
  account_id: string;
  opportunity_id: string;
  case_open_id: string;
  kind: 'case_open' | 'stop';
  payload_version: number;
  /** The bytes that are signed and sent; the same at every try. */
  body: string;
  status: 'pending' | 'delivered' | 'dead';
  attempts: Generated<number>;
  next_attempt_at: Date | null;
  answered_status: number | null;
  last_error: string | null;
  dedupe_key: string;
  created_at: Date;
  delivered_at: Date | null;
}

export interface PaymentEventsTable {
  id: string;
  account_id: string;
  provider: string;
  event_id: string;
  event_type: string;
  outcome: 'applied' | 'unmatched' | 'refused';
  reason: string | null;
  /** null unless applied. */
  payment_id: string | null;
  intent_id: string | null;
  verified_by: 'webhook' | 'api';
  /** Parsed with `paymentEvent` when read. */
  event: unknown;
  /** null = found by the API sweep. */
  delivery_id: string | null;
  occurred_at: Date;
  recorded_at: Date;
}

export interface CaseOpensTable extends CaseOpen {
  updated_at: Date;
}

export interface HandoffPayloadsTable {
  id: string;
  account_id: string;
  opportunity_id: string;
  version: number;
  payload: unknown;
  payload_sha256: string;
  built_at: Date;
}
