import { type RawBuilder, sql } from 'kysely';
import { v7 } from 'uuid';

import type { Actor } from '../core/model';
import { lockNumbers } from './locks';
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
  const hashes = lockNumbers(tx.accountId, keys);
  if (hashes.length === 0) return;
  await sql`select pg_advisory_xact_lock(k) from unnest(${`{${hashes.join(',')}}`}::bigint[]) with ordinality as t(k, n) order by n`.execute(tx.db);
}

/** Why a decision came out as it did (house rule 6): what went in, under which settings, what came out. */
export interface ReceiptDraft {
  readonly kind: 'identity' | 'score' | 'route' | 'route_pool' | 'sla' | 'gate' | 'payment' | 'handoff';
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly settings_version: number;
  readonly inputs: unknown;
  readonly result: unknown;
  readonly reasons: unknown;
  readonly decided_at: Date;
}

export async function saveReceipts(tx: Tx, receipts: readonly ReceiptDraft[]): Promise<void> {
  if (receipts.length > 0) await receiptsInsert(tx, receipts).execute(tx.db);
}

/** One parameter whatever the number of rows: a statement takes at most 65,535 of them. */
export function receiptsInsert(tx: Tx, receipts: readonly ReceiptDraft[]): RawBuilder<unknown> {
  const rows = receipts.map((receipt) => ({ ...receipt, id: newId() }));
  return sql`
    insert into salesos.receipts (id, account_id, kind, subject_kind, subject_id, settings_version, inputs, result, reasons, decided_at)
    select r.id, ${tx.accountId}, r.kind, r.subject_kind, r.subject_id, r.settings_version, coalesce(r.inputs, 'null'), coalesce(r.result, 'null'), coalesce(r.reasons, 'null'), r.decided_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, subject_kind text, subject_id uuid, settings_version int, inputs jsonb, result jsonb, reasons jsonb, decided_at timestamptz)`;
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
  if (entries.length > 0) await auditInsert(tx, entries).execute(tx.db);
}

export function auditInsert(tx: Tx, entries: readonly AuditDraft[]): RawBuilder<unknown> {
  const rows = entries.map((entry) => ({ ...entry, id: newId() }));
  return sql`
    insert into salesos.audit_entries (id, account_id, at, actor, action, subject_kind, subject_id, before, after, reason)
    select e.id, ${tx.accountId}, e.at, e.actor, e.action, e.subject_kind, e.subject_id, e.before, e.after, e.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, at timestamptz, actor jsonb, action text, subject_kind text, subject_id text, before jsonb, after jsonb, reason text)`;
}
