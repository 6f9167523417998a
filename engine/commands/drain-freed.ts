import { sql } from 'kysely';

import { isAvailable, OWNER_ROLES, type OwnerRole } from '../core/routing';
import { currentSettings, type Store } from '../store';
import { drainWaiting } from './drain-waiting';
import { readReps } from './routing/read-reps';

const ACTOR = { kind: 'system', id: 'routing' } as const;
const MOST = 500;

/** What was seen of each pool when its queue was last drained, by store and account. */
const seen = new WeakMap<Store, Map<string, string>>();

/**
 * RT-06: drains a waiting queue as soon as capacity frees, whatever freed it: a rep is back from leave or a pause, it is
 * midnight where the rep is, an hour has passed, a desk was cleared, other settings hold, or a lead joined the queue. As long as
 * the same reps are free for the same queue nothing is decided again. When nothing waits it is one look at an index.
 */
export async function drainFreed(store: Store, accountId: string, at: Date): Promise<number> {
  const waiting = await waitingRoles(store, accountId);
  const memory = seen.get(store) ?? new Map<string, string>();
  seen.set(store, memory);
  let assigned = 0;
  for (const role of OWNER_ROLES) {
    const key = `${accountId} ${role}`;
    const queue = waiting.get(role);
    if (queue === undefined) {
      memory.delete(key);
      continue;
    }
    const free = await freeReps(store, accountId, role, at);
    const state = `${queue} ${free}`;
    if (free === null || memory.get(key) === state) continue;
    const drained = await drainWaiting(store, accountId, { role, limit: MOST, at, actor: ACTOR });
    assigned += drained.filter(({ outcome }) => outcome === 'assigned').length;
    memory.set(key, state);
  }
  return assigned;
}

/** The roles somebody waits for, with what the queue looks like. */
async function waitingRoles(store: Store, accountId: string): Promise<Map<OwnerRole, string>> {
  const { rows } = await store.transaction(accountId, (tx) =>
    sql<{ role: OwnerRole; queue: string }>`
      select waiting_role as role, count(*) || ' since ' || max(waiting_since) as queue from salesos.opportunities
      where account_id = ${tx.accountId} and waiting_role is not null group by waiting_role`.execute(tx.db),
  );
  return new Map(rows.map(({ role, queue }) => [role, queue]));
}

/** Who could take a lead now, with the settings version; null = nobody, so that there is nothing to decide. */
async function freeReps(store: Store, accountId: string, role: OwnerRole, at: Date): Promise<string | null> {
  return store.transaction(accountId, async (tx) => {
    const current = await currentSettings(tx, at);
    const { reps } = await readReps(tx, role, current, at);
    const onShiftOnly = current.settings.routing.outside_hours === 'wait';
    const free = reps.filter((rep) => isAvailable(rep) && (rep.on_shift || !onShiftOnly));
    return free.length === 0 ? null : [current.version, ...free.map(({ user, on_shift }) => `${user.id}${on_shift ? '' : '*'}`)].join(' ');
  });
}
