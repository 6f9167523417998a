import { sql } from 'kysely';
import { z } from 'zod';

import type { EventDraft } from '../../core/events';
import { type Actor, recordId, STAGES } from '../../core/model';
import { appendEvents, json, newId, type Tx, writeAudit } from '../../store';
import { writeStageMoves } from '../write-stage-moves';
import { type LoadedPerson, MOVED_TABLES } from './load-persons';
import { recomputePersons } from './recompute-persons';

const ids = z.array(recordId);
const identifiers = z.array(z.object({ kind: z.enum(['email', 'phone', 'platform_lead_id', 'name_key']), value: z.string() }));

/** What a merge keeps for the way back. */
export const mergeSnapshot = z.object({
  survivor: z.object({ full_name: z.string().nullable(), identifiers }),
  merged: z.object({ full_name: z.string().nullable(), identifiers, rows: z.object({ leads: ids, consents: ids, activities: ids, opportunities: ids, messages: ids }), children: ids }),
  /** The journey that was closed because a person has one open journey. */
  closed: z.object({ id: recordId, stage: z.enum(STAGES), probability: z.number(), version: z.number() }).nullable(),
});
export type MergeSnapshot = z.infer<typeof mergeSnapshot>;

/** One decided merge; both persons are locked and alive. */
export interface MergeOrder {
  readonly merge_id: string;
  readonly survivor: LoadedPerson;
  readonly merged: LoadedPerson;
  readonly close_opportunity_id: string | null;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly evidence: unknown;
}

/** Joins persons, set-based: rows move, the merged record stays and points to the survivor, a snapshot keeps the way back. */
export async function mergePersons(tx: Tx, orders: readonly MergeOrder[], at: Date): Promise<void> {
  if (orders.length === 0) return;
  await saveMerges(tx, orders, at);
  await closeDuplicates(tx, orders, at);
  await moveRows(tx, orders);
  await tellEverybody(tx, orders, at);
  await recomputePersons(tx, orders.map(({ survivor }) => survivor.id), at);
}

function snapshotOf({ survivor, merged, close_opportunity_id }: MergeOrder): MergeSnapshot {
  const journey = [survivor.open, merged.open].find((open) => open !== null && open.id === close_opportunity_id);
  const closed = journey ? { id: journey.id, stage: journey.stage, probability: journey.probability, version: journey.version + 1 } : null;
  const { full_name, identifiers, rows, children } = merged;
  return mergeSnapshot.parse({ survivor: { full_name: survivor.full_name, identifiers: survivor.identifiers }, merged: { full_name, identifiers, rows, children }, closed });
}

async function saveMerges(tx: Tx, orders: readonly MergeOrder[], at: Date): Promise<void> {
  const rows = orders.map((order) => ({
    id: order.merge_id, account_id: tx.accountId, survivor_id: order.survivor.id, merged_id: order.merged.id, status: 'merged' as const, snapshot: json(snapshotOf(order)), evidence: json(order.evidence ?? null),
    reason: order.reason, merged_at: at, merged_by: json(order.actor), undone_at: null, undone_by: null,
  }));
  await tx.db.insertInto('prospect_merges').values(rows).execute();
}

async function closeDuplicates(tx: Tx, orders: readonly MergeOrder[], at: Date): Promise<void> {
  const moves = orders.flatMap(({ survivor, merged, close_opportunity_id, actor, reason }) => {
    const journey = [survivor.open, merged.open].find((open) => open !== null && open.id === close_opportunity_id);
    if (!journey) return [];
    const move = { from: journey.stage, to: 'CLOSED_LOST' as const, probability: 0, reason: reason ?? 'the person has another open journey', loss_reason: 'duplicate', disqualification_reason: null, overridden: [] };
    return [{ opportunity_id: journey.id, actor, move, version: journey.version + 1 }];
  });
  await writeStageMoves(tx, moves, at);
}

async function moveRows(tx: Tx, orders: readonly MergeOrder[]): Promise<void> {
  const account = tx.accountId;
  const moved = sql`jsonb_to_recordset(${JSON.stringify(orders.map(({ survivor, merged }) => ({ from_id: merged.id, to_id: survivor.id })))}::jsonb) as m(from_id uuid, to_id uuid)`;
  for (const table of MOVED_TABLES) await sql`update salesos.${sql.raw(table)} t set prospect_id = m.to_id from ${moved} where t.account_id = ${account} and t.prospect_id = m.from_id`.execute(tx.db);
  await sql`
    insert into salesos.prospect_identifiers (account_id, kind, value, prospect_id, added_at)
    select t.account_id, t.kind, t.value, m.to_id, t.added_at from ${moved} join salesos.prospect_identifiers t on t.prospect_id = m.from_id
    where t.account_id = ${account} on conflict do nothing`.execute(tx.db);
  // A refusal to serve somebody holds for the person whoever the record is.
  await sql`
    insert into salesos.routing_blocks (id, account_id, prospect_id, user_id, reason, blocked_by, blocked_at)
    select gen_random_uuid(), t.account_id, m.to_id, t.user_id, t.reason, t.blocked_by, t.blocked_at from ${moved} join salesos.routing_blocks t on t.prospect_id = m.from_id
    where t.account_id = ${account} on conflict do nothing`.execute(tx.db);
  // Records merged before follow, so that every one points to the living record itself.
  await sql`update salesos.prospects t set merged_into = m.to_id, version = t.version + 1 from ${moved} where t.account_id = ${account} and (t.id = m.from_id or t.merged_into = m.from_id)`.execute(tx.db);
}

async function tellEverybody(tx: Tx, orders: readonly MergeOrder[], at: Date): Promise<void> {
  await writeAudit(tx, orders.map(({ merge_id, survivor, merged, close_opportunity_id, actor, reason, evidence }) => ({
    at, actor, action: 'prospects_merged', subject_kind: 'prospect', subject_id: survivor.id,
    before: { merged_id: merged.id, rows: merged.rows }, after: { merge_id, close_opportunity_id, evidence }, reason,
  })));
  await appendEvents(tx, orders.map((order) => mergedEvent(order, at)), at);
}

function mergedEvent({ merge_id, survivor, merged, actor }: MergeOrder, at: Date): EventDraft {
  return { type: 'ProspectsMerged', subject: { kind: 'prospect', id: survivor.id }, occurred_at: at, actor, key: `merged:${merge_id}`, data: { merge_id, prospect_id: survivor.id, merged_id: merged.id, lead_ids: [...merged.rows.leads] } };
}

/** The id of a merge to come. */
export function newMergeId(): string {
  return newId();
}
