import { sql } from 'kysely';

import type { MatchRecord } from '../../core/identity';
import type { Tx } from '../../store';

const PAGE = 20_000;
/** Addresses of one person that are compared; agents have hundreds. */
const MOST_ADDRESSES = 3;

/** Every living person as a record to compare, in pages by id; addresses newest first. */
export async function loadBase(tx: Tx, onPage: (records: number) => void): Promise<MatchRecord[]> {
  const records: MatchRecord[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await loadPage(tx, after);
    for (const row of page) records.push(row);
    onPage(records.length);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return records;
    after = last.id;
  }
}

async function loadPage(tx: Tx, after: string): Promise<MatchRecord[]> {
  const addresses = (kind: 'email' | 'phone') => sql`
    array(select i.value from salesos.prospect_identifiers i where i.account_id = p.account_id and i.prospect_id = p.id and i.kind = ${kind} and i.value not like 'test:%' order by i.added_at desc, i.value limit ${MOST_ADDRESSES})`;
  const { rows } = await sql<MatchRecord>`
    select p.id, p.full_name, p.geo as country, ${addresses('email')} as email, ${addresses('phone')} as phone
    from salesos.prospects p where p.account_id = ${tx.accountId} and p.merged_into is null and p.id > ${after} order by p.id limit ${PAGE}`.execute(tx.db);
  return rows;
}

/** Pairs that a human said are two persons, each once. */
export async function loadNotDuplicates(tx: Tx): Promise<(readonly [string, string])[]> {
  const rows = await tx.db.selectFrom('prospect_links').select(['prospect_id', 'other_id']).where('account_id', '=', tx.accountId).where('kind', '=', 'not_duplicate').whereRef('prospect_id', '<', 'other_id').execute();
  return rows.map(({ prospect_id, other_id }) => [prospect_id, other_id]);
}
