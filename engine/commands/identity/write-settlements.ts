import { sql } from 'kysely';

import { surviveProspect } from '../../core/identity';
import type { Actor } from '../../core/model';
import type { Tx } from '../../store';
import { loadLeads } from './lead-to-resolve';
import type { OpenReview } from './load-reviews';
import { lockProspects, writeProspects } from './write-prospects';

/** A review with what a person decided about it. */
export interface Settlement {
  readonly review: OpenReview;
  readonly item: { readonly decision: 'same' | 'different'; readonly reason: string | null };
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

function linkRow(tx: Tx, prospect_id: string, other_id: string, reason: string, created_at: Date) {
  return { account_id: tx.accountId, prospect_id, other_id, kind: 'not_duplicate' as const, reason, created_at };
}

/** The person made for an unsure lead goes into the known one; the record stays, marked, for the way back. */
export async function joinPersons(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
  if (settlements.length === 0) return;
  const known = await lockProspects(tx, settlements.flatMap(({ review, prospect_id }) => [review.prospect_id, prospect_id]));
  const leads = await loadLeads(tx, settlements.flatMap(({ review }) => review.lead_ids));
  const fields = new Map(known);
  for (const { review, prospect_id } of settlements) {
    for (const id of review.lead_ids) {
      const before = fields.get(prospect_id);
      const lead = leads.get(id);
      if (before && lead) fields.set(prospect_id, surviveProspect(before, lead.lead));
    }
  }
  await writeProspects(tx, fields, known, at);
  await moveEverything(tx, settlements, at);
}

async function moveEverything(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
  const moves = JSON.stringify(settlements.map(({ review, prospect_id }) => ({ from_id: review.prospect_id, to_id: prospect_id })));
  const moved = sql`jsonb_to_recordset(${moves}::jsonb) as m(from_id uuid, to_id uuid)`;
  const account = tx.accountId;
  await sql`update salesos.leads t set prospect_id = m.to_id from ${moved} where t.account_id = ${account} and t.prospect_id = m.from_id`.execute(tx.db);
  await sql`update salesos.consents t set prospect_id = m.to_id from ${moved} where t.account_id = ${account} and t.prospect_id = m.from_id`.execute(tx.db);
  await sql`update salesos.activities t set prospect_id = m.to_id from ${moved} where t.account_id = ${account} and t.prospect_id = m.from_id`.execute(tx.db);
  await sql`
    insert into salesos.prospect_identifiers (account_id, kind, value, prospect_id, added_at)
    select t.account_id, t.kind, t.value, m.to_id, t.added_at from ${moved} join salesos.prospect_identifiers t on t.prospect_id = m.from_id
    where t.account_id = ${account} on conflict do nothing`.execute(tx.db);
  await sql`
    update salesos.prospects t set merged_into = m.to_id, updated_at = ${at}::timestamptz, version = t.version + 1
    from ${moved} where t.account_id = ${account} and t.id = m.from_id`.execute(tx.db);
}

export async function markReviews(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
  const rows = JSON.stringify(settlements.map(({ review, item, actor }) => ({ id: review.id, status: item.decision, decided_by: actor.id })));
  await sql`
    update salesos.identity_reviews r set status = n.status, decided_by = n.decided_by, decided_at = ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as n(id uuid, status text, decided_by text)
    where r.account_id = ${tx.accountId} and r.id = n.id`.execute(tx.db);
}
