import { createHash } from 'node:crypto';

import type { IntakeSettings, LeadSource, StoredBody } from '../../core/lead';
import { json, newId, SWEEP_AFTER_MS, type Tx } from '../../store';

/** A payload that another node brought (n8n's own triggers, a poll, a CSV): it enters by the same door (IN-08). */
export interface IncomingPayload {
  readonly source: LeadSource;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly received_at: Date;
}

/** Stores payloads as deliveries, once each notice. @returns the delivery ids of each payload's notices, in order */
export async function keepPayloads(tx: Tx, payloads: readonly IncomingPayload[], settings: IntakeSettings): Promise<string[][]> {
  const rows = payloads.map((incoming) => rowsOf(tx, incoming, settings));
  const distinct = [...new Map(rows.flat().map((row) => [keyOf(row), row])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (distinct.length === 0) return rows.map(() => []);
  await tx.db
    .insertInto('raw_deliveries')
    .values(distinct.map((row) => ({ ...row, headers: json({}) })))
    .onConflict((conflict) => conflict.columns(['account_id', 'source', 'dedupe_key']).doNothing())
    .execute();
  const stored = await tx.db.selectFrom('raw_deliveries').select(['id', 'source', 'dedupe_key']).where('dedupe_key', 'in', distinct.map(({ dedupe_key }) => dedupe_key)).execute();
  const ids = new Map(stored.map((row) => [keyOf(row), row.id]));
  return rows.map((ofPayload) => ofPayload.map((row) => ids.get(keyOf(row)) ?? row.id));
}

/** A payload is small: each of its notices keeps the whole of it. */
function rowsOf(tx: Tx, { source, payload, received_at }: IncomingPayload, settings: IntakeSettings) {
  const body = Buffer.from(JSON.stringify(payload));
  const hash = createHash('sha256').update(body).digest('hex');
  const verdict = source.judge(bodyOf(body, received_at), settings);
  const notices = verdict.kind === 'accepted' ? verdict.notices : [{ dedupe: { key: `rejected:${hash}` }, is_test: false }];
  return notices.map(({ dedupe, is_test, feed }) => ({
    id: newId(),
    account_id: tx.accountId,
    source: source.source as string,
    dedupe_key: dedupe.key,
    feed: feed ?? null,
    content_type: 'application/json',
    body,
    body_sha256: hash,
    is_test,
    status: 'received' as const,
    reason: null,
    next_attempt_at: new Date(received_at.getTime() + SWEEP_AFTER_MS),
    received_at,
    processed_at: null,
  }));
}

function bodyOf(body: Buffer, received_at: Date): StoredBody {
  return { body, content_type: 'application/json', headers: {}, received_at };
}

function keyOf({ source, dedupe_key }: { source: string; dedupe_key: string }): string {
  return `${source}|${dedupe_key}`;
}
