import type { LearnedModel, LearnedScoreReport } from '../../core/learning';

export interface LearnedModelsTable {
  id: string;
  account_id: string;
  version: number;
  trained_at: Date;
  fingerprint: string;
  leads: number;
  won: number;
  /** false = kept for the record; nobody sees its probabilities. */
  shown: boolean;
  /** null = there were too few outcomes to learn from. */
  model: LearnedModel | null;
  report: LearnedScoreReport;
  settings_version: number;
}
