import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import type { DeliveryStatus } from './schema';
import type { Tx } from './store';
import { json, newId } from './write';

/** How long a received delivery may stay unprocessed before the sweep offers it again. */
export const SWEEP_AFTER_MS = 60_000;

export interface RequestDraft {
  readonly source: string;
  /** Only the headers that matter (signature, content type, user agent). */
  readonly headers: Record<string, string>;
  readonly content_type: string | null;
  readonly body: Buffer;
  /** What is kept instead where a secret in the body was masked; the SHA-256 is always of `body`. */
  readonly masked_body?: Buffer;
  readonly received_at: Date;
  /** `received` waits for a workflow (default); `processed` and `rejected` are final in this transaction. */
  readonly status?: DeliveryStatus;
  readonly reason?: string | null;
}

export interface NoticeDraft {
  /** Same key = same notice: the vendor's id, or a hash of the bytes when it gives none. */
  readonly dedupe_key: string;
  readonly is_test: boolean;
  /** The page, account or number at the source that it came by. */
  readonly feed?: string | null;
}

export type DeliveryDraft = RequestDraft & NoticeDraft;

export interface StoredDelivery {
  readonly delivery_id: string;
  readonly duplicate: boolean;
  readonly status: DeliveryStatus;
}

/** Stores a request that carries one notice, byte for byte with its SHA-256, once per key (IN-07, IN-08). */
export async function storeDelivery(tx: Tx, draft: DeliveryDraft): Promise<StoredDelivery> {
  const [stored] = await storeNotices(tx, draft, [draft]);
  if (!stored) throw new Error('A delivery was neither stored nor found');
  return stored;
}

/**
 * Stores a request's bytes once, and a row for each notice that is new (IN-07, IN-08): the first new one holds the bytes,
 * the others name it. Nothing is written when all are known. @returns one result per notice, in order
 */
export async function storeNotices(tx: Tx, request: RequestDraft, notices: readonly NoticeDraft[]): Promise<StoredDelivery[]> {
  const inserted = await insertNotices(tx, request, notices);
  const [holder, ...sharers] = inserted;
  if (holder && notices.length > 1) await shareBytes(tx, request, holder.id, sharers.map(({ id }) => id));
  const fresh = new Map(inserted.map(({ id, dedupe_key }) => [dedupe_key, id]));
  const known = fresh.size === notices.length ? new Map<string, StoredDelivery>() : await knownNotices(tx, request.source, notices.filter(({ dedupe_key }) => !fresh.has(dedupe_key)));
  return notices.map(({ dedupe_key }, index) => {
    const id = fresh.get(dedupe_key);
    const isFirst = notices.findIndex((other) => other.dedupe_key === dedupe_key) === index;
    if (id !== undefined) return { delivery_id: id, duplicate: !isFirst, status: request.status ?? 'received' };
    const earlier = known.get(dedupe_key);
    if (!earlier) throw new Error(`Notice ${dedupe_key} was neither stored nor found`);
    return earlier;
  });
}

/** In the order of the keys, so that two requests with the same notices do not wait for each other crosswise. */
async function insertNotices(tx: Tx, request: RequestDraft, notices: readonly NoticeDraft[]): Promise<{ id: string; dedupe_key: string }[]> {
  if (notices.length === 0) return [];
  const common = commonColumns(tx, request);
  const body = notices.length === 1 ? (request.masked_body ?? request.body) : Buffer.alloc(0);
  const rows = [...notices].sort(byKey).map(({ dedupe_key, is_test, feed = null }) => ({ ...common, id: newId(), dedupe_key, is_test, feed, body }));
  return tx.db
    .insertInto('raw_deliveries')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['account_id', 'source', 'dedupe_key']).doNothing())
    .returning(['id', 'dedupe_key'])
    .execute();
}

function commonColumns(tx: Tx, { status = 'received', ...request }: RequestDraft) {
  return {
    account_id: tx.accountId,
    source: request.source,
    headers: json(request.headers),
    content_type: request.content_type,
    body_sha256: createHash('sha256').update(request.body).digest('hex'),
    status,
    reason: request.reason ?? null,
    next_attempt_at: status === 'received' ? new Date(request.received_at.getTime() + SWEEP_AFTER_MS) : null,
    received_at: request.received_at,
    processed_at: status === 'received' ? null : request.received_at,
  };
}

function byKey(a: NoticeDraft, b: NoticeDraft): number {
  return a.dedupe_key < b.dedupe_key ? -1 : 1;
}

/** Only now it is known which rows are new: the bytes go into the first of them. */
async function shareBytes(tx: Tx, { body, masked_body }: RequestDraft, holder: string, sharers: readonly string[]): Promise<void> {
  await tx.db.updateTable('raw_deliveries').set({ body: masked_body ?? body }).where('id', '=', holder).execute();
  if (sharers.length === 0) return;
  await sql`update salesos.raw_deliveries set bytes_in = ${holder} where account_id = ${tx.accountId} and id = any(${[...sharers]}::uuid[])`.execute(tx.db);
}

async function knownNotices(tx: Tx, source: string, notices: readonly NoticeDraft[]): Promise<Map<string, StoredDelivery>> {
  const rows = await tx.db
    .selectFrom('raw_deliveries')
    .select(['id', 'status', 'dedupe_key'])
    .where('source', '=', source)
    .where('dedupe_key', 'in', notices.map(({ dedupe_key }) => dedupe_key))
    .execute();
  return new Map(rows.map(({ id, status, dedupe_key }) => [dedupe_key, { delivery_id: id, duplicate: true, status }]));
}
