import { DomainError } from '../core/errors';
import type { Actor } from '../core/model';
import { type OwnerRole, RoutingPool } from '../core/routing';
import { lockKeys, settingsVersion, type Store, type Tx } from '../store';
import { actingParties, actorOf, type FoundParty } from './acting-parties';
import { accepted, attempt, failed, inPlace, type Result } from './result';
import { decideRoutes, type RoutingBatch } from './routing/decide-routes';
import { gatherCalls } from './routing/gather-calls';
import { readOpportunities } from './routing/read-opportunities';
import { readReps } from './routing/read-reps';
import type { RoutedOwner, RouteOrder } from './routing/route-order';
import { writeRoutes } from './routing/write-routes';

export type { RoutedOwner } from './routing/route-order';

export interface AssignItem {
  readonly opportunity_id: string;
  readonly role: OwnerRole;
  /** A rep chosen by hand by a manager (P6.3), with `reason`; null = by the rules. */
  readonly owner_id: string | null;
  readonly reason: string | null;
  /** Only these reps may get it (P6.1: closers with a free slot); left out or null = everybody. */
  readonly among?: readonly string[] | null;
  /** null = the workflow. */
  readonly acting_user_id: string | null;
}

export interface ReassignItem extends AssignItem {
  /** Only while this is the owner; null = whoever it is. */
  readonly from_owner_id: string | null;
  /** Whether the rep who loses it is owed another lead: yes when it was not their doing. */
  readonly credit_back: boolean;
}

interface RouteBatch<Item> {
  readonly items: readonly Item[];
  readonly at: Date;
  readonly actor: Actor;
}

/**
 * RT-01…05: gives opportunities an owner in a role. An opportunity that has one keeps them. Choice, counters, owner,
 * receipt, audit and event are one transaction under the lock of the role's pool: whatever runs in parallel,
 * each decision sees the one before. One result an item, in order.
 */
export async function assignOwners(store: Store, accountId: string, input: RouteBatch<AssignItem>): Promise<Result<RoutedOwner>[]> {
  const items = input.items.map((item): ReassignItem & { mode: 'assign' } => ({ ...item, mode: 'assign', from_owner_id: null, credit_back: false }));
  return route(store, accountId, { ...input, items });
}

/** RT-03, P6.5: takes opportunities from their owners and gives them to the next rep, or to the one a manager names. */
export async function reassignOwners(store: Store, accountId: string, input: RouteBatch<ReassignItem>): Promise<Result<RoutedOwner>[]> {
  const items = input.items.map((item): ReassignItem & { mode: 'reassign' } => ({ ...item, mode: 'reassign' }));
  return route(store, accountId, { ...input, items });
}

type Routing = RouteBatch<ReassignItem & { mode: RouteOrder['mode'] }>;
/** Calls this close in time are decided at one instant. */
const SAME_INSTANT_MS = 1_000;

/** Calls of several executions are gathered into one transaction; each gets its own results. */
async function route(store: Store, accountId: string, routing: Routing): Promise<Result<RoutedOwner>[]> {
  if (routing.items.length === 0) return [];
  return gatherCalls(store, `route ${accountId}`, routing, {
    joins: decidedTogether,
    run: async (calls) => {
      const [first] = calls;
      if (!first) return [];
      const results = await routeTogether(store, accountId, { ...first, items: calls.flatMap(({ items }) => items) });
      let next = 0;
      return calls.map(({ items }) => results.slice(next, (next += items.length)));
    },
  });
}

/** Only plain assignments: what one call takes away another must not find decided already. */
function decidedTogether(first: Routing, other: Routing): boolean {
  const plain = (routing: Routing): boolean => routing.items.every(({ mode, owner_id }) => mode === 'assign' && owner_id === null);
  const sameActor = other.actor.kind === first.actor.kind && other.actor.id === first.actor.id;
  return plain(first) && plain(other) && sameActor && Math.abs(other.at.getTime() - first.at.getTime()) < SAME_INSTANT_MS;
}

async function routeTogether(store: Store, accountId: string, { items, at, actor }: Routing): Promise<Result<RoutedOwner>[]> {
  const work = async (tx: Tx): Promise<Result<RoutedOwner>[]> => {
    const partyOf = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
    const orders = items.map((item) => attempt(() => orderOf(item, partyOf(item.acting_user_id))));
    const valid = accepted(orders);
    return inPlace(orders, await decideAll(tx, valid, at));
  };
  return store.transaction(accountId, work, poolsOf(items));
}

/** The locks of the pools that a batch decides on. */
function poolsOf(items: readonly { readonly role: OwnerRole }[]): string[] {
  return [...new Set(items.map(({ role }) => `routing:${role}`))];
}

/** A choice by hand is an override: it needs a manager and a reason (P6.3, P14.3). */
function orderOf(item: ReassignItem & { mode: RouteOrder['mode'] }, who: FoundParty): RouteOrder {
  if ('error' in who) throw who.error;
  const { acting_user_id: _, ...order } = item;
  const { party } = who;
  if (item.owner_id !== null) {
    const problems = [
      ...(item.reason ? [] : [{ field: 'reason', message: 'missing: a choice by hand must say why' }]),
      ...(party.kind !== 'user' || party.roles.includes('manager') || party.roles.includes('admin')
        ? []
        : [{ field: 'acting_user_id', message: `'${party.id}' is ${party.roles.join(' and ')}; only a manager or admin chooses an owner by hand` }]),
    ];
    if (problems.length > 0) {
      throw new DomainError('OVERRIDE_REFUSED', `'${item.owner_id}' cannot be chosen by hand: ${problems.map(({ field, message }) => `${field} ${message}`).join('; ')}`, problems);
    }
  }
  return { ...order, actor: actorOf(party) };
}

/**
 * Decides and writes inside the caller's transaction, one role after the other.
 * Locks: the pools first, then the opportunities in order of id.
 */
export async function routeOrders(tx: Tx, orders: readonly RouteOrder[], at: Date): Promise<Result<RoutedOwner>[]> {
  await lockKeys(tx, poolsOf(orders));
  return decideAll(tx, orders, at);
}

/** The pools are locked. */
async function decideAll(tx: Tx, orders: readonly RouteOrder[], at: Date): Promise<Result<RoutedOwner>[]> {
  const results = new Map<RouteOrder, Result<RoutedOwner>>();
  for (const role of ['setter', 'closer'] as const) {
    const ofRole = orders.filter((order) => order.role === role);
    const routed = await routeRole(tx, role, ofRole, at);
    ofRole.forEach((order, index) => results.set(order, routed[index] ?? failed(new DomainError('NO_OUTCOME', 'The order was not decided'))));
  }
  return orders.map((order) => results.get(order) ?? failed(new DomainError('NO_OUTCOME', 'The order was not decided')));
}

async function routeRole(tx: Tx, role: OwnerRole, orders: readonly RouteOrder[], at: Date): Promise<Result<RoutedOwner>[]> {
  if (orders.length === 0) return [];
  const { opportunities, settings_version: version } = await readOpportunities(tx, orders.map(({ opportunity_id }) => opportunity_id), role, at);
  const settings = await settingsVersion(tx, version);
  const stored = await readReps(tx, role, { settings, version }, at);
  const batch: RoutingBatch = { pool: new RoutingPool(stored.reps, settings.routing, stored.turn), opportunities, at, decided: new Map() };
  const results = decideRoutes(batch, orders);
  await writeRoutes(tx, role, batch, stored, version);
  return results;
}
