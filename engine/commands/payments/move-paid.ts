import type { EventDraft } from '../../core/events';
import type { Actor, Stage } from '../../core/model';
import { appendEvents, type Tx } from '../../store';
import { loadPipeline, type Pipeline, recordIn } from '../load-pipeline';
import { moveAll } from '../move-stages';
import type { LoadedPayment } from './load-payments';
import { exceptionDraft } from './payment-drafts';

/** Steps to PAID from where a link can be paid. A payment may outrun our own commit of the link: then PAYMENT_PENDING is made up for. */
const STEPS: Partial<Record<Stage, readonly Stage[]>> = {
  PROPOSAL_SENT: ['PAYMENT_PENDING', 'PAID'],
  NEGOTIATION: ['PAYMENT_PENDING', 'PAID'],
  PAYMENT_PENDING: ['PAID'],
};

interface PaidPayment {
  readonly row: LoadedPayment['row'];
  readonly verified_by: 'webhook' | 'api';
}

/**
 * Moves paid opportunities to PAID (P2.3.2). Having been paid decides, not the present state: a refund that was heard
 * before its payment leaves the stage where the right order would have left it. Money for an opportunity that is
 * closed moves nothing and is told as an exception: a payment event is never refused for the state of our own records.
 * @returns the opportunities as they are afterwards
 */
export async function movePaid(tx: Tx, opportunityIds: readonly string[], loaded: readonly LoadedPayment[], actor: Actor, at: Date): Promise<Pipeline> {
  const pipeline = await loadPipeline(tx, opportunityIds, at);
  const stageOf = (id: string) => recordIn(pipeline, id).facts.stage;
  const paid = onePerOpportunity(loaded);
  for (const { row, verified_by } of paid) {
    const record = recordIn(pipeline, row.opportunity_id);
    record.facts = { ...record.facts, verified_payment: { payment_id: row.id, verified_by } };
  }
  const party = { kind: 'system' as const, id: 'payment' };
  const orders = paid.flatMap(({ row: { opportunity_id } }) => (STEPS[stageOf(opportunity_id)] ?? []).map((to) => ({ opportunity_id, to, party, actor })));
  await moveAll(tx, pipeline, orders, at);
  const stuck = paid.filter(({ row }) => !['PAID', 'CASE_OPENED'].includes(stageOf(row.opportunity_id)));
  await appendEvents(tx, stuck.map(({ row }) => stuckDraft(row, stageOf(row.opportunity_id), actor, at)), at);
  return pipeline;
}

function onePerOpportunity(loaded: readonly LoadedPayment[]): PaidPayment[] {
  const paid = loaded.flatMap(({ row, outcome, verified_by }) => (outcome.was_paid && verified_by ? [{ row, verified_by }] : []));
  return [...new Map(paid.map((payment) => [payment.row.opportunity_id, payment])).values()];
}

function stuckDraft({ id, opportunity_id }: LoadedPayment['row'], stage: Stage, actor: Actor, at: Date): EventDraft {
  const reason = `it was paid while its stage is ${stage}; a manager decides whether to refund it or to take it up again`;
  return exceptionDraft({ opportunity_id, payment_id: id, reason, subject: { kind: 'opportunity', id: opportunity_id }, actor, at });
}
