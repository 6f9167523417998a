import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

import { json, newId, type Tx } from '../../store';
import type { ResolvedIdentity } from './resolve-in-order';

interface Question {
  readonly lead_id: string;
  readonly kind: 'lead_match' | 'possible_duplicate';
  readonly prospect_id: string;
  /** Everybody who may be one person, sorted. */
  readonly persons: readonly string[];
  readonly evidence: unknown;
}

/** Household, agent or office: persons who share an address (ID-03). Stored both ways, once. */
export async function writeLinks(tx: Tx, resolved: readonly ResolvedIdentity[], at: Date): Promise<void> {
  const rows = resolved.flatMap(({ prospect_id, decision }) =>
    decision.related
      .filter((other) => other.prospect_id !== prospect_id)
      .flatMap(({ prospect_id: other_id, why }) => [linkRow(tx, prospect_id, other_id, why, at), linkRow(tx, other_id, prospect_id, why, at)]),
  );
  if (rows.length === 0) return;
  await tx.db.insertInto('prospect_links').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}

function linkRow(tx: Tx, prospect_id: string, other_id: string, reason: string, created_at: Date) {
  return { account_id: tx.accountId, prospect_id, other_id, kind: 'related' as const, reason, created_at };
}

/**
 * Opens a review for each lead that stayed unsure, and one for known persons who may be one, unless that was asked
 * or answered before ("not a duplicate" is remembered). @returns review ids by lead id
 */
export async function openReviews(tx: Tx, resolved: readonly ResolvedIdentity[], at: Date): Promise<Map<string, string>> {
  const questions = resolved.flatMap(questionOf);
  if (questions.length === 0) return new Map();
  const answered = await loadAnswered(tx, questions.flatMap(({ persons }) => persons));
  const rows = questions
    .filter(({ kind, persons }, index) => kind === 'lead_match' || !isAsked(persons, [...answered, ...questions.slice(0, index).map((earlier) => earlier.persons)]))
    .map((question) => reviewRow(tx, question, at));
  if (rows.length > 0) await tx.db.insertInto('identity_reviews').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
  return new Map(rows.map(({ lead_id, id }) => [lead_id, id]));
}

function questionOf({ lead, prospect_id, decision }: ResolvedIdentity): Question[] {
  const { candidates, evidence, why } = decision;
  if (decision.outcome === 'review') {
    const persons = [prospect_id, ...candidates.map((candidate) => candidate.prospect_id)].sort();
    return [{ lead_id: lead.lead_id, kind: 'lead_match', prospect_id, persons, evidence: { why, candidates } }];
  }
  if (decision.possible_duplicates.length === 0) return [];
  return [{ lead_id: lead.lead_id, kind: 'possible_duplicate', prospect_id, persons: decision.possible_duplicates, evidence: { why, evidence } }];
}

function reviewRow(tx: Tx, { lead_id, kind, prospect_id, persons, evidence }: Question, at: Date) {
  const candidate_ids: RawBuilder<string[]> = sql`${`{${persons.join(',')}}`}::uuid[]`;
  return { id: newId(), account_id: tx.accountId, lead_id, kind, prospect_id, candidate_ids, evidence: json(evidence), status: 'open' as const, decided_by: null, created_at: at, decided_at: null };
}

/** Groups of persons about whom a review is open or was decided, and pairs that a human said are two. */
async function loadAnswered(tx: Tx, ids: readonly string[]): Promise<string[][]> {
  const wanted = `{${[...new Set(ids)].join(',')}}`;
  const { rows } = await sql<{ persons: string[] }>`
    select array(select unnest(r.candidate_ids)::text) as persons from salesos.identity_reviews r
    where r.account_id = ${tx.accountId} and r.candidate_ids && ${wanted}::uuid[]
    union all
    select array[n.prospect_id::text, n.other_id::text] from salesos.prospect_links n
    where n.account_id = ${tx.accountId} and n.kind = 'not_duplicate' and n.prospect_id = any(${wanted}::uuid[])`.execute(tx.db);
  return rows.map(({ persons }) => persons);
}

function isAsked(persons: readonly string[], groups: readonly (readonly string[])[]): boolean {
  return groups.some((group) => persons.every((person) => group.includes(person)));
}
