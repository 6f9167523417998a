import { sql } from 'kysely';

import type { Store } from '../store';

/** What a human sees of a person. */
export interface ReviewedPerson {
  readonly prospect_id: string;
  readonly full_name: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly language: string | null;
  readonly country: string | null;
  readonly leads: number;
  readonly first_seen_at: string;
  readonly latest_source: string | null;
}

/** An open question: is the left person the right one? */
export interface IdentityQuestion {
  readonly review_id: string;
  readonly kind: 'lead_match' | 'possible_duplicate';
  readonly lead_id: string;
  readonly why: string | null;
  readonly asked_at: Date;
  /** The person the lead hangs on now. */
  readonly left: ReviewedPerson;
  /** Who it may be, best first. */
  readonly candidates: readonly ReviewedPerson[];
}

/** ID-03: the open identity reviews with both records, oldest first. */
export async function listIdentityReviews(store: Store, accountId: string, { limit }: { limit: number }): Promise<IdentityQuestion[]> {
  return store.transaction(accountId, async ({ db }) => {
    const { rows } = await sql<Omit<IdentityQuestion, 'candidates'> & { persons: ReviewedPerson[] }>`
      select r.id as review_id, r.kind, r.lead_id, r.evidence ->> 'why' as why, r.created_at as asked_at, ${personOf(accountId, sql`coalesce(p.merged_into, p.id)`)} as left,
        coalesce((select jsonb_agg(${personOf(accountId, sql`c.id`)} order by c.n) from (
          select distinct on (coalesce(k.merged_into, k.id)) coalesce(k.merged_into, k.id) as id, u.n from unnest(r.candidate_ids) with ordinality as u(id, n)
          join salesos.prospects k on k.account_id = r.account_id and k.id = u.id where coalesce(k.merged_into, k.id) <> coalesce(p.merged_into, p.id) order by coalesce(k.merged_into, k.id), u.n limit 10) c), '[]') as persons
      from salesos.identity_reviews r join salesos.prospects p on p.account_id = r.account_id and p.id = r.prospect_id
      where r.account_id = ${accountId} and r.status = 'open' order by r.created_at, r.id limit ${limit}`.execute(db);
    return rows.map(({ persons, ...question }) => ({ ...question, candidates: persons }));
  });
}

function personOf(accountId: string, id: ReturnType<typeof sql>) {
  const values = (kind: 'email' | 'phone') => sql`(select coalesce(jsonb_agg(i.value), '[]') from (select value from salesos.prospect_identifiers where account_id = ${accountId} and prospect_id = ${id} and kind = ${kind} order by added_at desc, value limit 5) i)`;
  return sql`(select jsonb_build_object('prospect_id', x.id, 'full_name', x.full_name, 'emails', ${values('email')}, 'phones', ${values('phone')}, 'language', x.language, 'country', x.geo,
    'leads', (select count(*) from salesos.leads l where l.account_id = ${accountId} and l.prospect_id = x.id), 'first_seen_at', x.created_at,
    'latest_source', (select l.source_channel from salesos.leads l where l.account_id = ${accountId} and l.prospect_id = x.id order by l.captured_at desc limit 1))
    from salesos.prospects x where x.account_id = ${accountId} and x.id = ${id})`;
}
