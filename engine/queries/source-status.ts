import { sql } from 'kysely';

import { SOURCE_CHANNELS } from '../core/model';
import type { Store } from '../store';

/** How a page, account or number of a source has been doing. */
export interface SourceStatus {
  readonly source: string;
  readonly feed: string | null;
  readonly last_received_at: Date | null;
  /** Notices received in the last 24 hours and 7 days. */
  readonly last_day: number;
  readonly last_week: number;
  /** Not finished yet, and given up. */
  readonly waiting: number;
  readonly dead: number;
  readonly rejected_last_week: number;
  /** Why the oldest waiting one waits, where that is known: `CODE: sentence`. */
  readonly waiting_for: string | null;
  /** How far it has been polled; null = never. */
  readonly polled_until: Date | null;
}

/** Every feed that deliveries came by in the last 92 days, or that was polled, by source and feed. */
export async function sourceStatus(store: Store, accountId: string, { at }: { at: Date }): Promise<SourceStatus[]> {
  const before = (days: number) => new Date(at.getTime() - days * 24 * 3_600_000);
  const { rows } = await store.transaction(accountId, ({ db }) =>
    sql<SourceStatus>`
      with seen as (
        select source, feed, max(received_at) as last_received_at,
          count(*) filter (where received_at > ${before(1)})::int as last_day, count(*) filter (where received_at > ${before(7)})::int as last_week,
          count(*) filter (where status = 'received')::int as waiting, count(*) filter (where status = 'dead')::int as dead,
          count(*) filter (where status = 'rejected' and received_at > ${before(7)})::int as rejected_last_week,
          (array_agg(reason order by received_at) filter (where status = 'received' and reason is not null))[1] as waiting_for
        from salesos.raw_deliveries
        where account_id = ${accountId} and source = any(${[...SOURCE_CHANNELS]}::text[]) and received_at > ${before(92)}
        group by source, feed)
      select coalesce(s.source, c.source) as source, coalesce(s.feed, nullif(c.feed, '')) as feed, s.last_received_at,
        coalesce(s.last_day, 0) as last_day, coalesce(s.last_week, 0) as last_week, coalesce(s.waiting, 0) as waiting, coalesce(s.dead, 0) as dead,
        coalesce(s.rejected_last_week, 0) as rejected_last_week, s.waiting_for, c.polled_until
      from seen s full join (select * from salesos.source_cursors where account_id = ${accountId}) c on c.source = s.source and c.feed = coalesce(s.feed, '')
      order by 1, 2 nulls first`.execute(db),
  );
  return rows;
}
