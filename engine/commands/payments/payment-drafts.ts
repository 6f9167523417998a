import { createHash } from 'node:crypto';

import type { EventDraft } from '../../core/events';
import type { Actor } from '../../core/model';
import type { LoadedPayment } from './load-payments';

/**
 * The canonical events that a payment's present state calls for. Their keys carry the fact itself, so that the same
 * state asked for again emits nothing new (EV-01).
 */
export function paymentDrafts({ row, outcome, verified_by }: LoadedPayment, actor: Actor, at: Date): EventDraft[] {
  const { id: payment_id, opportunity_id, offer_id, amount_minor, currency } = row;
  const common = { subject: { kind: 'opportunity' as const, id: opportunity_id }, actor, correlation_id: opportunity_id };
  const data = { opportunity_id, offer_id, payment_id, amount_minor, currency };
  const drafts: EventDraft[] = [];
  if (outcome.was_paid && outcome.paid_at && verified_by) {
    drafts.push({ ...common, type: 'PaymentSucceeded', occurred_at: outcome.paid_at, key: `payment-succeeded:${payment_id}`, data: { ...data, paid_at: outcome.paid_at, verified_by } });
  }
  if (outcome.status === 'FAILED' && outcome.last_failure) {
    const { at: occurred_at, reason } = outcome.last_failure;
    drafts.push({ ...common, type: 'PaymentFailed', occurred_at, key: `payment-failed:${payment_id}:${outcome.failure_count}`, data: { ...data, reason, failure_count: outcome.failure_count } });
  }
  if (outcome.was_paid && outcome.refunded_minor > 0) {
    const key = `payment-refunded:${payment_id}:${outcome.refunded_minor}`;
    drafts.push({ ...common, type: 'PaymentRefunded', occurred_at: at, key, data: { ...data, refunded_minor: outcome.refunded_minor } });
  }
  if (outcome.status === 'EXCEPTION') drafts.push(exceptionDraft({ opportunity_id, payment_id, reason: outcome.exceptions.join('; '), subject: common.subject, actor, at }));
  return drafts;
}

/** P10.4: the link takes no payment any more. */
export function expiredDraft(row: Pick<LoadedPayment['row'], 'id' | 'opportunity_id' | 'offer_id' | 'amount_minor' | 'currency'>, actor: Actor, at: Date): EventDraft {
  const { id: payment_id, opportunity_id, offer_id, amount_minor, currency } = row;
  const data = { opportunity_id, offer_id, payment_id, amount_minor, currency };
  return { type: 'PaymentLinkExpired', subject: { kind: 'opportunity', id: opportunity_id }, occurred_at: at, actor, key: `payment-link-expired:${payment_id}`, correlation_id: opportunity_id, data };
}

interface ExceptionInput {
  readonly opportunity_id: string | null;
  readonly payment_id: string | null;
  readonly reason: string;
  readonly subject: EventDraft['subject'];
  readonly actor: Actor;
  readonly at: Date;
}

/** P10.3: something that a manager must look at; told once for each reason. */
export function exceptionDraft({ opportunity_id, payment_id, reason, subject, actor, at }: ExceptionInput): EventDraft {
  const digest = createHash('sha256').update(reason).digest('hex').slice(0, 16);
  return {
    type: 'PaymentException',
    subject,
    occurred_at: at,
    actor,
    key: `payment-exception:${payment_id ?? subject.id}:${digest}`,
    data: { opportunity_id, payment_id, state: 'EXCEPTION', reason },
  };
}
