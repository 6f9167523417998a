import { createHash } from 'node:crypto';

import { type RawBuilder, sql } from 'kysely';
import { v7 } from 'uuid';

import type { Actor } from '../core/model';
import type { Tx } from './store';

/** A new record id: UUID version 7, ordered by time. */
export function newId(): string {
  return v7();
}

/** A value for a jsonb column. Arrays need it too: the driver would send them as SQL arrays. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}

/**
 * Serialises concurrent work on the same things until the transaction ends. Keys are hashed to 63 bits,
 * sorted and locked in one statement, so that two callers never wait for each other crosswise.
 */
export async function lockKeys(tx: Tx, keys: readonly string[]): Promise<void> {
  const hashes = [...new Set(keys.map((key) => lockNumber(`${tx.accountId}|${key}`)))].sort(byNumber);
  if (hashes.length === 0) return;
  await sql`select pg_advisory_xact_lock(k) from unnest(${`{${hashes.join(',')}}`}::bigint[]) with ordinality as t(k, n) order by n`.execute(tx.db);
}

function lockNumber(key: string): bigint {
  return createHash('sha256').update(key).digest().readBigInt64BE(0);
}

function byNumber(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Why a decision came out as it did (house rule 6): what went in, under which settings, what came out. */
export interface ReceiptDraft {
  readonly kind: 'identity' | 'score' | 'route' | 'sla' | 'gate' | 'payment' | 'handoff';
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly settings_version: number;
  readonly inputs: unknown;
  readonly result: unknown;
  readonly reasons: unknown;
  readonly decided_at: Date;
}

export async function saveReceipts(tx: Tx, receipts: readonly ReceiptDraft[]): Promise<void> {
  if (receipts.length === 0) return;
  const rows = receipts.map((receipt) => ({
    ...receipt,
    id: newId(),
    account_id: tx.accountId,
    inputs: json(receipt.inputs ?? null),
    result: json(receipt.result ?? null),
    reasons: json(receipt.reasons ?? null),
  }));
  await tx.db.insertInto('receipts').values(rows).execute();
}

/** Who did what to what, from and to, and why (P2.1 Auditability). The table refuses changes. */
export interface AuditDraft {
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
}

export async function writeAudit(tx: Tx, entries: readonly AuditDraft[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    id: newId(),
    account_id: tx.accountId,
    at: entry.at,
    actor: json(entry.actor),
    action: entry.action,
    subject_kind: entry.subject_kind,
    subject_id: entry.subject_id,
    before: entry.before === undefined ? null : json(entry.before),
    after: entry.after === undefined ? null : json(entry.after),
    reason: entry.reason ?? null,
  }));
  await tx.db.insertInto('audit_entries').values(rows).execute();
}
