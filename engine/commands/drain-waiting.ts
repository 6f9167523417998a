import { sql } from 'kysely';

import type { Actor } from '../core/model';
import { OWNER_ROLES, type OwnerRole } from '../core/routing';
import { lockKeys, type Store, type Tx } from '../store';
import { routeOrders } from './assign-owners';
import type { RoutedOwner } from './routing/route-order';
import type { Result } from './result';

export interface DrainWaiting {
  /** null = both roles. */
  readonly role: OwnerRole | null;
  readonly limit: number;
  readonly at: Date;
  readonly actor: Actor;
}

/**
 * RT-06: gives the waiting opportunities their owners, Hot before Warm before Cold, then the oldest first. One that
 * still has nobody does not hold up the others. Cheap when nothing waits.
 * @returns what came of each waiting opportunity, in the order of the queue
 */
export async function drainWaiting(store: Store, accountId: string, input: DrainWaiting): Promise<RoutedOwner[]> {
  const roles = OWNER_ROLES.filter((role) => input.role === null || input.role === role);
  const drained: RoutedOwner[] = [];
  for (const role of roles) drained.push(...(await drainRole(store, accountId, role, input)));
  return drained;
}

async function drainRole(store: Store, accountId: string, role: OwnerRole, { limit, at, actor }: DrainWaiting): Promise<RoutedOwner[]> {
  return store.transaction(accountId, async (tx) => {
    if ((await waitingIds(tx, role, 1)).length === 0) return [];
    // Under the lock of the pool the queue cannot change any more.
    await lockKeys(tx, [`routing:${role}`]);
    const ids = await waitingIds(tx, role, limit);
    const orders = ids.map((opportunity_id) => ({
      opportunity_id,
      role,
      mode: 'assign' as const,
      owner_id: null,
      from_owner_id: null,
      credit_back: false,
      reason: 'drained from the waiting queue',
      actor,
    }));
    return accepted(await routeOrders(tx, orders, at));
  });
}

async function waitingIds(tx: Tx, role: OwnerRole, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from salesos.opportunities
    where account_id = ${tx.accountId} and waiting_role = ${role}
    order by array_position(array['Hot', 'Warm', 'Cold'], band), waiting_since, id
    limit ${limit}`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** A waiting opportunity that was closed meanwhile is no longer in the queue. */
function accepted(results: readonly Result<RoutedOwner>[]): RoutedOwner[] {
  return results.flatMap((result) => {
    if (!result.ok) return [];
    const { ok: _, ...routed } = result;
    return [routed];
  });
}
