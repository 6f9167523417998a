import type { Generated } from 'kysely';

export type AiStatus = 'pending' | 'answered' | 'failed';

/** What the AI says of one field. */
export interface StoredAiField {
  readonly value: string | boolean | null;
  readonly confidence: number;
  readonly reason: string;
}

export interface AiClassificationsTable {
  id: string;
  account_id: string;
  lead_id: string;
  question_sha256: string;
  prompt_version: string;
  model: string;
  status: AiStatus;
  reused_from: string | null;
  fields: Generated<Record<string, StoredAiField>>;
  suspicious: Generated<boolean>;
  failure_code: string | null;
  failure: string | null;
  attempts: Generated<number>;
  input_tokens: Generated<number>;
  output_tokens: Generated<number>;
  cost_micros: Generated<number>;
  asked_at: Date;
  answered_at: Date | null;
}

export interface ClassifierChecksTable {
  id: string;
  account_id: string;
  checked_at: Date;
  window_from: Date;
  window_before: Date;
  source: 'rule' | 'ai';
  field: string;
  compared: number;
  agreed: number;
  settings_version: number;
}
