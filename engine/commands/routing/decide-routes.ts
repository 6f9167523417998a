import { DomainError } from '../../core/errors';
import { TERMINAL_STAGES } from '../../core/model';
import { describeDecision, type RoutingDecision, type RoutingPool, type RoutingRequest } from '../../core/routing';
import { attempt, type Result } from '../result';
import type { RoutableOpportunity } from './read-opportunities';
import type { RoutedOwner, RouteOrder } from './route-order';

/** A decision that must be written, with the opportunity and the reps as they stood before it. */
export interface DecidedRoute {
  readonly order: RouteOrder;
  readonly opportunity: RoutableOpportunity;
  readonly request: RoutingRequest;
  readonly decision: RoutingDecision;
  readonly routed: RoutedOwner;
  /** Number of the decision in the pool. */
  readonly turn: number;
  /** Whether others were in the running, so that the lead counts for the owner's share. */
  readonly contested: boolean;
  /** The owner before, when the assignment ends; `credited` = it no longer counts for them. */
  readonly ended: { readonly user_id: string; readonly credited: boolean } | null;
  /** Whether that lead was given back to the owner's share. */
  readonly refunded: boolean;
}

/** A batch of one role while it is decided. */
export interface RoutingBatch {
  readonly pool: RoutingPool;
  readonly opportunities: ReadonlyMap<string, RoutableOpportunity>;
  readonly at: Date;
  /** By opportunity: in one batch each is decided once. */
  readonly decided: Map<string, DecidedRoute>;
}

/** Decides one order after the other; what has to be written is collected in `batch.decided`. */
export function decideRoutes(batch: RoutingBatch, orders: readonly RouteOrder[]): Result<RoutedOwner>[] {
  return orders.map((order): Result<RoutedOwner> => {
    const result = attempt(() => decideOne(batch, order));
    return result.ok ? { ok: true, ...result.value } : result;
  });
}

function decideOne(batch: RoutingBatch, order: RouteOrder): RoutedOwner {
  const opportunity = routable(batch, order);
  const earlier = batch.decided.get(opportunity.id);
  if (earlier) return { ...earlier.routed, changed: false };
  const owner = opportunity.owner_id;
  const kept = owner === null ? null : whyKept(order, owner);
  if (kept !== null) return routedOf(batch, order, opportunity, { outcome: 'assigned', changed: false, owner_id: owner, previous_owner_id: owner, rule: 'kept', reason: kept });
  const request = requestOf(order, opportunity);
  // Only what counted for the share is given back; a sticky or hand-picked lead cost none.
  const undo = owner !== null && order.credit_back && opportunity.contested ? batch.pool.refund(owner) : null;
  const decision = order.owner_id === null ? batch.pool.decide(request) : batch.pool.override(request, order.owner_id);
  if (decision.outcome === 'assigned') return assign(batch, order, opportunity, request, decision, undo !== null);
  undo?.();
  return wait(batch, order, opportunity, request, decision);
}

function routable({ opportunities }: RoutingBatch, order: RouteOrder): RoutableOpportunity {
  const opportunity = opportunities.get(order.opportunity_id);
  if (!opportunity) throw new DomainError('OPPORTUNITY_UNKNOWN', `Opportunity ${order.opportunity_id} is not known in this account; take opportunity_id from Score & Segment or from an event`);
  if (TERMINAL_STAGES.some((stage) => stage === opportunity.stage) || opportunity.stage === 'CASE_OPENED') {
    throw new DomainError('OPPORTUNITY_CLOSED', `Opportunity ${opportunity.id} is ${opportunity.stage}: it is closed and needs no ${order.role}`);
  }
  return opportunity;
}

/** RT-05: one active owner per role; an order that was carried out already, or comes too late, changes nothing. */
function whyKept(order: RouteOrder, owner: string): string | null {
  if (order.owner_id === owner) return `${owner} is the ${order.role} already`;
  if (order.mode === 'reassign') return order.from_owner_id === null || order.from_owner_id === owner ? null : `${owner} is the ${order.role}, no longer ${order.from_owner_id}`;
  if (order.owner_id === null) return `${owner} is the ${order.role} already`;
  throw new DomainError('OWNER_EXISTS', `Opportunity ${order.opportunity_id} has the ${order.role} '${owner}'; use Reassign to give it to '${order.owner_id}'`);
}

function requestOf(order: RouteOrder, opportunity: RoutableOpportunity): RoutingRequest {
  const { id, language, residence_country, program_family, complexity_tier, last_owner_id, owner_id, blocked } = opportunity;
  const taken = owner_id === null ? [] : [{ user_id: owner_id, reason: 'the owner it is taken from' }];
  const excluded = [...taken, ...blocked];
  return { opportunity_id: id, role: order.role, language, residence_country, program_family, complexity_tier, last_owner_id, excluded, ...(order.among ? { among: order.among } : {}) };
}

function assign(batch: RoutingBatch, order: RouteOrder, opportunity: RoutableOpportunity, request: RoutingRequest, decision: RoutingDecision, refunded: boolean): RoutedOwner {
  const owner = opportunity.owner_id;
  const turn = batch.pool.give(decision);
  batch.pool.release(owner, order.credit_back);
  const routed = routedOf(batch, order, opportunity, {
    outcome: 'assigned',
    changed: true,
    owner_id: decision.owner_id,
    previous_owner_id: owner,
    rule: decision.reason,
    reason: describeDecision(order.role, decision),
    runner_up: decision.runner_up,
  });
  const ended = owner === null ? null : { user_id: owner, credited: order.credit_back };
  batch.decided.set(opportunity.id, { order, opportunity, request, decision, routed, turn, contested: isContested(decision), ended, refunded });
  return routed;
}

/** Who has an owner that still works here keeps them: better a late answer than none. */
function wait(batch: RoutingBatch, order: RouteOrder, opportunity: RoutableOpportunity, request: RoutingRequest, decision: RoutingDecision): RoutedOwner {
  const owner = opportunity.owner_id;
  const stays = owner !== null && batch.pool.find(owner)?.user.active === true;
  const queued = owner === null && opportunity.waiting_role === order.role;
  const waiting_since = stays ? null : queued ? opportunity.waiting_since : batch.at;
  const reason = describeDecision(order.role, decision);
  const routed = routedOf(batch, order, opportunity, {
    outcome: 'waiting',
    changed: !queued && !stays,
    owner_id: stays ? owner : null,
    previous_owner_id: owner,
    rule: decision.reason,
    reason: stays ? `${reason}; ${owner} keeps it` : reason,
    waiting_since,
  });
  if (queued || stays) return routed;
  const ended = owner === null ? null : { user_id: owner, credited: false };
  batch.decided.set(opportunity.id, { order, opportunity, request, decision, routed, turn: batch.pool.lastTurn, contested: false, ended, refunded: false });
  return routed;
}

/** A lead that only one rep could have (sticky, chosen by hand, alone in the running) costs no share. */
function isContested(decision: RoutingDecision): boolean {
  return decision.running.length > 1;
}

type Fields = Pick<RoutedOwner, 'outcome' | 'changed' | 'owner_id' | 'previous_owner_id' | 'rule' | 'reason'> & Partial<Pick<RoutedOwner, 'runner_up' | 'waiting_since'>>;

function routedOf({ pool }: RoutingBatch, order: RouteOrder, opportunity: RoutableOpportunity, fields: Fields): RoutedOwner {
  const user = pool.find(fields.owner_id)?.user;
  const { id, prospect_id, lead_id, band, segment, score } = opportunity;
  return {
    opportunity_id: id,
    prospect_id,
    lead_id,
    role: order.role,
    band,
    segment,
    score,
    owner_name: user?.name ?? null,
    owner_email: user?.email ?? null,
    runner_up: null,
    waiting_since: null,
    ...fields,
  };
}
