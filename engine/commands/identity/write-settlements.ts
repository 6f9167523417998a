import { sql } from 'kysely';

import { planMerge } from '../../core/identity';
import type { Actor } from '../../core/model';
import type { Tx } from '../../store';
import type { OpenReview } from './load-reviews';
import { loadPersons } from './load-persons';
import { mergePersons, newMergeId } from './merge-persons';

/** A review with what a person decided about it. */
export interface Settlement {
  readonly review: OpenReview;
  readonly item: { readonly decision: 'same' | 'different' | 'related'; readonly reason: string | null };
  readonly actor: Actor;
  /** The lead's person from now on. */
  readonly prospect_id: string;
}

/** ID-04: "not a duplicate" is remembered for every pair that was asked about, both ways. */
export async function rememberDifferent(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
  const rows = settlements.flatMap(({ review, item }) => {
    const others = review.candidate_ids.filter((id) => id !== review.prospect_id);
    const reason = item.reason ?? 'settled in review';
    return others.flatMap((other) => [linkRow(tx, review.prospect_id, other, reason, at), linkRow(tx, other, review.prospect_id, reason, at)]);
  });
  if (rows.length === 0) return;
  await tx.db.insertInto('prospect_links').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}

function linkRow(tx: Tx, prospect_id: string, other_id: string, reason: string, created_at: Date, kind: 'not_duplicate' | 'related' = 'not_duplicate') {
  return { account_id: tx.accountId, prospect_id, other_id, kind, reason, created_at };
}

/** Household or agent, by a person's word. */
export async function rememberRelated(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
  const rows = settlements.flatMap(({ review, item }) => {
    const others = review.candidate_ids.filter((id) => id !== review.prospect_id);
    const reason = item.reason ?? 'settled in review';
    return others.flatMap((other) => [linkRow(tx, review.prospect_id, other, reason, at, 'related'), linkRow(tx, other, review.prospect_id, reason, at, 'related')]);
  });
  if (rows.length > 0) await tx.db.insertInto('prospect_links').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}

/** The person made for an unsure lead goes into the known one, as every merge does: with a snapshot for the way back. */
export async function joinPersons(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
  for (const { review, item, actor, prospect_id } of settlements) {
    const persons = await loadPersons(tx, [prospect_id, review.living_id]);
    const [survivor, merged] = [persons.get(prospect_id), persons.get(review.living_id)];
    // An earlier one of the batch may have joined them already.
    if (!survivor || !merged || survivor.id === merged.id || merged.merged_into || survivor.merged_into) continue;
    const { close_opportunity_id } = planMerge(survivor, merged);
    await mergePersons(tx, [{ merge_id: newMergeId(), survivor, merged, close_opportunity_id, actor, reason: item.reason, evidence: { review_id: review.id } }], at);
  }
}

/** How a review is stored: related persons are different ones. */
export function statusOf(decision: Settlement['item']['decision']): 'same' | 'different' {
  return decision === 'same' ? 'same' : 'different';
}

export async function markReviews(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
  const rows = JSON.stringify(settlements.map(({ review, item, actor }) => ({ id: review.id, status: statusOf(item.decision), decided_by: actor.id })));
  await sql`
    update salesos.identity_reviews r set status = n.status, decided_by = n.decided_by, decided_at = ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as n(id uuid, status text, decided_by text)
    where r.account_id = ${tx.accountId} and r.id = n.id`.execute(tx.db);
}
