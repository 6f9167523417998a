import { createHash } from 'node:crypto';

import type { Problem } from '../core/errors';
import { type DedupeKey, type DeliveryRefusal, hiddenIn, type IncomingDelivery, type LeadSource, maskBody, type SourceSecrets, type Verdict } from '../core/lead';
import { currentSettings, type Store, storeDelivery, type Tx } from '../store';

export interface ReceivedDelivery {
  readonly source: LeadSource;
  readonly delivery: IncomingDelivery;
  readonly secrets: SourceSecrets;
}

/** What became of a delivery; the webhook answers by it. */
export type Reception =
  /** Not proven to be the source's; nothing is stored. */
  | ({ readonly kind: 'refused' } & DeliveryRefusal)
  /** Kept with its reason, but no lead. */
  | { readonly kind: 'rejected'; readonly delivery_id: string; readonly status: 400 | 415 | 422; readonly code: string; readonly message: string; readonly problems: readonly Problem[] }
  /** Durable; a duplicate needs no second execution. `payload` is the body without secrets and sensitive data. */
  | { readonly kind: 'accepted'; readonly delivery_id: string; readonly duplicate: boolean; readonly is_test: boolean; readonly payload: Record<string, unknown> };

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
    const masked = maskBody(input.delivery.body, hiddenIn(input.source, input.delivery, settings.intake));
    return verdict.kind === 'rejected' ? keepRejected(tx, input, verdict, masked) : keepAccepted(tx, input, verdict, masked);
  });
}

type Rejected = Extract<Verdict, { kind: 'rejected' }>;
type Accepted = Extract<Verdict, { kind: 'accepted' }>;

/** Masked at once: no later step will look at it, unless it is replayed. */
async function keepRejected(tx: Tx, { source, delivery }: ReceivedDelivery, verdict: Rejected, masked: Buffer): Promise<Reception> {
  const { status, code, message, problems } = verdict;
  const hash = createHash('sha256').update(delivery.body).digest('hex');
  const kept = { ...rawOf(source, delivery), masked_body: masked, dedupe_key: `rejected:${hash}`, is_test: false, status: 'rejected' as const, reason: `${code}: ${message}` };
  const { delivery_id } = await storeDelivery(tx, kept);
  return { kind: 'rejected', delivery_id, status, code, message, problems };
}

/** Byte for byte; Normalize Lead masks it when it has read it. */
async function keepAccepted(tx: Tx, { source, delivery }: ReceivedDelivery, { dedupe, is_test }: Accepted, masked: Buffer): Promise<Reception> {
  const payload = source.payloadOf({ ...delivery, body: masked });
  const earlier = dedupe.or ? await earlierDelivery(tx, source, dedupe.or) : undefined;
  if (earlier) return { kind: 'accepted', delivery_id: earlier.id, duplicate: true, is_test, payload };
  const { delivery_id, duplicate } = await storeDelivery(tx, { ...rawOf(source, delivery), dedupe_key: dedupe.key, is_test });
  return { kind: 'accepted', delivery_id, duplicate, is_test, payload };
}

function rawOf({ source }: LeadSource, { body, content_type, headers, received_at }: IncomingDelivery) {
  return { source, body, content_type, headers: { ...headers }, received_at };
}

async function earlierDelivery(tx: Tx, { source }: LeadSource, { key, since }: NonNullable<DedupeKey['or']>) {
  return tx.db
    .selectFrom('raw_deliveries')
    .select('id')
    .where('source', '=', source)
    .where('dedupe_key', '=', key)
    .where('received_at', '>=', since)
    .executeTakeFirst();
}

