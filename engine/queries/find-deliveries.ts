import type { DeliveryStatus, Store } from '../store';

export interface DeliveryFilter {
  readonly from: Date;
  /** Exclusive. */
  readonly before: Date;
  readonly sources: readonly string[];
  /** null = any. */
  readonly status: DeliveryStatus | null;
  readonly limit: number;
}

/** Ids of the deliveries received in a range of time, the oldest first. */
export async function findDeliveries(store: Store, accountId: string, filter: DeliveryFilter): Promise<string[]> {
  const rows = await store.transaction(accountId, ({ db }) => {
    const query = db
      .selectFrom('raw_deliveries')
      .select('id')
      .where('account_id', '=', accountId)
      .where('received_at', '>=', filter.from)
      .where('received_at', '<', filter.before)
      .where('source', 'in', [...filter.sources]);
    const matching = filter.status === null ? query : query.where('status', '=', filter.status);
    return matching.orderBy('received_at').orderBy('id').limit(filter.limit).execute();
  });
  return rows.map(({ id }) => id);
}
