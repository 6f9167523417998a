import { sql } from 'kysely';

import type { StoredBody } from '../../core/lead';
import type { DeliveryStatus, Tx } from '../../store';

export interface LoadedDelivery extends StoredBody {
  readonly id: string;
  readonly source: string;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  /** The row that holds the bytes: its own, or that of the first notice of the same request. */
  readonly bytes_id: string;
  readonly notice: string;
  readonly fetched: Buffer | null;
  /** It was rejected when it came in: to be judged again before it is read. */
  readonly entered_rejected: boolean;
}

interface Row {
  id: string;
  source: string;
  status: DeliveryStatus;
  reason: string | null;
  dedupe_key: string;
  body: Uint8Array;
  bytes_in: string | null;
  fetched_body: Uint8Array | null;
  content_type: string | null;
  headers: Record<string, string>;
  received_at: Date;
}

/**
 * The stored deliveries by id. They and the rows that hold their bytes are locked in id order, so that two executions on
 * one delivery, or on two notices of one request, follow each other.
 */
export async function loadDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, LoadedDelivery>> {
  if (ids.length === 0) return new Map();
  const wanted = new Set(ids);
  const { rows } = await sql<Row>`
    select id, source, status, reason, dedupe_key, body, bytes_in, fetched_body, content_type, headers, received_at
    from salesos.raw_deliveries
    where account_id = ${tx.accountId} and id = any(array(
      select unnest(array[id, bytes_in]) from salesos.raw_deliveries where account_id = ${tx.accountId} and id = any(${[...wanted]}::uuid[])))
    order by id for update`.execute(tx.db);
  const bodies = new Map(rows.map(({ id, body }) => [id, body]));
  return new Map(rows.filter(({ id }) => wanted.has(id)).map((row) => [row.id, loaded(row, bodies.get(row.bytes_in ?? row.id) ?? row.body)]));
}

/** PGlite gives bytea as Uint8Array. */
function loaded({ dedupe_key, bytes_in, fetched_body, ...row }: Row, bytes: Uint8Array): LoadedDelivery {
  return {
    ...row,
    body: Buffer.from(bytes),
    bytes_id: bytes_in ?? row.id,
    notice: dedupe_key,
    fetched: fetched_body === null ? null : Buffer.from(fetched_body),
    entered_rejected: dedupe_key.startsWith('rejected:'),
  };
}
