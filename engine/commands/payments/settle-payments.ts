import { sql } from 'kysely';

import type { EventDraft } from '../../core/events';
import type { Actor, PaymentState, Stage } from '../../core/model';
import { opportunityPaymentState } from '../../core/payment';
import { appendEvents, type AuditDraft, type Tx, writeAudit } from '../../store';
import { requestStops } from '../handoffs/request-stops';
import { recordIn } from '../load-pipeline';
import { tellClocks } from './event-clocks';
import { loadPayments, type LoadedPayment } from './load-payments';
import { movePaid } from './move-paid';
import { exceptionDraft, paymentDrafts } from './payment-drafts';

export interface SettledOpportunity {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly payment_state: PaymentState;
  readonly stage: Stage;
}

/**
 * Brings rows, opportunity, stage and events in line with what the applied payment events say (P10.3, P10.5 steps 3 and 4).
 * Running it again changes nothing. The caller holds the opportunities' locks.
 */
export async function settlePayments(tx: Tx, opportunityIds: readonly string[], actor: Actor, at: Date): Promise<Map<string, SettledOpportunity>> {
  const loaded = await loadPayments(tx, opportunityIds, at);
  const changed = loaded.filter(isChanged);
  await updatePayments(tx, changed, at);
  const states = await updateStates(tx, opportunityIds, loaded);
  await writeAudit(tx, changed.map((payment) => auditOf(payment, actor, at)));
  const events = await appendEvents(tx, [...loaded.flatMap((payment) => paymentDrafts(payment, actor, at)), ...heldTwice(loaded, actor, at)], at);
  await tellClocks(tx, events, at);
  const pipeline = await movePaid(tx, opportunityIds, loaded, actor, at);
  await requestStops(tx, loaded, pipeline.settings, actor, at);
  return new Map(
    opportunityIds.map((opportunity_id) => {
      const { prospect_id, lead_id, facts } = recordIn(pipeline, opportunity_id);
      return [opportunity_id, { opportunity_id, prospect_id, lead_id, payment_state: states.get(opportunity_id) ?? facts.payment_state, stage: facts.stage }];
    }),
  );
}

/** What the row should hold. A spent link is not active any more. */
function rowOf({ row, outcome, verified_by }: LoadedPayment) {
  return {
    id: row.id,
    status: outcome.status,
    provider_payment_id: outcome.provider_payment_id,
    paid_at: outcome.paid_at,
    verified_by: outcome.was_paid ? verified_by : null,
    refunded_minor: outcome.refunded_minor,
    link_active: row.link_active && !outcome.link_used,
    failure_count: outcome.failure_count,
    last_failed_at: outcome.last_failure?.at ?? null,
    reason: outcome.exceptions.join('; ') || (outcome.status === 'FAILED' ? (outcome.last_failure?.reason ?? null) : null),
  };
}

function isChanged(payment: LoadedPayment): boolean {
  const { row } = payment;
  const next = rowOf(payment);
  return (
    row.status !== next.status ||
    row.provider_payment_id !== next.provider_payment_id ||
    row.paid_at?.getTime() !== next.paid_at?.getTime() ||
    row.verified_by !== next.verified_by ||
    row.refunded_minor !== next.refunded_minor ||
    row.link_active !== next.link_active ||
    row.failure_count !== next.failure_count ||
    row.last_failed_at?.getTime() !== next.last_failed_at?.getTime() ||
    row.reason !== next.reason
  );
}

async function updatePayments(tx: Tx, changed: readonly LoadedPayment[], at: Date): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    update salesos.payments p set status = n.status, provider_payment_id = n.provider_payment_id, paid_at = n.paid_at,
      verified_by = n.verified_by, refunded_minor = n.refunded_minor, link_active = n.link_active, reason = n.reason,
      failure_count = n.failure_count, last_failed_at = n.last_failed_at, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(changed.map(rowOf))}::jsonb) as n(id uuid, status text, provider_payment_id text,
      paid_at timestamptz, verified_by text, refunded_minor bigint, link_active boolean, reason text, failure_count integer, last_failed_at timestamptz)
    where p.account_id = ${tx.accountId} and p.id = n.id`.execute(tx.db);
}

async function updateStates(tx: Tx, opportunityIds: readonly string[], loaded: readonly LoadedPayment[]): Promise<Map<string, PaymentState>> {
  const states = new Map(opportunityIds.map((id) => [id, stateOf(loaded.filter(({ row }) => row.opportunity_id === id))]));
  const rows = [...states].map(([id, payment_state]) => ({ id, payment_state }));
  await sql`
    update salesos.opportunities o set payment_state = n.payment_state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, payment_state text)
    where o.account_id = ${tx.accountId} and o.id = n.id and o.payment_state <> n.payment_state`.execute(tx.db);
  return states;
}

function stateOf(payments: readonly LoadedPayment[]): PaymentState {
  return opportunityPaymentState(payments.map((payment) => ({ status: payment.outcome.status, link_active: rowOf(payment).link_active, holds_money: payment.outcome.holds_money })));
}

/** P14.6: every change of payment status is logged. */
function auditOf(payment: LoadedPayment, actor: Actor, at: Date): AuditDraft {
  const { row } = payment;
  const { id, ...after } = rowOf(payment);
  const before = { status: row.status, refunded_minor: row.refunded_minor, link_active: row.link_active };
  return { at, actor, action: 'payment_settled', subject_kind: 'payment', subject_id: id, before, after, reason: after.reason };
}

/** Two links of one opportunity that were both paid: each payment alone is right, together they are an exception. */
function heldTwice(loaded: readonly LoadedPayment[], actor: Actor, at: Date): EventDraft[] {
  const holding = loaded.filter(({ outcome }) => outcome.holds_money);
  const ids = [...new Set(holding.map(({ row }) => row.opportunity_id))];
  return ids.flatMap((opportunity_id) => {
    const payments = holding.filter(({ row }) => row.opportunity_id === opportunity_id).map(({ row }) => row.id);
    if (payments.length < 2) return [];
    const reason = `the opportunity is paid ${payments.length} times: payments ${payments.join(', ')}`;
    return [exceptionDraft({ opportunity_id, payment_id: null, reason, subject: { kind: 'opportunity', id: opportunity_id }, actor, at })];
  });
}
