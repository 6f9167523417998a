import { type RawBuilder, sql } from 'kysely';

import type { EventDraft } from '../core/events';
import { eventsInsert, wakeRelay } from './events';
import type { Tx } from './store';
import { type AuditDraft, auditInsert, type ReceiptDraft, receiptsInsert } from './write';

/** What a decision leaves behind: why it came out so, who did it, and what the others are told. */
export interface Records {
  readonly receipts: readonly ReceiptDraft[];
  readonly audit: readonly AuditDraft[];
  readonly events: readonly EventDraft[];
}

/** A change that is written in the same statement: a data-modifying query without RETURNING. */
export type Alongside = Readonly<Record<string, RawBuilder<unknown>>>;

/**
 * Writes the records of a batch in one statement, whatever their number, with other changes where there are. Known
 * events are skipped, as in appendEvents.
 */
export async function writeRecords(tx: Tx, { receipts, audit, events }: Records, at: Date, alongside: Alongside = {}): Promise<void> {
  const parts = {
    ...alongside,
    ...(receipts.length > 0 ? { new_receipts: receiptsInsert(tx, receipts) } : {}),
    ...(audit.length > 0 ? { new_entries: auditInsert(tx, audit) } : {}),
    ...(events.length > 0 ? { new_events: eventsInsert(tx, events, at) } : {}),
  };
  const queries = Object.entries(parts).map(([name, query]) => sql`${sql.raw(name)} as (${query})`);
  if (queries.length === 0) return;
  await sql`with ${sql.join(queries)} select ${events.length > 0 ? wakeRelay(tx) : sql`null`}`.execute(tx.db);
}
