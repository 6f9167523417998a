import type { Problem } from '../core/errors';
import type { ConsultationNotes } from '../core/model';
import { consultationStageGaps, hardStop, permissionGaps, refusal } from '../core/opportunity';
import type { Store, Tx } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import type { Pipeline } from './load-pipeline';
import { moveAll, type MovedStage, type MoveOrder } from './move-stages';
import { accepted, failed, inPlace, type Result } from './result';
import { writeConsultations } from './write-consultations';

export interface ConsultationItem extends OpportunityAction {
  readonly notes: ConsultationNotes;
  /** A code of `pipeline.loss_reasons`; needed when the decision is `lost`. */
  readonly loss_reason: string | null;
}

export interface RecordedConsultation extends Omit<MovedStage, 'overridden' | 'changed'> {
  readonly decision: ConsultationNotes['decision'];
  readonly next_step_at: Date | null;
  /** The appointment it completed; null when notes were corrected, or the booking was made by hand. */
  readonly appointment_id: string | null;
}

/**
 * CL-01…03, P9: stores the notes of the five-part agenda, completes the booked appointment, moves the opportunity to
 * APPOINTMENT_COMPLETED, and closes it when the decision is `lost`. Recording again corrects the notes until the money is in.
 */
export async function recordConsultations(store: Store, accountId: string, input: ActionBatch<ConsultationItem>): Promise<Result<RecordedConsultation>[]> {
  return actOnOpportunities(store, accountId, input, async (tx, pipeline, acting) => {
    const allowed = acting.map((each) => permitted(each, pipeline));
    const held = accepted(allowed);
    const from = held.map(({ record }) => record.facts.stage);
    const completed = await writeConsultations(tx, held, input.at);
    const moved = await moveHeld(tx, pipeline, held, input.at);
    const outcomes = held.map((each, index) => outcomeOf(each, from[index], completed, moved[index]));
    return inPlace(allowed, outcomes);
  });
}

function permitted(each: Acting<ConsultationItem>, { settings }: Pipeline): Result<{ value: Acting<ConsultationItem> }> {
  const { facts } = each.record;
  const gaps = [...permissionGaps('record_consultation', each.party, facts, settings.pipeline), ...consultationStageGaps(facts), ...lossGaps(each, settings.pipeline.loss_reasons)];
  const error = hardStop(facts, 'record a consultation') ?? refusal('ACTION_REFUSED', `The consultation of opportunity ${facts.opportunity_id} cannot be recorded`, gaps);
  return error ? failed(error) : { ok: true, value: each };
}

/** CL-02: a clean close-lost has its reason, and nothing that could still be paid. */
function lossGaps({ item, record }: Acting<ConsultationItem>, reasons: readonly string[]): Problem[] {
  if (item.notes.decision !== 'lost') return [];
  const known = item.loss_reason !== null && reasons.includes(item.loss_reason);
  const link = record.facts.active_link_payment_id;
  return [
    ...(known ? [] : [{ field: 'loss_reason', message: `${item.loss_reason === null ? 'missing' : `'${item.loss_reason}' is not in the list`}; allowed: ${reasons.join(', ')}` }]),
    ...(record.facts.stage === 'PAID' ? [{ field: 'decision', message: "cannot be 'lost' any more: the client has paid" }] : []),
    ...(link ? [{ field: 'payment_link', message: `the link of payment ${link} can still be paid; expire it first (Payment Link: Expire)` }] : []),
  ];
}

/** Moves each to APPOINTMENT_COMPLETED where it is not past it, and to CLOSED_LOST; gives the last move of each. */
async function moveHeld(tx: Tx, pipeline: Pipeline, held: readonly Acting<ConsultationItem>[], at: Date): Promise<Result<MovedStage>[]> {
  const orders = held.map(({ item, party, record }): MoveOrder[] => {
    const { opportunity_id } = item;
    const stay = { opportunity_id, to: record.facts.stage, party };
    const complete = record.facts.stage === 'APPOINTMENT_SET' ? { opportunity_id, to: 'APPOINTMENT_COMPLETED' as const, party } : stay;
    return item.notes.decision === 'lost' ? [complete, { opportunity_id, to: 'CLOSED_LOST', party, loss_reason: item.loss_reason }] : [complete];
  });
  const results = await moveAll(tx, pipeline, orders.flat(), at);
  let next = 0;
  return orders.map((own) => {
    next += own.length;
    const last = results[next - 1];
    if (!last) throw new Error('moveAll gives one result an order');
    return last;
  });
}

function outcomeOf(
  { item }: Acting<ConsultationItem>,
  from: MovedStage['from'] | undefined,
  completed: ReadonlyMap<string, string>,
  moved: Result<MovedStage> | undefined,
): Result<RecordedConsultation> {
  if (!moved || !from) throw new Error('every consultation has its move');
  if (!moved.ok) return moved;
  const { overridden: _, changed: __, ...stage } = moved;
  const { decision, next_step_at } = item.notes;
  return { ...stage, from, decision, next_step_at, appointment_id: completed.get(item.opportunity_id) ?? null };
}
