import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import type { IntakeSettings, LeadSource, StoredBody } from '../../core/lead';
import { json, newId, SWEEP_AFTER_MS, type Tx } from '../../store';

/** A payload that another node brought (n8n's own triggers, a list): it enters by the same door (IN-08). */
export interface IncomingPayload {
  readonly source: LeadSource;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly received_at: Date;
}

/** The same as bytes: what a vendor's API listed. */
export interface IncomingBody {
  readonly source: LeadSource;
  readonly body: Buffer;
  readonly received_at: Date;
}

export interface KeptNotice {
  readonly delivery_id: string;
  readonly is_test: boolean;
  readonly received_at: Date;
  /** `completed`: it was there as a pointer whose lead had not been fetched, and has its answers now. */
  readonly news: 'new' | 'completed' | 'known';
}

/** Stores payloads as deliveries, once each notice. @returns the delivery ids of each payload's notices, in order */
export async function keepPayloads(tx: Tx, payloads: readonly IncomingPayload[], settings: IntakeSettings): Promise<string[][]> {
  const kept = await keepBodies(tx, payloads.map(({ payload, ...rest }) => ({ ...rest, body: Buffer.from(JSON.stringify(payload)) })), settings);
  return kept.map((notices) => notices.map(({ delivery_id }) => delivery_id));
}

/** Stores bodies as deliveries, once each notice; a whole lead completes the pointer that came before it. */
export async function keepBodies(tx: Tx, bodies: readonly IncomingBody[], settings: IntakeSettings): Promise<KeptNotice[][]> {
  const rows = bodies.map((incoming) => rowsOf(tx, incoming, settings));
  const distinct = [...new Map(rows.flat().map((row) => [keyOf(row), row])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (distinct.length === 0) return rows.map(() => []);
  const inserted = await tx.db
    .insertInto('raw_deliveries')
    .values(distinct.map((row) => ({ ...row, headers: json({}) })))
    .onConflict((conflict) => conflict.columns(['account_id', 'source', 'dedupe_key']).doNothing())
    .returning('id')
    .execute();
  const fresh = new Set(inserted.map(({ id }) => id));
  const stored = await storedRows(tx, distinct);
  const completed = await completePointers(tx, bodies, rows, stored, fresh);
  return rows.map((ofBody) => ofBody.map((row): KeptNotice => {
    const delivery_id = stored.get(keyOf(row))?.id ?? row.id;
    const news = fresh.has(delivery_id) ? 'new' : completed.has(delivery_id) ? 'completed' : 'known';
    return { delivery_id, is_test: row.is_test, received_at: row.received_at, news };
  }));
}

type Row = ReturnType<typeof rowsOf>[number];

/** A payload is small: each of its notices keeps the whole of it. */
function rowsOf(tx: Tx, { source, body, received_at }: IncomingBody, settings: IntakeSettings) {
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

interface Stored {
  readonly id: string;
  /** Not finished, and its lead not fetched: perhaps a pointer. */
  readonly is_open: boolean;
}

async function storedRows(tx: Tx, rows: readonly Row[]): Promise<Map<string, Stored>> {
  const stored = await tx.db
    .selectFrom('raw_deliveries')
    .select(['id', 'source', 'dedupe_key', 'status', 'fetched_body'])
    .where('dedupe_key', 'in', rows.map(({ dedupe_key }) => dedupe_key))
    .execute();
  return new Map(stored.map((row) => [keyOf(row), { id: row.id, is_open: row.status !== 'processed' && row.fetched_body === null }]));
}

/** What the list holds of an open pointer is what a fetch would have brought; it is offered anew. @returns ids of the completed ones */
async function completePointers(tx: Tx, bodies: readonly IncomingBody[], rows: readonly (readonly Row[])[], stored: ReadonlyMap<string, Stored>, fresh: ReadonlySet<string>): Promise<Set<string>> {
  const open = rows.flatMap((ofBody, index) => ofBody.flatMap((row) => {
    const { id, is_open } = stored.get(keyOf(row)) ?? { id: row.id, is_open: false };
    const incoming = bodies[index];
    const is_whole = incoming?.source.isPointer !== undefined && !incoming.source.isPointer({ ...bodyOf(row.body, row.received_at), notice: row.dedupe_key });
    return is_open && !fresh.has(id) && is_whole ? [{ id, body: row.body.toString('base64'), sha: row.body_sha256, at: row.received_at, next_attempt_at: row.next_attempt_at }] : [];
  }));
  if (open.length === 0) return new Set();
  const { rows: completed } = await sql<{ id: string }>`
    update salesos.raw_deliveries d set
      fetched_body = decode(s.body, 'base64'), fetched_at = s.at, status = 'received', reason = null, attempts = 0, next_attempt_at = s.next_attempt_at, processed_at = null
    from jsonb_to_recordset(${json(open)}) as s(id uuid, body text, sha text, at timestamptz, next_attempt_at timestamptz)
    where d.account_id = ${tx.accountId} and d.id = s.id and d.fetched_body is null and d.status <> 'processed' and d.body_sha256 <> s.sha
    returning d.id`.execute(tx.db);
  return new Set(completed.map(({ id }) => id));
}

function keyOf({ source, dedupe_key }: { source: string; dedupe_key: string }): string {
  return `${source}|${dedupe_key}`;
}
