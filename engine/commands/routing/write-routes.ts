import { type RawBuilder, sql } from 'kysely';

import type { EventDraft } from '../../core/events';
import type { OwnerRole } from '../../core/routing';
import { type Alongside, type AuditDraft, newId, type Tx, writeRecords } from '../../store';
import type { DecidedRoute, RoutingBatch } from './decide-routes';
import type { StoredPool } from './read-reps';
import { routeReceipts } from './route-receipts';

/** Credits are stored to a billionth of a lead. */
const CREDIT_DIGITS = 1e9;

/** Writes a decided batch in one statement: owners, assignments, credits, clocks, receipts, audit and events. */
export async function writeRoutes(tx: Tx, role: OwnerRole, batch: RoutingBatch, stored: StoredPool, settingsVersion: number): Promise<void> {
  const { at } = batch;
  const decided = [...batch.decided.values()];
  if (decided.length === 0) return;
  await endAssignments(tx, role, decided, at);
  const { page, receipts } = routeReceipts(decided, stored, settingsVersion, at);
  const records = { receipts, audit: decided.map((route) => auditOf(route, at)), events: decided.map((route) => eventOf(route, at)) };
  await writeRecords(tx, records, at, { remembered: memoryUpdate(tx, role, batch, stored, { ...page, version: settingsVersion }), ...ownerChanges(tx, role, decided, at) });
}

async function endAssignments(tx: Tx, role: OwnerRole, decided: readonly DecidedRoute[], at: Date): Promise<void> {
  const rows = decided.flatMap(({ opportunity, ended }) => (ended ? [{ id: opportunity.id, credited: ended.credited }] : []));
  if (rows.length === 0) return;
  await sql`
    update salesos.assignments a set ended_at = ${at}::timestamptz, credited_at = case when e.credited then ${at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, credited boolean)
    where a.account_id = ${tx.accountId} and a.opportunity_id = e.id and a.role = ${role} and a.ended_at is null`.execute(tx.db);
}

/** What the pool remembers until the next decision; also of those who have left. */
function memoryUpdate(tx: Tx, role: OwnerRole, { pool }: RoutingBatch, { standings }: StoredPool, page: { id: string; entries: number; version: number }): RawBuilder<unknown> {
  const all = [...new Map([...standings, ...pool.standings()])];
  const column = (values: readonly unknown[]): string => `{${values.join(',')}}`;
  return sql`
    insert into salesos.routing_pools (account_id, role, turn, page, page_entries, page_version, user_ids, credits, received, last_turns)
    values (${tx.accountId}, ${role}, ${pool.lastTurn}, ${page.id}, ${page.entries}, ${page.version}, ${column(all.map(([id]) => id))}::text[],
      ${column(all.map(([, { credit }]) => Math.round(credit * CREDIT_DIGITS) / CREDIT_DIGITS))}::float8[], ${column(all.map(([, { received }]) => received))}::int[],
      ${column(all.map(([, { last_turn }]) => last_turn ?? 0))}::int[])
    on conflict (account_id, role) do update set turn = excluded.turn, page = excluded.page, page_entries = excluded.page_entries, page_version = excluded.page_version,
      user_ids = excluded.user_ids, credits = excluded.credits, received = excluded.received, last_turns = excluded.last_turns`;
}

/** The owners' assignments, the opportunities and the running clocks of the role. */
function ownerChanges(tx: Tx, role: OwnerRole, decided: readonly DecidedRoute[], at: Date): Alongside {
  const owner = sql.raw(role === 'setter' ? 'setter_id' : 'closer_id');
  const policies = role === 'setter' ? ['FirstHumanAttempt', 'FollowUpCadence'] : ['PaymentChase', 'HandoffFix'];
  return {
    routes: sql`
      select * from jsonb_to_recordset(${JSON.stringify(decided.map(rowOf))}::jsonb)
        as r(assignment_id uuid, id uuid, owner_id text, reason text, contested boolean, waiting_since timestamptz, version int, turn int)`,
    assigned: sql`
      insert into salesos.assignments (id, account_id, opportunity_id, role, user_id, reason, assigned_at, contested)
      select assignment_id, ${tx.accountId}, id, ${role}, owner_id, reason, ${at}, contested from routes where owner_id is not null order by turn`,
    clocks: sql`
      update salesos.timers t set owner_id = r.owner_id from routes r
      where t.account_id = ${tx.accountId} and t.opportunity_id = r.id and t.status in ('pending', 'paused') and t.policy in (${sql.join(policies)})`,
    owners: sql`
      update salesos.opportunities o set ${owner} = r.owner_id, version = r.version,
        waiting_role = case when r.waiting_since is not null then ${role} when o.waiting_role = ${role} then null else o.waiting_role end,
        waiting_since = case when r.waiting_since is not null then r.waiting_since when o.waiting_role = ${role} then null else o.waiting_since end
      from routes r where o.account_id = ${tx.accountId} and o.id = r.id`,
  };
}

function rowOf({ opportunity, contested, routed, turn }: DecidedRoute) {
  return {
    assignment_id: newId(),
    id: opportunity.id,
    owner_id: routed.owner_id,
    reason: routed.rule,
    contested,
    waiting_since: routed.waiting_since,
    version: opportunity.version + 1,
    turn,
  };
}

function auditOf({ order, opportunity, decision, routed }: DecidedRoute, at: Date): AuditDraft {
  const key = `${order.role}_id`;
  return {
    at,
    actor: order.actor,
    action: routed.outcome === 'waiting' ? 'owner_waiting' : opportunity.owner_id === null ? 'owner_assigned' : 'owner_reassigned',
    subject_kind: 'opportunity',
    subject_id: opportunity.id,
    before: { [key]: opportunity.owner_id },
    after: { [key]: routed.owner_id, rule: decision.reason },
    reason: order.reason ?? routed.reason,
  };
}

function eventOf({ order, opportunity, routed }: DecidedRoute, at: Date): EventDraft {
  const base = { subject: { kind: 'opportunity' as const, id: opportunity.id }, occurred_at: at, actor: order.actor };
  const { role } = order;
  const version = opportunity.version + 1;
  if (routed.owner_id === null) {
    return { ...base, type: 'OwnerWaiting', key: `waiting:${opportunity.id}:${role}:${version}`, data: { opportunity_id: opportunity.id, role, reason: routed.reason } };
  }
  return {
    ...base,
    type: 'OwnerAssigned',
    key: `owner:${opportunity.id}:${role}:${version}`,
    data: { opportunity_id: opportunity.id, role, owner_id: routed.owner_id, previous_owner_id: opportunity.owner_id, reason: routed.rule },
  };
}
