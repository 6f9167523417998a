import { z } from 'zod';

import { DomainError } from '../errors';
import { instant, userId } from '../model/fields';

/** P10.1: what a manager said to the exceptions of a payment, word for word as they stood. */
export const exceptionDecision = z.object({
  decision: z.enum(['accepted', 'refused']),
  exceptions: z.array(z.string()).min(1),
  by: userId,
  at: instant,
  reason: z.string().min(1),
});
export type ExceptionDecision = z.infer<typeof exceptionDecision>;

/** The exceptions that count as settled: those a manager accepted, under a policy that lets them. A new exception is open again. */
export function acceptedExceptions(stored: unknown, policy: 'never' | 'manager_accepted'): readonly string[] {
  if (policy === 'never' || stored === null) return [];
  const { decision, exceptions } = exceptionDecision.parse(stored);
  return decision === 'accepted' ? exceptions : [];
}

const LONGEST_REASON = 2_000;

/** @throws DomainError `EXCEPTION_DECISION_REFUSED` with every gap */
export function decideException(
  payment: { readonly id: string; readonly exceptions: readonly string[] },
  order: { readonly decision: ExceptionDecision['decision']; readonly reason: string; readonly by: string; readonly at: Date },
): ExceptionDecision {
  const reason = order.reason.trim();
  const problems = [
    ...(payment.exceptions.length > 0 ? [] : [{ field: 'payment_id', message: 'it has no open exception' }]),
    ...(reason === '' ? [{ field: 'reason', message: 'missing; the audit trail must say why' }] : []),
    ...(reason.length > LONGEST_REASON ? [{ field: 'reason', message: `too long; at most ${LONGEST_REASON} characters` }] : []),
  ];
  if (problems.length > 0) {
    const told = problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
    throw new DomainError('EXCEPTION_DECISION_REFUSED', `Nothing is decided on payment ${payment.id}: ${told}`, problems);
  }
  return { decision: order.decision, exceptions: [...payment.exceptions], by: order.by, at: order.at, reason };
}
