import type { Generated } from 'kysely';

import type { Band, Classification, ConsentStatement, LeadEnrichment, LeadFlag, Phone, Provenance, SourceChannel, Touch } from '../../core/model';

export type DeliveryStatus = 'received' | 'processed' | 'rejected' | 'dead';

export interface RawDeliveriesTable {
  id: string;
  account_id: string;
  source: string;
  dedupe_key: string;
  headers: Record<string, string>;
  content_type: string | null;
  /** Empty when `bytes_in` names the row that holds the request's bytes. */
  body: Buffer;
  body_sha256: string;
  bytes_in: string | null;
  feed: string | null;
  fetched_body: Buffer | null;
  fetched_at: Date | null;
  is_test: boolean;
  status: DeliveryStatus;
  reason: string | null;
  attempts: Generated<number>;
  /** When the sweep may offer it again; null = not in the sweep. */
  next_attempt_at: Date | null;
  received_at: Date;
  processed_at: Date | null;
}

export interface SourceCursorsTable {
  id: string;
  account_id: string;
  source: string;
  feed: string;
  polled_until: Date | null;
  updated_at: Date;
}

export interface LeadsTable {
  id: string;
  account_id: string;
  delivery_id: string | null;
  delivery_item: Generated<number>;
  source_channel: SourceChannel;
  platform_lead_id: string | null;
  is_test: boolean;
  full_name: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  phone_detail: Phone | null;
  residence_country: string | null;
  citizenship_country: string | null;
  destination_country: string | null;
  language: string | null;
  time_zone: string | null;
  message: string | null;
  utms: Record<string, string>;
  first_touch: Touch;
  last_touch: Touch;
  consent: ConsentStatement[];
  intent_guess: string | null;
  spam_score: number;
  spam_reasons: string[];
  answers: Record<string, string>;
  originals: Record<string, string>;
  flags: LeadFlag[];
  captured_at: Date;
  recorded_at: Date;
  settings_version: number;
  /** null = identity not resolved yet. */
  prospect_id: string | null;
  opportunity_id: string | null;
  classification: Classification | null;
  provenance: Provenance | null;
  /** Human overrides by field; they win over rules and AI. */
  overrides: Generated<Record<string, unknown>>;
  /** When the first of the overrides ends; null = none does. */
  overrides_expire_at: Generated<Date | null>;
  score: number | null;
  band: Band | null;
  segment: string | null;
  is_sql: boolean | null;
  scored_at: Date | null;
  /** null = no campaign that the register knows. */
  campaign_id: string | null;
  /** null = not looked at yet. */
  enrichment: LeadEnrichment | null;
  enriched_at: Date | null;
}
