import { createHash } from 'node:crypto';

import type { DeliveryStatus } from './schema';
import type { Tx } from './store';
import { json, newId } from './write';

/** How long a received delivery may stay unprocessed before the sweep offers it again. */
export const SWEEP_AFTER_MS = 60_000;

export interface DeliveryDraft {
  readonly source: string;
  /** Same key = same delivery: the vendor's id, or a hash of the bytes when it gives none. */
  readonly dedupe_key: string;
  /** Only the headers that matter (signature, content type, user agent). */
  readonly headers: Record<string, string>;
  readonly content_type: string | null;
  readonly body: Buffer;
  /** What is kept instead where a secret in the body was masked; the SHA-256 is always of `body`. */
  readonly masked_body?: Buffer;
  readonly received_at: Date;
  readonly is_test: boolean;
  /** `received` waits for a workflow (default); `processed` and `rejected` are final in this transaction. */
  readonly status?: DeliveryStatus;
  readonly reason?: string | null;
}

export interface StoredDelivery {
  readonly delivery_id: string;
  readonly duplicate: boolean;
  readonly status: DeliveryStatus;
}

/** Stores what came in, byte for byte with its SHA-256, once per key (IN-07, IN-08). */
export async function storeDelivery(tx: Tx, draft: DeliveryDraft): Promise<StoredDelivery> {
  const status = draft.status ?? 'received';
  const inserted = await tx.db
    .insertInto('raw_deliveries')
    .values({
      id: newId(),
      account_id: tx.accountId,
      source: draft.source,
      dedupe_key: draft.dedupe_key,
      headers: json(draft.headers),
      content_type: draft.content_type,
      body: draft.masked_body ?? draft.body,
      body_sha256: createHash('sha256').update(draft.body).digest('hex'),
      is_test: draft.is_test,
      status,
      reason: draft.reason ?? null,
      next_attempt_at: status === 'received' ? new Date(draft.received_at.getTime() + SWEEP_AFTER_MS) : null,
      received_at: draft.received_at,
      processed_at: status === 'received' ? null : draft.received_at,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'source', 'dedupe_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted ? { delivery_id: inserted.id, duplicate: false, status } : knownDelivery(tx, draft);
}

async function knownDelivery(tx: Tx, { source, dedupe_key }: DeliveryDraft): Promise<StoredDelivery> {
  const known = await tx.db
    .selectFrom('raw_deliveries')
    .select(['id', 'status'])
    .where('source', '=', source)
    .where('dedupe_key', '=', dedupe_key)
    .executeTakeFirstOrThrow();
  return { delivery_id: known.id, duplicate: true, status: known.status };
}
