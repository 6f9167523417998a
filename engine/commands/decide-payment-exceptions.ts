import { DomainError, describeProblems, type Problem } from '../core/errors';
import type { PaymentState, Stage } from '../core/model';
import { roleGaps } from '../core/opportunity';
import { decideException, type ExceptionDecision } from '../core/payment';
import { appendEvents, json, type Store, type Tx, writeAudit } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import type { Pipeline } from './load-pipeline';
import { type LoadedPayment, loadPayments } from './payments/load-payments';
import { settlePayments } from './payments/settle-payments';
import { attempt, failed, type Result } from './result';

export interface ExceptionOrder extends OpportunityAction {
  /** null = the payment of the opportunity that has an exception. */
  readonly payment_id: string | null;
  readonly decision: ExceptionDecision['decision'];
  readonly reason: string;
}

export interface DecidedException {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly payment_id: string;
  readonly decision: ExceptionDecision['decision'];
  /** What was decided on, one sentence a reason. */
  readonly exceptions: readonly string[];
  readonly payment_state: PaymentState;
  readonly stage: Stage;
  /** Whether the decision lets the money count as the price (settings: payment.exception_policy). */
  readonly counts_as_paid: boolean;
}

/**
 * PY-06, P10.1: a manager's word on a payment exception, on record with name, reason and the exceptions as they stood. Whether
 * accepted money opens a case is the firm's policy, never the manager's alone: the default keeps the state EXCEPTION.
 */
export async function decidePaymentExceptions(store: Store, accountId: string, input: ActionBatch<ExceptionOrder>): Promise<Result<DecidedException>[]> {
  return actOnOpportunities<ExceptionOrder, DecidedException>(store, accountId, input, async (tx, pipeline, acting) => {
    const loaded = await loadPayments(tx, acting.map(({ item }) => item.opportunity_id), input.at);
    const results: Result<DecidedException>[] = [];
    for (const each of acting) results.push(await decideOne(tx, pipeline, each, loaded, input.at));
    return results;
  });
}

async function decideOne(tx: Tx, pipeline: Pipeline, each: Acting<ExceptionOrder>, loaded: readonly LoadedPayment[], at: Date): Promise<Result<DecidedException>> {
  const { item, party, record } = each;
  const payment = chosen(loaded, item);
  const gaps = permissionGaps(each);
  if (gaps.length > 0 || !payment) return failed(refused(item, [...gaps, ...(payment ? [] : [{ field: 'payment_id', message: 'the opportunity has no payment with an open exception' }])]));
  const decided = attempt(() => decideException({ id: payment.row.id, exceptions: payment.outcome.exceptions }, { decision: item.decision, reason: item.reason, by: party.id, at }));
  if (!decided.ok) return decided;
  await write(tx, each, payment, decided.value, at);
  const settled = (await settlePayments(tx, [item.opportunity_id], actorOf(party), at)).get(item.opportunity_id);
  const { prospect_id, lead_id, facts } = record;
  const payment_state = settled?.payment_state ?? facts.payment_state;
  const counts_as_paid = item.decision === 'accepted' && pipeline.settings.payment.exception_policy === 'manager_accepted' && payment_state === 'PAID';
  return { ok: true, opportunity_id: item.opportunity_id, prospect_id, lead_id, payment_id: payment.row.id, decision: item.decision, exceptions: decided.value.exceptions, payment_state, stage: settled?.stage ?? facts.stage, counts_as_paid };
}

function chosen(loaded: readonly LoadedPayment[], { opportunity_id, payment_id }: ExceptionOrder): LoadedPayment | undefined {
  const own = loaded.filter(({ row, outcome }) => row.opportunity_id === opportunity_id && outcome.exceptions.length > 0);
  return payment_id === null ? own[0] : own.find(({ row }) => row.id === payment_id);
}

function permissionGaps({ party }: Acting<ExceptionOrder>): Problem[] {
  if (party.kind !== 'user') return [{ field: 'acting_user_id', message: 'missing: only a manager may decide on a payment exception' }];
  return roleGaps(party, ['manager'], 'decide on a payment exception');
}

function refused({ opportunity_id }: ExceptionOrder, problems: readonly Problem[]): DomainError {
  return new DomainError('EXCEPTION_DECISION_REFUSED', `Nothing is decided on the payment of opportunity ${opportunity_id}: ${describeProblems(problems)}`, problems);
}

async function write(tx: Tx, { item, party }: Acting<ExceptionOrder>, { row }: LoadedPayment, decision: ExceptionDecision, at: Date): Promise<void> {
  await tx.db.updateTable('payments').set({ exception_decision: json<unknown>(decision), updated_at: at }).where('account_id', '=', tx.accountId).where('id', '=', row.id).execute();
  await writeAudit(tx, [{ at, actor: actorOf(party), action: 'payment_exception_decided', subject_kind: 'payment', subject_id: row.id, before: { exceptions: decision.exceptions }, after: { decision: decision.decision }, reason: decision.reason }]);
  const data = { opportunity_id: item.opportunity_id, payment_id: row.id, decision: decision.decision, decided_by: decision.by, reason: decision.reason };
  await appendEvents(tx, [{ type: 'PaymentExceptionDecided', subject: { kind: 'opportunity', id: item.opportunity_id }, occurred_at: at, actor: actorOf(party), key: `payment-exception-decided:${row.id}:${at.getTime()}`, correlation_id: item.opportunity_id, data }], at);
}
