import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { Actor } from '../core/model';
import type { FirmUser } from '../core/routing';
import { currentSettings, type Store, type Tx, writeAudit } from '../store';
import { actingParties } from './acting-parties';
import { drainWaiting } from './drain-waiting';
import { accepted, attempt, inPlace, type Result } from './result';
import { roleActor } from './role-actor';
import { syncFirm } from './sync-firm';

export interface PauseItem {
  readonly user_id: string;
  /** null = now. */
  readonly from: Date | null;
  /** null = until resumed. */
  readonly until: Date | null;
  readonly reason: string;
  readonly acting_user_id: string | null;
}

export interface ResumeItem {
  readonly user_id: string;
  readonly reason: string | null;
  readonly acting_user_id: string | null;
}

export interface PausedRep {
  readonly user_id: string;
  readonly name: string;
  readonly paused: boolean;
  readonly paused_from: Date | null;
  readonly paused_until: Date | null;
  readonly paused_reason: string | null;
}

interface Batch<Item> {
  readonly items: readonly Item[];
  readonly at: Date;
  readonly actor: Actor;
}

/** RT-03: no more leads for reps from a moment on; what they own stays theirs. A new pause replaces the old one. */
export async function pauseReps(store: Store, accountId: string, input: Batch<PauseItem>): Promise<Result<PausedRep>[]> {
  const items = input.items.map((item) => ({ ...item, from: item.from ?? input.at, pause_reason: item.reason }));
  return store.transaction(accountId, (tx) => setPauses(tx, 'rep_paused', { ...input, items }));
}

/** Lifts pauses and gives the waiting opportunities the freed capacity. */
export async function resumeReps(store: Store, accountId: string, input: Batch<ResumeItem>): Promise<Result<PausedRep>[]> {
  const items = input.items.map((item) => ({ ...item, from: null, until: null, pause_reason: null }));
  const results = await store.transaction(accountId, (tx) => setPauses(tx, 'rep_resumed', { ...input, items }));
  if (results.some(({ ok }) => ok)) await drainWaiting(store, accountId, { role: null, limit: 500, at: input.at, actor: input.actor });
  return results;
}

interface PauseOrder {
  readonly user_id: string;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly pause_reason: string | null;
  /** For the audit trail. */
  readonly reason: string | null;
  readonly acting_user_id: string | null;
}

async function setPauses(tx: Tx, action: 'rep_paused' | 'rep_resumed', { items, at, actor }: Batch<PauseOrder>): Promise<Result<PausedRep>[]> {
  const current = await currentSettings(tx, at);
  const partyOf = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
  const checked = items.map((order) =>
    attempt(() => ({
      order,
      user: repOrThrow(current.settings.users, order),
      actor: roleActor(partyOf(order.acting_user_id), ['manager', 'admin'], 'pause and resume reps'),
    })),
  );
  const valid = accepted(checked);
  await syncFirm(tx, current.settings, current.version);
  const before = await writePauses(tx, valid.map(({ order }) => order));
  await writeAudit(
    tx,
    valid.map(({ order, actor: by }) => ({ at, actor: by, action, subject_kind: 'user', subject_id: order.user_id, before: before.get(order.user_id), after: pauseOf(order), reason: order.reason })),
  );
  return inPlace(checked, valid.map(({ order, user }) => ({ ok: true as const, user_id: user.id, name: user.name, paused: order.from !== null, ...pauseOf(order) })));
}

function pauseOf({ from, until, pause_reason }: PauseOrder) {
  return { paused_from: from, paused_until: until, paused_reason: pause_reason };
}

function repOrThrow(users: readonly FirmUser[], { user_id, from, until }: PauseOrder): FirmUser {
  const reps = users.filter(({ owner_roles }) => owner_roles.length > 0);
  const user = reps.find(({ id }) => id === user_id);
  if (!user) throw new DomainError('REP_UNKNOWN', `'${user_id}' takes no leads in this firm; allowed: ${reps.map(({ id }) => id).join(', ') || 'nobody yet, add users in Firm Settings'}`);
  if (from !== null && until !== null && until <= from) throw new DomainError('PAUSE_INVALID', `The pause of '${user_id}' ends at ${until.toISOString()}, not after its start ${from.toISOString()}`);
  return user;
}

/** Writes the pauses and gives those before, by user id. */
async function writePauses(tx: Tx, orders: readonly PauseOrder[]): Promise<Map<string, object>> {
  const rows = [...new Map(orders.map((order) => [order.user_id, { id: order.user_id, ...pauseOf(order) }])).values()];
  if (rows.length === 0) return new Map();
  const { rows: before } = await sql<{ id: string } & ReturnType<typeof pauseOf>>`
    update salesos.users u set paused_from = p.paused_from, paused_until = p.paused_until, paused_reason = p.paused_reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(id text, paused_from timestamptz, paused_until timestamptz, paused_reason text),
      (select id, paused_from, paused_until, paused_reason from salesos.users where account_id = ${tx.accountId} for update) old
    where u.account_id = ${tx.accountId} and u.id = p.id and old.id = p.id
    returning u.id, old.paused_from, old.paused_until, old.paused_reason`.execute(tx.db);
  return new Map(before.map(({ id, ...pause }) => [id, pause]));
}
