import { DomainError, describeProblems, type Problem } from '../core/errors';
import type { PaymentState, Stage } from '../core/model';
import { roleGaps } from '../core/opportunity';
import { lockKeys, type Store, type Tx, writeAudit } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import { adopt, waitingEvents } from './payments/rematch-events';
import { failed, type Result } from './result';

export interface MatchOrder extends OpportunityAction {
  /** The provider's payment that waits: a Stripe payment intent such as `pi_…`. */
  readonly intent_id: string;
  /** Why it belongs there; goes into the audit trail. */
  readonly reason: string;
}

export interface MatchedPayment {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly payment_id: string;
  readonly intent_id: string;
  /** How many events waited for it. */
  readonly events: number;
  readonly payment_state: PaymentState;
  readonly stage: Stage;
}

/**
 * P10.5: a manager gives money that found no opportunity to the one it belongs to. The provider's verified word stays the
 * proof: an amount or currency other than the offer's is an exception there, too, and a test payment is never among what waits.
 */
export async function matchPayments(store: Store, accountId: string, input: ActionBatch<MatchOrder>): Promise<Result<MatchedPayment>[]> {
  return actOnOpportunities<MatchOrder, MatchedPayment>(store, accountId, input, async (tx, _pipeline, acting) => {
    const results: Result<MatchedPayment>[] = [];
    for (const each of acting) results.push(await matchOne(tx, each, input.at));
    return results;
  });
}

async function matchOne(tx: Tx, each: Acting<MatchOrder>, at: Date): Promise<Result<MatchedPayment>> {
  const { item, party, record } = each;
  await lockKeys(tx, [`payment-intent:${item.intent_id}`]);
  const waiting = await waitingEvents(tx, item.intent_id);
  const payment = await newestPayment(tx, item.opportunity_id);
  const problems = [...permissionGaps(each), ...orderGaps(item, waiting.length, payment !== null)];
  if (problems.length > 0 || payment === null) {
    return failed(new DomainError('PAYMENT_MATCH_REFUSED', `Payment '${item.intent_id}' is not given to opportunity ${item.opportunity_id}: ${describeProblems(problems)}`, problems));
  }
  await adopt(tx, waiting.map(({ id }) => ({ id, payment_id: payment })), [item.opportunity_id], at);
  await writeAudit(tx, [{ at, actor: actorOf(party), action: 'payment_matched', subject_kind: 'payment', subject_id: payment, after: { intent_id: item.intent_id, opportunity_id: item.opportunity_id, events: waiting.length }, reason: item.reason.trim() }]);
  const now = await tx.db.selectFrom('opportunities').select(['payment_state', 'stage']).where('account_id', '=', tx.accountId).where('id', '=', item.opportunity_id).executeTakeFirstOrThrow();
  return { ok: true, opportunity_id: item.opportunity_id, prospect_id: record.prospect_id, lead_id: record.lead_id, payment_id: payment, intent_id: item.intent_id, events: waiting.length, ...now };
}

function permissionGaps({ party }: Acting<MatchOrder>): Problem[] {
  if (party.kind !== 'user') return [{ field: 'acting_user_id', message: 'missing: only a manager may match a payment by hand' }];
  return roleGaps(party, ['manager'], 'match a payment by hand');
}

function orderGaps({ intent_id, reason }: MatchOrder, waiting: number, hasPayment: boolean): Problem[] {
  return [
    ...(waiting > 0 ? [] : [{ field: 'intent_id', message: `no unmatched event of '${intent_id}' is stored; the daily reconciliation fetches what never arrived` }]),
    ...(hasPayment ? [] : [{ field: 'opportunity_id', message: 'it has no payment link that this money could have been paid by; make the offer and its link first, then expire the link' }]),
    ...(reason.trim() ? [] : [{ field: 'reason', message: 'missing; the audit trail must say why' }]),
  ];
}

async function newestPayment(tx: Tx, opportunityId: string): Promise<string | null> {
  const found = await tx.db.selectFrom('payments').select('id').where('account_id', '=', tx.accountId).where('opportunity_id', '=', opportunityId).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return found?.id ?? null;
}
