import { sql } from 'kysely';

import { type EqualityReport, equalityOf, type OwnerRole, type ReceivedLeads } from '../core/routing';
import type { Store } from '../store';

export interface EqualityQuestion {
  readonly role: OwnerRole;
  readonly from: Date;
  readonly until: Date;
}

/** RT-07: how equally the leads of a period were shared out. What only one rep could have (sticky, by hand) does not count. */
export async function routingEquality(store: Store, accountId: string, { role, from, until }: EqualityQuestion): Promise<EqualityReport> {
  const { rows } = await store.transaction(accountId, (tx) =>
    sql<ReceivedLeads>`
      select a.user_id, o.band, count(*)::int as leads, avg(o.score)::float8 as score
      from salesos.assignments a join salesos.opportunities o on o.account_id = a.account_id and o.id = a.opportunity_id
      where a.account_id = ${tx.accountId} and a.role = ${role} and a.contested and a.credited_at is null and a.assigned_at >= ${from} and a.assigned_at < ${until}
      group by a.user_id, o.band order by a.user_id, o.band`.execute(tx.db),
  );
  return equalityOf(rows);
}
