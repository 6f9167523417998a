import { DomainError } from '../../core/errors';
import { TERMINAL_STAGES } from '../../core/model';
import { chooseOwner, describeDecision, overrideOwner, refundShare, type Rep, type RoutingDecision, type RoutingRequest, type RoutingSettings, withLead } from '../../core/routing';
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
}

/** The pool of a role while a batch is decided: each decision sees what the earlier ones gave. */
export interface Pool {
  reps: readonly Rep[];
  turn: number;
  readonly settings: RoutingSettings;
  readonly opportunities: ReadonlyMap<string, RoutableOpportunity>;
  readonly at: Date;
  /** By opportunity: in one batch each is decided once. */
  readonly decided: Map<string, DecidedRoute>;
}

/** Decides one order after the other; what has to be written is collected in `pool.decided`. */
export function decideRoutes(pool: Pool, orders: readonly RouteOrder[]): Result<RoutedOwner>[] {
  return orders.map((order): Result<RoutedOwner> => {
    const result = attempt(() => decideOne(pool, order));
    return result.ok ? { ok: true, ...result.value } : result;
  });
}

function decideOne(pool: Pool, order: RouteOrder): RoutedOwner {
  const opportunity = routable(pool, order);
  const earlier = pool.decided.get(opportunity.id);
  if (earlier) return { ...earlier.routed, changed: false };
  const owner = opportunity.owner_id;
  const kept = owner === null ? null : whyKept(order, owner);
  if (kept !== null) return routedOf(pool, order, opportunity, { outcome: 'assigned', changed: false, owner_id: owner, previous_owner_id: owner, rule: 'kept', reason: kept });
  const request = requestOf(order, opportunity);
  const refunded = owner !== null && order.credit_back ? refund(pool, opportunity, owner) : pool.reps;
  const decision = order.owner_id === null ? chooseOwner(request, refunded, pool.settings) : overrideOwner(request, refunded, order.owner_id);
  return decision.outcome === 'assigned' ? assign(pool, order, opportunity, request, decision, refunded) : wait(pool, order, opportunity, request, decision);
}

function routable(pool: Pool, order: RouteOrder): RoutableOpportunity {
  const opportunity = pool.opportunities.get(order.opportunity_id);
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
  const { id, language, residence_country, program_family, complexity_tier, last_owner_id, owner_id } = opportunity;
  const excluded = owner_id === null ? [] : [{ user_id: owner_id, reason: 'the owner it is taken from' }];
  return { opportunity_id: id, role: order.role, language, residence_country, program_family, complexity_tier, last_owner_id, excluded };
}

/** RT-04: only what counted for the share is given back; a sticky or hand-picked lead cost none. */
function refund(pool: Pool, opportunity: RoutableOpportunity, owner: string): readonly Rep[] {
  if (!opportunity.contested) return pool.reps;
  const staff = pool.reps.filter(({ user }) => user.active && user.certified);
  const credits = refundShare(staff.map(({ user, weight, load }) => ({ user_id: user.id, weight, credit: load.credit })), owner);
  return withCredits(pool.reps, credits);
}

function assign(pool: Pool, order: RouteOrder, opportunity: RoutableOpportunity, request: RoutingRequest, decision: RoutingDecision, refunded: readonly Rep[]): RoutedOwner {
  const owner = opportunity.owner_id;
  pool.turn += 1;
  const credits = new Map(Object.entries(decision.credits).map(([id, { after }]) => [id, after]));
  pool.reps = withCredits(refunded, credits).map((rep) => {
    if (rep.user.id === decision.owner_id) return { ...rep, load: withLead(rep.load, pool.turn) };
    return rep.user.id === owner ? { ...rep, load: withoutLead(rep.load, order.credit_back) } : rep;
  });
  const routed = routedOf(pool, order, opportunity, {
    outcome: 'assigned',
    changed: true,
    owner_id: decision.owner_id,
    previous_owner_id: owner,
    rule: decision.reason,
    reason: describeDecision(order.role, decision),
    runner_up: decision.runner_up,
  });
  const ended = owner === null ? null : { user_id: owner, credited: order.credit_back };
  pool.decided.set(opportunity.id, { order, opportunity, request, decision, routed, turn: pool.turn, contested: isContested(decision), ended });
  return routed;
}

/** Who has an owner that still works here keeps them: better a late answer than none. */
function wait(pool: Pool, order: RouteOrder, opportunity: RoutableOpportunity, request: RoutingRequest, decision: RoutingDecision): RoutedOwner {
  const owner = opportunity.owner_id;
  const stays = owner !== null && pool.reps.some(({ user }) => user.id === owner && user.active);
  const queued = owner === null && opportunity.waiting_role === order.role;
  const waiting_since = stays ? null : queued ? opportunity.waiting_since : pool.at;
  const reason = describeDecision(order.role, decision);
  const routed = routedOf(pool, order, opportunity, {
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
  pool.decided.set(opportunity.id, { order, opportunity, request, decision, routed, turn: pool.turn, contested: false, ended });
  return routed;
}

/** A lead that only one rep could have (sticky, chosen by hand, alone in the running) costs no share. */
function isContested(decision: RoutingDecision): boolean {
  return Object.keys(decision.credits).length > 1;
}

function withoutLead(load: Rep['load'], credited: boolean): Rep['load'] {
  const open_opportunities = Math.max(0, load.open_opportunities - 1);
  return credited ? { ...load, open_opportunities, received: load.received - 1 } : { ...load, open_opportunities };
}

function withCredits(reps: readonly Rep[], credits: ReadonlyMap<string, number>): Rep[] {
  return reps.map((rep) => {
    const credit = credits.get(rep.user.id);
    return credit === undefined ? rep : { ...rep, load: { ...rep.load, credit } };
  });
}

type Fields = Pick<RoutedOwner, 'outcome' | 'changed' | 'owner_id' | 'previous_owner_id' | 'rule' | 'reason'> & Partial<Pick<RoutedOwner, 'runner_up' | 'waiting_since'>>;

function routedOf(pool: Pool, order: RouteOrder, opportunity: RoutableOpportunity, fields: Fields): RoutedOwner {
  const user = pool.reps.find((rep) => rep.user.id === fields.owner_id)?.user;
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
