import type { PaymentState } from '../model';

export interface PaymentSummary {
  readonly status: PaymentState;
  readonly link_active: boolean;
  readonly holds_money: boolean;
}

/**
 * The payment state of an opportunity from all its payments, oldest first (P10.3). Money held twice is an exception
 * even when each payment alone is right; a link that ended unused counts for nothing.
 */
export function opportunityPaymentState(payments: readonly PaymentSummary[]): PaymentState {
  const holding = payments.filter(({ holds_money }) => holds_money);
  if (payments.some(({ status }) => status === 'EXCEPTION') || holding.length > 1) return 'EXCEPTION';
  if (holding[0]) return holding[0].status;
  const relevant = payments.filter(({ status, link_active }) => link_active || (status !== 'NONE' && status !== 'PAYMENT_LINK_SENT'));
  return relevant.at(-1)?.status ?? 'NONE';
}
