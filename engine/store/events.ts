import { type RawBuilder, type Selectable, sql } from 'kysely';

import { EVENT_SCHEMAS, type EventDraft, type EventEnvelope } from '../core/events';
import { parseOrThrow } from '../core/parse';
import type { EventsTable } from './schema';
import type { Tx } from './store';
import { newId } from './write';

/** The relay of the account listens here; see outbox/relay.ts. */
export const OUTBOX_CHANNEL = 'salesos_outbox';

/**
 * Stores events in the caller's transaction; the rows are the outbox (docs/decisions/0004).
 * An event whose `key` is known is skipped: commands may run again (EV-01).
 * @returns the events that are new, in order
 */
export async function appendEvents(tx: Tx, drafts: readonly EventDraft[], at: Date): Promise<EventEnvelope[]> {
  if (drafts.length === 0) return [];
  const { rows } = await sql<Selectable<EventsTable>>`
    with stored as (${eventsInsert(tx, drafts, at)} returning *)
    select stored.*, (select ${wakeRelay(tx)}) as notified from stored order by seq`.execute(tx.db);
  return rows.map(toEnvelope);
}

/** Inserts the events that are new, in order; one parameter whatever their number. The relay must be woken, too. */
export function eventsInsert(tx: Tx, drafts: readonly EventDraft[], at: Date): RawBuilder<unknown> {
  return sql`
    insert into salesos.events (id, account_id, type, version, subject_kind, subject_id, key, occurred_at, recorded_at, actor, causation_id, correlation_id, data)
    select e.id, ${tx.accountId}, e.type, 1, e.subject_kind, e.subject_id, e.key, e.occurred_at, ${at}, e.actor, e.causation_id, e.correlation_id, e.data
    from jsonb_to_recordset(${JSON.stringify(drafts.map(rowOf))}::jsonb) as e(id uuid, type text, subject_kind text, subject_id uuid, key text, occurred_at timestamptz,
      actor jsonb, causation_id uuid, correlation_id text, data jsonb)
    on conflict (account_id, key) do nothing`;
}

/** The call that makes the relay look at the outbox when the transaction has committed. */
export function wakeRelay({ accountId }: Tx): RawBuilder<unknown> {
  return sql`pg_notify(${OUTBOX_CHANNEL}, ${accountId})::text`;
}

function rowOf(draft: EventDraft) {
  const data = parseOrThrow(EVENT_SCHEMAS[draft.type], draft.data, 'EVENT_INVALID', `Event ${draft.type}`);
  return {
    id: newId(),
    type: draft.type,
    subject_kind: draft.subject.kind,
    subject_id: draft.subject.id,
    key: draft.key,
    occurred_at: draft.occurred_at,
    actor: draft.actor,
    causation_id: draft.causation_id ?? null,
    correlation_id: draft.correlation_id ?? null,
    data,
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
