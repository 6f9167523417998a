import { DomainError, describeProblems, type Problem } from '../errors';
import type { Stage } from '../model/vocabulary';
import type { ActingParty, OpportunityFacts } from './opportunity-facts';
import { assignmentGaps, roleGaps } from './permissions';
import { STAGE_GATES, type Gate, type GateName } from './stage-gates';
import { nextStages, STAGE_OWNERS, STAGE_RULES } from './stage-rules';
import { stageProbability, type PipelineSettings } from './settings';

export interface MoveRequest {
  readonly to: Stage;
  readonly actor: ActingParty;
  readonly reason: string | null;
  readonly at: Date;
  /** A manager passes waivable gates and the order of stages, with a reason; never PAID or CASE_OPENED. */
  readonly override: boolean;
  readonly loss_reason: string | null;
  readonly disqualification_reason: string | null;
}

/** What the store writes. */
export interface StageMove {
  readonly from: Stage;
  readonly to: Stage;
  readonly probability: number;
  readonly reason: string | null;
  readonly loss_reason: string | null;
  readonly disqualification_reason: string | null;
  /** What a manager's override passed over; empty for a move by the rules. */
  readonly overridden: readonly Problem[];
}

export type MoveDecision =
  | { readonly allowed: true; readonly move: StageMove | null }
  | { readonly allowed: false; readonly error: DomainError };

/**
 * ST-01…03: whether the opportunity may enter a stage. Being there already is no move (`move: null`).
 * A refusal lists everything that stands against it at once. P2.3, P6.1, P8.6, P10.5, P11.6.
 */
export function decideMove(facts: OpportunityFacts, request: MoveRequest, settings: PipelineSettings): MoveDecision {
  if (facts.stage === request.to) return { allowed: true, move: null };
  if (facts.stage === 'CASE_OPENED') return refuse('SALES_CLOSED', facts, request, [handedOver]);
  const problems = [...partyGaps(facts, request, settings), ...orderGaps(facts, request)];
  const gates = gateGaps(facts, request, settings);
  const barred = overrideGaps(facts, request);
  if (request.override && barred.length === 0) {
    if (gates.firm.length > 0) return refuse('STAGE_MOVE_REFUSED', facts, request, gates.firm);
    return { allowed: true, move: moveOf(facts, request, settings, [...problems, ...gates.waivable]) };
  }
  const against = [...barred, ...problems, ...gates.firm, ...gates.waivable];
  if (against.length > 0) return refuse('STAGE_MOVE_REFUSED', facts, request, against);
  return { allowed: true, move: moveOf(facts, request, settings, []) };
}

const handedOver: Problem = { field: 'stage', message: 'the case is confirmed and case ops own the client; sales actions are over' };

/** Who asks: roles for a person, the system's own steps for everything else. */
function partyGaps(facts: OpportunityFacts, { actor, to, disqualification_reason }: MoveRequest, settings: PipelineSettings): Problem[] {
  const rule = STAGE_RULES[to];
  if (actor.kind !== 'user') {
    const onItsOwn = rule.system_from.includes(facts.stage) && (to !== 'DISQUALIFIED' || disqualification_reason === 'unreachable');
    return onItsOwn ? [] : [{ field: 'acting_user_id', message: `missing: this move needs a person, a ${actor.kind} may not make it` }];
  }
  const allowed = rule.roles === 'stage_owner' ? [...STAGE_OWNERS[facts.stage], 'manager' as const] : rule.roles;
  if (allowed.length === 0) return [{ field: 'acting_user_id', message: `nobody sets ${to} by hand, '${actor.id}' (${actor.roles.join(', ')}) neither` }];
  const gaps = roleGaps(actor, allowed, `move it to ${to}`);
  return gaps.length > 0 ? gaps : assignmentGaps(actor, allowed, facts, settings);
}

function orderGaps(facts: OpportunityFacts, { to }: MoveRequest): Problem[] {
  if (STAGE_RULES[to].from.includes(facts.stage)) return [];
  const allowed = nextStages(facts.stage);
  return [{ field: 'stage', message: `from ${facts.stage} allowed: ${allowed.length > 0 ? allowed.join(', ') : 'nothing'}` }];
}

function gateGaps(facts: OpportunityFacts, request: MoveRequest, settings: PipelineSettings): { firm: Problem[]; waivable: Problem[] } {
  const names: readonly GateName[] = STAGE_RULES[request.to].gates;
  const found = names.map((name): { gate: Gate; problems: readonly Problem[] } => {
    const gate: Gate = STAGE_GATES[name];
    return { gate, problems: gate.check(facts, request, settings) };
  });
  return {
    firm: found.flatMap(({ gate, problems }) => (gate.waivable ? [] : problems)),
    waivable: found.flatMap(({ gate, problems }) => (gate.waivable ? problems : [])),
  };
}

/** ST-03: what a manual override needs, and where none is possible. Empty when no override was asked for. */
function overrideGaps(facts: OpportunityFacts, { override, actor, reason, to }: MoveRequest): Problem[] {
  if (!override) return [];
  const money = [to, facts.stage].find((stage) => stage === 'PAID' || stage === 'CASE_OPENED');
  return [
    ...(actor.kind === 'user' && actor.roles.includes('manager') ? [] : [{ field: 'override', message: 'needs a manager' }]),
    ...(reason?.trim() ? [] : [{ field: 'reason', message: 'an override needs a reason' }]),
    ...(money ? [{ field: 'override', message: `${money} can be neither set nor left by an override` }] : []),
  ];
}

function moveOf(facts: OpportunityFacts, request: MoveRequest, settings: PipelineSettings, overridden: readonly Problem[]): StageMove {
  return {
    from: facts.stage,
    to: request.to,
    probability: stageProbability(settings, request.to),
    reason: request.reason?.trim() || null,
    loss_reason: request.to === 'CLOSED_LOST' ? request.loss_reason : null,
    disqualification_reason: request.to === 'DISQUALIFIED' ? request.disqualification_reason : null,
    overridden,
  };
}

function refuse(code: string, facts: OpportunityFacts, request: MoveRequest, problems: readonly Problem[]): MoveDecision {
  const sentence = `Opportunity ${facts.opportunity_id} cannot move from ${facts.stage} to ${request.to}: ${describeProblems(problems)}`;
  return { allowed: false, error: new DomainError(code, sentence, problems) };
}
