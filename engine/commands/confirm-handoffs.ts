import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import { appendEvents, type Store, type Tx, writeAudit } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import { type CaseView, type KnownCase, loadCases, viewOf } from './handoffs/case-opens';
import { answerable } from './handoffs/answerable';
import type { Pipeline } from './load-pipeline';
import { moveAll } from './move-stages';
import { tellClocks } from './payments/event-clocks';
import { accepted, failed, inPlace, type Result } from './result';

export interface ConfirmItem extends OpportunityAction {
  /** The version that ops looked at; null = the newest. */
  readonly payload_version: number | null;
  /** The case's number in the ops system; null = it has none. */
  readonly ops_reference: string | null;
}

export interface ConfirmedCase extends CaseView {
  readonly stage: string;
  /** false = it was confirmed before. */
  readonly changed: boolean;
}

interface Confirmable {
  readonly each: Acting<ConfirmItem>;
  readonly known: KnownCase;
}

/**
 * P11.5: case ops confirm that the case is open in their system: CASE_OPENED and CaseOpenedConfirmed, once. By a person of
 * case ops, or by the workflow that receives the ops system's confirmation. One result an item, in order.
 */
export async function confirmHandoffs(store: Store, accountId: string, input: ActionBatch<ConfirmItem>): Promise<Result<ConfirmedCase>[]> {
  return actOnOpportunities<ConfirmItem, ConfirmedCase>(store, accountId, input, async (tx, pipeline, acting) => {
    const cases = await loadCases(tx, acting.map(({ item }) => item.opportunity_id));
    const checked = acting.map((each) => confirmable(each, cases.get(each.item.opportunity_id) ?? null));
    const moved = await openCases(tx, pipeline, accepted(checked), input.at);
    const now = await loadCases(tx, acting.map(({ item }) => item.opportunity_id));
    return inPlace(checked, accepted(checked).map((confirmed, index) => resultOf(confirmed, moved[index], now)));
  });
}

function confirmable(each: Acting<ConfirmItem>, known: KnownCase | null): Result<{ value: Confirmable }> {
  const answer = answerable({ known, item: each.item, party: each.party, verb: 'confirm', settled: 'confirmed' });
  return answer.ok ? { ok: true, value: { each, known: answer.known } } : answer;
}

/** The stage decides: a payment that was refunded meanwhile opens no case. @returns one result each, in order */
async function openCases(tx: Tx, pipeline: Pipeline, confirmed: readonly Confirmable[], at: Date): Promise<Result<{ changed: boolean }>[]> {
  const waiting = confirmed.filter(({ known }) => known.row.status === 'triggered');
  for (const { each } of waiting) each.record.facts = { ...each.record.facts, case_open_status: 'confirmed' };
  const moves = await moveAll(tx, pipeline, waiting.map(({ each }) => ({ opportunity_id: each.item.opportunity_id, to: 'CASE_OPENED' as const, party: each.party })), at);
  const opened = waiting.filter((_, index) => moves[index]?.ok);
  await writeConfirmed(tx, [...new Map(opened.map((one) => [one.known.row.id, one])).values()], at);
  return confirmed.map((one) => {
    const move = moves[waiting.indexOf(one)];
    return move === undefined ? { ok: true, changed: false } : move.ok ? { ok: true, changed: move.changed } : move;
  });
}

async function writeConfirmed(tx: Tx, opened: readonly Confirmable[], at: Date): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ each, known }) => ({ id: known.row.id, ops_reference: each.item.ops_reference }));
  await sql`
    update salesos.case_opens c set status = 'confirmed', opened_at = ${at}, ops_reference = n.ops_reference, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, ops_reference text)
    where c.account_id = ${tx.accountId} and c.id = n.id`.execute(tx.db);
  await writeAudit(tx, opened.map(({ each, known }) => ({ at, actor: actorOf(each.party), action: 'case_confirmed', subject_kind: 'case_open', subject_id: known.row.id, before: { status: known.row.status }, after: { status: 'confirmed', ops_reference: each.item.ops_reference } })));
  const drafts = opened.map(({ each, known: { row } }) => ({
    type: 'CaseOpenedConfirmed' as const,
    subject: { kind: 'case_open' as const, id: row.id },
    occurred_at: at,
    actor: actorOf(each.party),
    key: `case-opened-confirmed:${row.opportunity_id}`,
    correlation_id: row.opportunity_id,
    data: { opportunity_id: row.opportunity_id, case_open_id: row.id, payload_version: row.payload_version, opened_at: at, ops_reference: each.item.ops_reference },
  }));
  await tellClocks(tx, await appendEvents(tx, drafts, at), at);
}

function resultOf({ each }: Confirmable, moved: Result<{ changed: boolean }> | undefined, now: ReadonlyMap<string, KnownCase>): Result<ConfirmedCase> {
  const known = now.get(each.item.opportunity_id);
  if (!moved || !known) return failed(new DomainError('HANDOFF_UNKNOWN', `The handoff of opportunity ${each.item.opportunity_id} is gone.`));
  if (!moved.ok) return moved;
  return { ok: true, ...viewOf(known.row, each.record), stage: each.record.facts.stage, changed: moved.changed };
}
