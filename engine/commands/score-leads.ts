import { type Actor, recordId } from '../core/model';
import { explainAssessment, type LeadAssessment } from '../core/scoring';
import type { Store } from '../store';
import { failed, type Result } from './result';
import type { AssessedLead } from './scoring/assess-stored-lead';
import { lockPersons, scoreInTransaction, unknownLead } from './scoring/score-in-transaction';

export interface ScoreLeadsInput {
  readonly lead_ids: readonly string[];
  readonly at: Date;
  readonly actor: Actor;
}

/** A lead with its score, segment and SQL decision, and the opportunity it belongs to. */
export interface ScoredLead extends Omit<LeadAssessment, 'next_action'> {
  readonly lead_id: string;
  readonly prospect_id: string;
  readonly opportunity_id: string | null;
  readonly opportunity: AssessedLead['opportunity'];
  readonly next_action: AssessedLead['next_action'];
  readonly is_test: boolean;
  /** Score, decision and the nearest way to an SQL, in sentences. */
  readonly explanation: string;
}

/** Leads a transaction: bounds its locks and how long others wait for it. */
const CHUNK = 100;

/**
 * SC-01…SC-06 (P5): classifies, scores and segments leads and decides which are SQLs. An SQL opens exactly one
 * Opportunity (SQL_ASSIGNED) with SQLCreated; a person with an open one gets the lead attached to it.
 * Stores receipts under the settings version; LeadScored only when the result changed. Running it again changes nothing.
 * Fails per lead with `LEAD_UNKNOWN` or `LEAD_NOT_RESOLVED`.
 */
export async function scoreLeads(store: Store, accountId: string, input: ScoreLeadsInput): Promise<Result<ScoredLead>[]> {
  const ids = [...new Set(input.lead_ids)];
  const results = new Map<string, Result<ScoredLead>>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const scored = await scoreChunk(store, accountId, chunk, input);
    scored.forEach((result, index) => results.set(chunk[index] ?? '', result));
  }
  return input.lead_ids.flatMap((id) => results.get(id) ?? []);
}

async function scoreChunk(store: Store, accountId: string, ids: readonly string[], { at, actor }: ScoreLeadsInput): Promise<Result<ScoredLead>[]> {
  const valid = ids.filter((id) => recordId.safeParse(id).success);
  const scored = await store.transaction(accountId, async (tx) => {
    await lockPersons(tx, valid);
    return scoreInTransaction(tx, valid, at, actor);
  });
  const byId = new Map(scored.map((result, index) => [valid[index], result]));
  return ids.map((id) => toScored(byId.get(id) ?? failed(unknownLead(id))));
}

export function toScored(result: Result<{ value: AssessedLead }>): Result<ScoredLead> {
  if (!result.ok) return result;
  const { lead, assessment, opportunity, opportunity_id, next_action } = result.value;
  const ids = { lead_id: lead.stored.id, prospect_id: lead.prospect_id, opportunity_id };
  return { ok: true, ...assessment, ...ids, opportunity, next_action, is_test: lead.stored.is_test, explanation: explainAssessment(assessment) };
}
