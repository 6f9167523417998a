import { sql } from 'kysely';

import { explainPrediction, type LearnedReason, leadSignals, type LeadForLearning } from '../core/learning';
import type { Band, Classification } from '../core/model';
import { currentSettings, type Store } from '../store';

/** The learned probability of a lead beside its rule score; it informs, it never decides. */
export interface LearnedScore {
  readonly lead_id: string;
  /** That the lead's opportunity is won, 0-1; null = `why` says why there is none. */
  readonly probability: number | null;
  readonly why: string;
  readonly model_version: number | null;
  /** Of the average lead that was learned from. */
  readonly average_probability: number | null;
  readonly reasons: readonly LearnedReason[];
  readonly score: number | null;
  readonly band: Band | null;
}

interface LeadRow extends Omit<LeadForLearning, 'classification'> {
  readonly id: string;
  readonly classification: Classification | null;
  readonly score: number | null;
  readonly band: Band | null;
}

/** SC-09: the learned score of leads with its reasons, by the newest version; unknown leads are left out. */
export async function learnedScores(store: Store, accountId: string, { lead_ids, at }: { lead_ids: readonly string[]; at: Date }): Promise<LearnedScore[]> {
  if (lead_ids.length === 0) return [];
  return store.transaction(accountId, async (tx) => {
    const latest = await tx.db.selectFrom('learned_models').select(['version', 'shown', 'model', 'report']).where('trained_at', '<=', at).orderBy('version', 'desc').limit(1).executeTakeFirst();
    const { settings } = await currentSettings(tx, at);
    const { rows } = await sql<LeadRow>`
      select l.id, l.source_channel, l.language, l.spam_score, l.captured_at, l.answers, l.classification, l.score, l.band
      from salesos.leads l where l.account_id = ${tx.accountId} and l.id in (${sql.join([...new Set(lead_ids)])})`.execute(tx.db);
    return rows.map(({ id, classification, score, band, ...lead }): LearnedScore => {
      const none = { lead_id: id, probability: null, model_version: latest?.version ?? null, average_probability: null, reasons: [], score, band };
      if (!latest) return { ...none, why: 'No learned score yet: run Train Learned Score' };
      if (!latest.shown || !latest.model) return { ...none, why: latest.report.why };
      if (!classification) return { ...none, why: 'The lead was not scored yet: run Score first' };
      const { probability, average_probability, reasons } = explainPrediction(latest.model, leadSignals({ ...lead, classification }, settings.firm.time_zone, settings.learning.custom_signals));
      return { ...none, probability, average_probability, reasons, why: sentenceOf(probability, average_probability, reasons) };
    });
  });
}

function sentenceOf(probability: number, average: number, reasons: readonly LearnedReason[]): string {
  const told = reasons.slice(0, 3).map(({ words }) => words);
  return `Won with a probability of ${(100 * probability).toFixed(0)} % (average lead ${(100 * average).toFixed(0)} %): ${told.join('; ')}`;
}
