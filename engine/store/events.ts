import { sql } from 'kysely';

import { EVENT_SCHEMAS, type EventDraft, type EventEnvelope } from '../core/events';
import { parseOrThrow } from '../core/parse';
import type { EventsTable } from './schema';
import type { Tx } from './store';
import { json, newId } from './write';
import type { Selectable } from 'kysely';

/** The relay of the account listens here; see outbox/relay.ts. */
export const OUTBOX_CHANNEL = 'salesos_outbox';

/**
 * Stores events in the caller's transaction; the rows are the outbox (docs/decisions/0004).
 * An event whose `key` is known is skipped: commands may run again (EV-01).
 * @returns the events that are new, in order
 */
export async function appendEvents(tx: Tx, drafts: readonly EventDraft[], at: Date): Promise<EventEnvelope[]> {
  if (drafts.length === 0) return [];
  const rows = drafts.map((draft) => ({ ...rowOf(draft, at), account_id: tx.accountId }));
  const stored = await tx.db
    .insertInto('events')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .returningAll()
    .execute();
  if (stored.length > 0) await sql`select pg_notify(${OUTBOX_CHANNEL}, ${tx.accountId})`.execute(tx.db);
  return stored.sort((a, b) => a.seq - b.seq).map(toEnvelope);
}

function rowOf(draft: EventDraft, at: Date) {
  const data = parseOrThrow(EVENT_SCHEMAS[draft.type], draft.data, 'EVENT_INVALID', `Event ${draft.type}`);
  return {
    id: newId(),
    type: draft.type,
    version: 1,
    subject_kind: draft.subject.kind,
    subject_id: draft.subject.id,
    key: draft.key,
    occurred_at: draft.occurred_at,
    recorded_at: at,
    actor: json(draft.actor),
    causation_id: draft.causation_id ?? null,
    correlation_id: draft.correlation_id ?? null,
    data: json(data as Record<string, unknown>),
    relayed_at: null,
  };
}

/** The stored row as the envelope that workflows see (docs/events.md). */
export function toEnvelope(row: Selectable<EventsTable>): EventEnvelope {
  return {
    id: row.id,
    type: row.type,
    version: 1,
    account_id: row.account_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    occurred_at: row.occurred_at,
    recorded_at: row.recorded_at,
    actor: row.actor,
    causation_id: row.causation_id,
    correlation_id: row.correlation_id,
    data: row.data,
  };
}
