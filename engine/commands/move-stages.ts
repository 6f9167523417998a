import type { Problem } from '../core/errors';
import type { Actor, Stage } from '../core/model';
import { type ActingParty, decideMove, type MoveRequest } from '../core/opportunity';
import type { Store, Tx } from '../store';
import { type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actingParties, actorOf } from './acting-parties';
import { loadPipeline, lockOpportunities, type OpportunityRecord, type Pipeline, recordIn } from './load-pipeline';
import { attempt, failed, type Result } from './result';
import { type DecidedMove, saveGateReceipts, type WrittenMove, writeStageMoves } from './write-stage-moves';

/** Without an acting user only the system's own moves are allowed. */
export interface MoveItem extends OpportunityAction, Partial<Pick<MoveRequest, 'reason' | 'override' | 'loss_reason' | 'disqualification_reason'>> {
  readonly to: Stage;
}

export interface MovedStage {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly from: Stage;
  readonly stage: Stage;
  /** false = it was in that stage already. */
  readonly changed: boolean;
  /** 0-1. */
  readonly probability: number;
  /** ST-06: what must happen next. */
  readonly next_step: string;
  /** What a manager's override passed over. */
  readonly overridden: readonly Problem[];
}

/** A move inside a command: `party` is asked for permission, `actor` is named in event and audit. */
export interface MoveOrder extends Partial<Pick<MoveRequest, 'reason' | 'override' | 'loss_reason' | 'disqualification_reason'>> {
  readonly opportunity_id: string;
  readonly to: Stage;
  readonly party: ActingParty;
  readonly actor?: Actor;
}

/** ST-01…03: moves opportunities through the stages by their gates. One result an item, in order; running it again changes nothing. */
export async function moveStages(store: Store, accountId: string, input: ActionBatch<MoveItem>): Promise<Result<MovedStage>[]> {
  return actOnOpportunities(store, accountId, input, async (tx, pipeline, acting) => {
    const orders = acting.map(({ item, party }) => ({ ...item, party }));
    return moveAll(tx, pipeline, orders, input.at);
  });
}

/**
 * Moves one opportunity inside the caller's transaction; for payment and handoff, which write the verified payment or the
 * confirmation first: the gates read what the transaction has written. Locks the opportunity.
 * @throws DomainError `STAGE_MOVE_REFUSED` with everything that is missing, `SALES_CLOSED`, `OPPORTUNITY_UNKNOWN`, `USER_UNKNOWN`
 */
export async function moveStage(tx: Tx, order: { opportunity_id: string; to: Stage; actor: Actor; reason?: string | null; at: Date }): Promise<MovedStage> {
  const { opportunity_id, to, actor, reason, at } = order;
  const who = (await actingParties(tx, [], actor))(null);
  if ('error' in who) throw who.error;
  await lockOpportunities(tx, [opportunity_id]);
  const pipeline = await loadPipeline(tx, [opportunity_id], at);
  const [moved] = await moveAll(tx, pipeline, [{ opportunity_id, to, party: who.party, reason }], at);
  if (!moved) throw new Error('moveAll gives one result an order');
  if (!moved.ok) throw moved.error;
  return moved;
}

/** Decides and writes moves of a locked pipeline, one after the other; a later order sees what an earlier one did. */
export async function moveAll(tx: Tx, pipeline: Pipeline, orders: readonly MoveOrder[], at: Date): Promise<Result<MovedStage>[]> {
  const moves: WrittenMove[] = [];
  const decided: DecidedMove[] = [];
  const results = orders.map((order): Result<MovedStage> => {
    const found = attempt(() => recordIn(pipeline, order.opportunity_id));
    if (!found.ok) return found;
    const record = found.value;
    const { facts } = record;
    const decision = decideMove(facts, requestOf(order, at), pipeline.settings.pipeline);
    const actor = order.actor ?? actorOf(order.party);
    if (!decision.allowed || decision.move) decided.push({ opportunity_id: order.opportunity_id, to: order.to, actor, facts, decision });
    if (!decision.allowed) return failed(decision.error);
    if (decision.move) {
      record.version += 1;
      record.facts = { ...facts, stage: decision.move.to };
      moves.push({ opportunity_id: order.opportunity_id, actor, move: decision.move, version: record.version });
    }
    return { ok: true, ...movedOf(record, facts.stage, pipeline), overridden: decision.move?.overridden ?? [] };
  });
  await saveGateReceipts(tx, decided, pipeline.settings_version, at);
  await writeStageMoves(tx, moves, at);
  return results;
}

function requestOf(order: MoveOrder, at: Date): MoveRequest {
  const { to, party, reason = null, override = false, loss_reason = null, disqualification_reason = null } = order;
  return { to, actor: party, reason, at, override, loss_reason, disqualification_reason };
}

function movedOf({ facts, prospect_id, lead_id }: OpportunityRecord, from: Stage, { settings }: Pipeline): Omit<MovedStage, 'overridden'> {
  const { opportunity_id, stage } = facts;
  const { probability, next_step } = settings.pipeline.stages[stage];
  return { opportunity_id, prospect_id, lead_id, from, stage, changed: from !== stage, probability, next_step };
}
