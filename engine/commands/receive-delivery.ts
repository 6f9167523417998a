import { createHash } from 'node:crypto';

import type { Problem } from '../core/errors';
import { type DeliveryRefusal, hiddenIn, type IncomingDelivery, type LeadSource, maskBody, type Notice, type SourceSecrets, type Verdict } from '../core/lead';
import { currentSettings, type Store, storeDelivery, storeNotices, type Tx } from '../store';
import { applyStatusReports } from './messages/apply-status-reports';

export interface ReceivedDelivery {
  readonly source: LeadSource;
  readonly delivery: IncomingDelivery;
  readonly secrets: SourceSecrets;
}

/** One notice of a delivery, durable under its own id; a duplicate needs no second execution. */
export interface ReceivedNotice {
  readonly delivery_id: string;
  readonly duplicate: boolean;
  readonly is_test: boolean;
  /** The notice without secrets and sensitive data. */
  readonly payload: Record<string, unknown>;
}

/** What became of a delivery; the webhook answers by it. */
export type Reception =
  /** Not proven to be the source's; nothing is stored. */
  | ({ readonly kind: 'refused' } & DeliveryRefusal)
  /** Kept with its reason, but no lead. */
  | { readonly kind: 'rejected'; readonly delivery_id: string; readonly status: 400 | 415 | 422; readonly code: string; readonly message: string; readonly problems: readonly Problem[] }
  /** Durable, one entry a notice; none for a delivery that carries nothing to work on. */
  | { readonly kind: 'accepted'; readonly notices: readonly ReceivedNotice[] };

/**
 * Proves, judges and stores one delivery before anything is made of it (IN-07, IN-09). When this returns the bytes are
 * durable and the source may be answered; when it throws they are not, and the source must send again.
 */
export async function receiveDelivery(store: Store, accountId: string, input: ReceivedDelivery): Promise<Reception> {
  const refusal = input.source.refusal(input.delivery, input.secrets);
  if (refusal) return { kind: 'refused', ...refusal };
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, input.delivery.received_at);
    const verdict = input.source.judge(input.delivery, settings.intake);
    await applyStatusReports(tx, input.source.statusesIn?.(input.delivery) ?? [], input.delivery.received_at);
    const masked = maskBody(input.delivery.body, hiddenIn(input.source, input.delivery, settings.intake));
    if (verdict.kind === 'rejected') return keepRejected(tx, input, verdict, masked);
    return verdict.notices.length === 0 ? keepEmpty(tx, input, masked) : keepAccepted(tx, input, verdict.notices, masked);
  });
}

type Rejected = Extract<Verdict, { kind: 'rejected' }>;

/** Masked at once: no later step will look at it, unless it is replayed. */
async function keepRejected(tx: Tx, { source, delivery }: ReceivedDelivery, verdict: Rejected, masked: Buffer): Promise<Reception> {
  const { status, code, message, problems } = verdict;
  const kept = { ...rawOf(source, delivery), masked_body: masked, dedupe_key: `rejected:${hashOf(delivery)}`, is_test: false, status: 'rejected' as const, reason: `${code}: ${message}` };
  const { delivery_id } = await storeDelivery(tx, kept);
  return { kind: 'rejected', delivery_id, status, code, message, problems };
}

/** A proven delivery without a lead or message in it: kept for the record, finished at once. */
async function keepEmpty(tx: Tx, { source, delivery }: ReceivedDelivery, masked: Buffer): Promise<Reception> {
  const kept = { ...rawOf(source, delivery), masked_body: masked, dedupe_key: `empty:${hashOf(delivery)}`, is_test: false, status: 'processed' as const, reason: 'CARRIES_NO_LEAD: It reports something else than a new lead' };
  await storeDelivery(tx, kept);
  return { kind: 'accepted', notices: [] };
}

/** Byte for byte; Normalize Lead masks it when it has read it. */
async function keepAccepted(tx: Tx, { source, delivery }: ReceivedDelivery, notices: readonly Notice[], masked: Buffer): Promise<Reception> {
  const earlier = await earlierNotices(tx, source, notices);
  const drafts = notices.filter((notice) => !earlier.has(notice)).map(({ dedupe, is_test, feed }) => ({ dedupe_key: dedupe.key, is_test, feed: feed ?? null }));
  const stored = await storeNotices(tx, rawOf(source, delivery), drafts);
  let next = 0;
  const received = notices.map((notice): ReceivedNotice => {
    const known = earlier.get(notice);
    const { delivery_id, duplicate } = known !== undefined ? { delivery_id: known, duplicate: true } : (stored[next++] ?? notStored(notice));
    return { delivery_id, duplicate, is_test: notice.is_test, payload: source.payloadOf({ ...delivery, body: masked, notice: notice.dedupe.key }) };
  });
  return { kind: 'accepted', notices: received };
}

function notStored({ dedupe }: Notice): never {
  throw new Error(`Notice ${dedupe.key} was not stored`);
}

function rawOf({ source }: LeadSource, { body, content_type, headers, received_at }: IncomingDelivery) {
  return { source, body, content_type, headers: { ...headers }, received_at };
}

function hashOf({ body }: IncomingDelivery): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Notices that came already under the key of an earlier time window. @returns their delivery ids */
async function earlierNotices(tx: Tx, { source }: LeadSource, notices: readonly Notice[]): Promise<Map<Notice, string>> {
  const others = notices.flatMap((notice) => (notice.dedupe.or ? [{ notice, ...notice.dedupe.or }] : []));
  if (others.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('raw_deliveries')
    .select(['id', 'dedupe_key'])
    .where('source', '=', source)
    .where((eb) => eb.or(others.map(({ key, since }) => eb.and([eb('dedupe_key', '=', key), eb('received_at', '>=', since)]))))
    .execute();
  const ids = new Map(rows.map(({ id, dedupe_key }) => [dedupe_key, id]));
  return new Map(others.flatMap(({ notice, key }) => (ids.has(key) ? [[notice, ids.get(key) ?? ''] as const] : [])));
}
