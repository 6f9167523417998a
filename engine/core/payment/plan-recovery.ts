import type { PaymentSettings } from './settings';

const HOUR_MS = 3_600_000;

/** A failed payment whose link can still be paid. */
export interface FailedPayment {
  readonly last_failed_at: Date;
  readonly last_resent_at: Date | null;
  /** Re-sends so far, of all links of the opportunity. */
  readonly resend_count: number;
}

export type RecoveryPlan =
  /** Send the link again now; `attempt` counts from 1. */
  | { readonly kind: 'resend'; readonly attempt: number }
  /** Nothing to do before `due_at`; null = the client has not tried since the last re-send. */
  | { readonly kind: 'wait'; readonly due_at: Date | null }
  /** It failed again after the last re-send: only the closer can help now. */
  | { readonly kind: 'exhausted' };

/** P10.6: at most three automatic re-sends, each after a cool-off since the failure it answers. */
export function planRecovery(payment: FailedPayment, { max_resends, cool_off_hours }: PaymentSettings['recovery'], at: Date): RecoveryPlan {
  const answered = payment.last_resent_at !== null && payment.last_resent_at >= payment.last_failed_at;
  if (answered) return { kind: 'wait', due_at: null };
  if (payment.resend_count >= max_resends) return { kind: 'exhausted' };
  const due_at = new Date(payment.last_failed_at.getTime() + cool_off_hours * HOUR_MS);
  return at >= due_at ? { kind: 'resend', attempt: payment.resend_count + 1 } : { kind: 'wait', due_at };
}
