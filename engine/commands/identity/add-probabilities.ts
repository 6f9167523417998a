import { type Candidate, type IdentityDecision, type IdentityLead, type MatchRecord, scoreAgainst } from '../../core/identity';
import type { ModelInForce } from './identity-models';

/** Candidates whose probability is worked out, best first; the others are for a human anyway. */
const MOST_SCORED = 20;
/** A young base weighs as one of this size, so that few records do not make everybody likely. */
const SMALLEST_BASE = 1_000;

/** What the matcher says about the candidates of a review, beside the rules: probability of one person, by the model's version. */
export function addProbabilities(decision: IdentityDecision, lead: IdentityLead, known: readonly Candidate[], { model, version }: ModelInForce): IdentityDecision {
  if (decision.outcome !== 'review' || decision.candidates.length === 0) return decision;
  const persons = new Map(known.map((person) => [person.prospect_id, person]));
  const records = decision.candidates.slice(0, MOST_SCORED).flatMap(({ prospect_id }) => persons.get(prospect_id) ?? []).map(recordOf);
  const record: MatchRecord = { id: 'lead', full_name: lead.full_name, email: lead.email, phone: lead.phone?.e164 ?? null };
  const scored = new Map(scoreAgainst(record, records, { model, base_size: SMALLEST_BASE }).map(({ id, probability }) => [id, Number(probability.toFixed(4))]));
  return { ...decision, model_version: version, candidates: decision.candidates.map((candidate) => ({ ...candidate, probability: scored.get(candidate.prospect_id) ?? null })) };
}

function recordOf({ prospect_id, full_name, identifiers }: Candidate): MatchRecord {
  const values = (kind: string) => identifiers.filter((known) => known.kind === kind).map(({ value }) => value);
  return { id: prospect_id, full_name, email: values('email'), phone: values('phone') };
}
