import { sql } from 'kysely';

import { newId, type Tx } from '../../store';
import type { UnsurePersons } from './cluster-base';

/** Asks whether two known persons are one, once a pair; the question hangs on the latest lead of the newer record. @returns how many were opened */
export async function openBaseReviews(tx: Tx, unsure: readonly UnsurePersons[], at: Date): Promise<number> {
  if (unsure.length === 0) return 0;
  const rows = unsure.map(({ left, right, probability, why }) => {
    const [older, newer] = [left, right].sort();
    return { id: newId(), older, newer, evidence: { why, probability } };
  });
  const { rows: opened } = await sql`
    insert into salesos.identity_reviews (id, account_id, lead_id, kind, prospect_id, candidate_ids, evidence, status, created_at)
    select distinct on (l.id) n.id, ${tx.accountId}, l.id, 'possible_duplicate', n.newer, array[n.older, n.newer], n.evidence, 'open', ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, older uuid, newer uuid, evidence jsonb)
    join salesos.prospects o on o.account_id = ${tx.accountId} and o.id = n.older and o.merged_into is null
    join salesos.prospects w on w.account_id = ${tx.accountId} and w.id = n.newer and w.merged_into is null
    cross join lateral (select id from salesos.leads where account_id = ${tx.accountId} and prospect_id in (n.newer, n.older)
      and not exists (select 1 from salesos.identity_reviews r where r.account_id = ${tx.accountId} and r.lead_id = leads.id) order by (prospect_id = n.newer) desc, captured_at desc, id limit 1) l
    where not exists (select 1 from salesos.identity_reviews r where r.account_id = ${tx.accountId} and r.candidate_ids @> array[n.older, n.newer])
    on conflict do nothing returning id`.execute(tx.db);
  return opened.length;
}
