import type { StoredBody } from '../../core/lead';
import type { DeliveryStatus, Tx } from '../../store';

export interface LoadedDelivery extends StoredBody {
  readonly id: string;
  readonly source: string;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  /** It was rejected when it came in: to be judged again before it is read. */
  readonly entered_rejected: boolean;
}

/** The stored deliveries by id, locked in id order, so that two executions on one delivery follow each other. */
export async function loadDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, LoadedDelivery>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('raw_deliveries')
    .select(['id', 'source', 'status', 'reason', 'dedupe_key', 'body', 'content_type', 'headers', 'received_at'])
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forUpdate()
    .execute();
  // PGlite gives bytea as Uint8Array.
  return new Map(rows.map(({ dedupe_key, ...row }) => [row.id, { ...row, entered_rejected: dedupe_key.startsWith('rejected:'), body: Buffer.from(row.body) }]));
}
