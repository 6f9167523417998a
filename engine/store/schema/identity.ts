import type { Actor } from '../../core/model';

export interface IdentityModelsTable {
  account_id: string;
  version: number;
  model: unknown;
  records: number;
  estimated_at: Date;
  estimated_by: Actor;
}

export interface ProspectMergesTable {
  id: string;
  account_id: string;
  survivor_id: string;
  merged_id: string;
  status: 'merged' | 'undone';
  snapshot: unknown;
  evidence: unknown;
  reason: string | null;
  merged_at: Date;
  merged_by: Actor;
  undone_at: Date | null;
  undone_by: Actor | null;
}
