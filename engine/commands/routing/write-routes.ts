import { sql } from 'kysely';

import type { EventDraft } from '../../core/events';
import type { OwnerRole, Rep } from '../../core/routing';
import { appendEvents, type AuditDraft, newId, type ReceiptDraft, saveReceipts, type Tx, writeAudit } from '../../store';
import type { DecidedRoute, Pool } from './decide-routes';

/** Writes a decided batch: owners, assignments, credits, clocks, receipts, audit and events, each in one statement. */
export async function writeRoutes(tx: Tx, role: OwnerRole, pool: Pool, before: readonly Rep[], settingsVersion: number): Promise<void> {
  const { at } = pool;
  const decided = [...pool.decided.values()];
  if (decided.length === 0) return;
  await endAssignments(tx, role, decided, at);
  await writeOwners(tx, role, decided, at);
  await writeShares(tx, role, before, pool.reps);
  await saveReceipts(tx, decided.map((route) => receiptOf(route, settingsVersion, at)));
  await writeAudit(tx, decided.map((route) => auditOf(route, at)));
  await appendEvents(tx, decided.map((route) => eventOf(route, at)), at);
}

async function endAssignments(tx: Tx, role: OwnerRole, decided: readonly DecidedRoute[], at: Date): Promise<void> {
  const rows = decided.flatMap(({ opportunity, ended }) => (ended ? [{ id: opportunity.id, credited: ended.credited }] : []));
  if (rows.length === 0) return;
  await sql`
    update salesos.assignments a set ended_at = ${at}, credited_at = case when e.credited then ${at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, credited boolean)
    where a.account_id = ${tx.accountId} and a.opportunity_id = e.id and a.role = ${role} and a.ended_at is null`.execute(tx.db);
}

/** The owners' assignments, the opportunities and the running clocks of the role, in one statement. */
async function writeOwners(tx: Tx, role: OwnerRole, decided: readonly DecidedRoute[], at: Date): Promise<void> {
  const rows = decided.map(rowOf);
  const owner = sql.raw(role === 'setter' ? 'setter_id' : 'closer_id');
  const policies = role === 'setter' ? ['FirstHumanAttempt', 'FollowUpCadence'] : ['PaymentChase', 'HandoffFix'];
  await sql`
    with routes as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(assignment_id uuid, id uuid, owner_id text, reason text, contested boolean, waiting_since timestamptz, version int, turn int)),
    assigned as (
      insert into salesos.assignments (id, account_id, opportunity_id, role, user_id, reason, assigned_at, contested)
      select assignment_id, ${tx.accountId}, id, ${role}, owner_id, reason, ${at}, contested from routes where owner_id is not null order by turn),
    clocks as (
      update salesos.timers t set owner_id = r.owner_id from routes r
      where t.account_id = ${tx.accountId} and t.opportunity_id = r.id and t.status in ('pending', 'paused') and t.policy in (${sql.join(policies)}))
    update salesos.opportunities o set ${owner} = r.owner_id, version = r.version,
      waiting_role = case when r.waiting_since is not null then ${role} when o.waiting_role = ${role} then null else o.waiting_role end,
      waiting_since = case when r.waiting_since is not null then r.waiting_since when o.waiting_role = ${role} then null else o.waiting_since end
    from routes r where o.account_id = ${tx.accountId} and o.id = r.id`.execute(tx.db);
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

/** Only the reps whose credit or count changed. */
async function writeShares(tx: Tx, role: OwnerRole, before: readonly Rep[], after: readonly Rep[]): Promise<void> {
  const rows = after
    .filter(({ load }, index) => load !== before[index]?.load)
    .map(({ user, load }) => ({ user_id: user.id, credit: load.credit, received: load.received, last_turn: load.last_turn }));
  if (rows.length === 0) return;
  await sql`
    insert into salesos.routing_shares (account_id, role, user_id, credit, received, last_turn)
    select ${tx.accountId}, ${role}, s.user_id, s.credit, s.received, s.last_turn
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(user_id text, credit float8, received bigint, last_turn bigint)
    on conflict (account_id, role, user_id) do update set credit = excluded.credit, received = excluded.received, last_turn = excluded.last_turn`.execute(tx.db);
}

function receiptOf({ order, opportunity, request, decision, routed, turn }: DecidedRoute, settings_version: number, decided_at: Date): ReceiptDraft {
  const { verdicts, credits, ...result } = decision;
  return {
    kind: 'route',
    subject_kind: 'opportunity',
    subject_id: opportunity.id,
    settings_version,
    inputs: { request, mode: order.mode, from_owner_id: opportunity.owner_id, credit_back: order.credit_back, turn },
    result: { ...result, sentence: routed.reason, credits },
    reasons: verdicts,
    decided_at,
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
