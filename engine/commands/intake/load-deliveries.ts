import type { StoredBody } from '../../core/lead';
import type { DeliveryStatus, Tx } from '../../store';

export interface LoadedDelivery extends StoredBody {
  readonly id: string;
  readonly source: string;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
}

/** The stored deliveries by id, locked in id order, so that two executions on one delivery follow each other. */
export async function loadDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, LoadedDelivery>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('raw_deliveries')
    .select(['id', 'source', 'status', 'reason', 'body', 'content_type', 'headers', 'received_at'])
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forUpdate()
    .execute();
  // PGlite gives bytea as Uint8Array.
  return new Map(rows.map((row) => [row.id, { ...row, body: Buffer.from(row.body) }]));
}
