import type { Generated } from 'kysely';

import type { ContactChannel, ConsentPurpose, Prospect, Touch } from '../../core/model';

export interface ProspectsTable {
  id: string;
  account_id: string;
  full_name: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  phone: string | null;
  language: string | null;
  geo: string | null;
  citizenship_country: string | null;
  time_zone: string | null;
  engagement_level: Prospect['engagement_level'];
  /** null = the living record. */
  merged_into: string | null;
  first_touch: Touch;
  last_touch: Touch;
  /** When the first and the latest of its leads were captured; null = made without a lead. */
  first_captured_at: Date | null;
  last_captured_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: Generated<number>;
}

export interface ProspectIdentifiersTable {
  account_id: string;
  kind: 'email' | 'phone' | 'platform_lead_id' | 'name_key';
  value: string;
  prospect_id: string;
  added_at: Date;
}

export interface ProspectLinksTable {
  account_id: string;
  prospect_id: string;
  other_id: string;
  kind: 'related' | 'not_duplicate';
  reason: string;
  created_at: Date;
}

export interface IdentityReviewsTable {
  id: string;
  account_id: string;
  lead_id: string;
  /** lead_match = who this lead is; possible_duplicate = whether known persons are one. */
  kind: 'lead_match' | 'possible_duplicate';
  /** The person the lead hangs on until a human decides. */
  prospect_id: string;
  /** Everybody who may be one person, that one included. */
  candidate_ids: string[];
  evidence: unknown;
  status: 'open' | 'same' | 'different';
  decided_by: string | null;
  created_at: Date;
  decided_at: Date | null;
}

export interface ConsentsTable {
  id: string;
  account_id: string;
  lead_id: string | null;
  prospect_id: string | null;
  channel: ContactChannel;
  purpose: ConsentPurpose;
  status: 'granted' | 'denied' | 'unknown' | 'withdrawn';
  text: string | null;
  text_version: string | null;
  source: string;
  proof: Record<string, unknown>;
  captured_at: Date;
  recorded_at: Date;
}
