import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { EventDraft } from '../core/events';
import type { Actor, Stage } from '../core/model';
import { isClosed, type MoveDecision, type StageMove } from '../core/opportunity';
import { appendEvents, type AuditDraft, type ReceiptDraft, saveReceipts, type Tx, writeAudit } from '../store';
import { applyClockActions } from './change-sla-timers';

/** One decided step of an opportunity, in the order of the batch; versions follow each other. */
export interface WrittenMove {
  readonly opportunity_id: string;
  readonly actor: Actor;
  readonly move: StageMove;
  /** The opportunity's version after this step. */
  readonly version: number;
}

/** Every step's row, event and audit entry, each in one statement for the whole batch. */
export async function writeStageMoves(tx: Tx, moves: readonly WrittenMove[], at: Date): Promise<void> {
  if (moves.length === 0) return;
  await updateStages(tx, moves, at);
  await writeAudit(tx, moves.map((each) => auditOf(each, at)));
  await appendEvents(tx, moves.map((each) => eventOf(each, at)), at);
  await stopClocks(tx, moves, at);
}

/** SL-04: a closed opportunity stops its clocks. */
async function stopClocks(tx: Tx, moves: readonly WrittenMove[], at: Date): Promise<void> {
  const closed = moves.filter(({ move }) => isClosed(move.to));
  await applyClockActions(tx, closed.map(({ opportunity_id, move }) => ({ opportunity_id, lead_id: null, action: { kind: 'stage', stage: move.to }, occurred_at: at })), at);
}

/** The last step of each opportunity is what its row shows. */
async function updateStages(tx: Tx, moves: readonly WrittenMove[], at: Date): Promise<void> {
  const first = new Map([...moves].reverse().map(({ opportunity_id, version }) => [opportunity_id, version - 1]));
  const last = new Map(moves.map((each) => [each.opportunity_id, each]));
  const rows = [...last.values()].map(({ opportunity_id, move, version }) => ({
    id: opportunity_id,
    stage: move.to,
    probability: move.probability,
    loss_reason: move.loss_reason,
    disqualification_reason: move.disqualification_reason,
    closed: isClosed(move.to),
    expected: first.get(opportunity_id),
    version,
  }));
  const { rows: updated } = await sql<{ id: string }>`
    update salesos.opportunities o set
      stage = m.stage, probability = m.probability, stage_changed_at = ${at}, version = m.version,
      loss_reason = m.loss_reason, disqualification_reason = m.disqualification_reason,
      closed_at = case when m.closed then ${at}::timestamptz end,
      waiting_role = case when m.closed then null else o.waiting_role end,
      waiting_since = case when m.closed then null else o.waiting_since end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as m(id uuid, stage text, probability float8, loss_reason text, disqualification_reason text, closed boolean, expected int, version int)
    where o.account_id = ${tx.accountId} and o.id = m.id and o.version = m.expected
    returning o.id`.execute(tx.db);
  const missed = rows.filter(({ id }) => !updated.some((each) => each.id === id));
  if (missed.length > 0) {
    throw new DomainError('OPPORTUNITY_CHANGED', `Opportunity ${missed.map(({ id }) => id).join(', ')} was changed by somebody else meanwhile; run the step again`);
  }
}

/** The event carries codes only: a reason in free text may name a person and stays in the audit trail. */
function eventOf({ opportunity_id, actor, move, version }: WrittenMove, at: Date): EventDraft {
  return {
    type: 'StageChanged',
    subject: { kind: 'opportunity', id: opportunity_id },
    occurred_at: at,
    actor,
    key: `stage:${opportunity_id}:${version}`,
    data: { opportunity_id, from: move.from, to: move.to, reason: move.loss_reason ?? move.disqualification_reason },
  };
}

function auditOf({ opportunity_id, actor, move }: WrittenMove, at: Date): AuditDraft {
  const { from, to, reason, loss_reason, disqualification_reason, overridden } = move;
  return {
    at,
    actor,
    action: overridden.length > 0 ? 'stage_overridden' : 'stage_changed',
    subject_kind: 'opportunity',
    subject_id: opportunity_id,
    before: { stage: from },
    after: { stage: to, loss_reason, disqualification_reason, ...(overridden.length > 0 ? { overridden } : {}) },
    reason,
  };
}

/** What a gate decided, whether it let pass or not (house rule 6). */
export interface DecidedMove {
  readonly opportunity_id: string;
  readonly to: Stage;
  readonly actor: Actor;
  readonly facts: object;
  readonly decision: MoveDecision;
}

export async function saveGateReceipts(tx: Tx, decided: readonly DecidedMove[], settingsVersion: number, at: Date): Promise<void> {
  await saveReceipts(tx, decided.map((each) => receiptOf(each, settingsVersion, at)));
}

function receiptOf({ opportunity_id, to, actor, facts, decision }: DecidedMove, settings_version: number, at: Date): ReceiptDraft {
  return {
    kind: 'gate',
    subject_kind: 'opportunity',
    subject_id: opportunity_id,
    settings_version,
    inputs: { to, actor, facts },
    result: { allowed: decision.allowed, to },
    reasons: decision.allowed ? (decision.move?.overridden ?? []) : decision.error.problems,
    decided_at: at,
  };
}
