import { sql } from 'kysely';

import type { Tx } from '../../store';

/** An identity review with what its settlement must know. */
export interface OpenReview {
  readonly id: string;
  readonly kind: 'lead_match' | 'possible_duplicate';
  readonly status: 'open' | 'same' | 'different';
  readonly lead_id: string;
  /** The person made for the lead, and the living record of that person. */
  readonly prospect_id: string;
  readonly living_id: string;
  readonly candidate_ids: readonly string[];
  /** All leads that hang on that person. */
  readonly lead_ids: readonly string[];
  readonly has_opportunity: boolean;
}

/** Reads reviews by id, in one query; unknown ids are missing from the map. */
export async function loadReviews(tx: Tx, ids: readonly string[]): Promise<Map<string, OpenReview>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OpenReview>`
    select r.id, r.kind, r.status, r.lead_id, r.prospect_id, coalesce(p.merged_into, p.id) as living_id,
      array(select unnest(r.candidate_ids)::text) as candidate_ids,
      array(select l.id::text from salesos.leads l where l.account_id = r.account_id and l.prospect_id = r.prospect_id order by l.captured_at, l.id) as lead_ids,
      exists (select 1 from salesos.opportunities o where o.account_id = r.account_id and o.prospect_id = r.prospect_id) as has_opportunity
    from salesos.identity_reviews r join salesos.prospects p on p.account_id = r.account_id and p.id = r.prospect_id
    where r.account_id = ${tx.accountId} and r.id in (${sql.join([...new Set(ids)])})`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}
