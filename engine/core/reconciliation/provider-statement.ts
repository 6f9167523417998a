/** What moved the firm's balance at the provider. */
export const SETTLEMENT_KINDS = ['payment', 'refund', 'dispute', 'fee', 'other'] as const;
export type SettlementKind = (typeof SETTLEMENT_KINDS)[number];

export interface ProviderDispute {
  readonly dispute_id: string;
  readonly status: 'open' | 'won' | 'lost';
}

/** One try to pay that the provider took money for, or began to, as its API shows it now. Amounts in ISO minor units. */
export interface ProviderPayment {
  readonly intent_id: string;
  readonly status: 'succeeded' | 'processing' | 'failed' | 'canceled';
  readonly created_at: Date;
  readonly paid_at: Date | null;
  readonly amount_minor: number;
  readonly currency: string;
  /** All that was refunded so far. */
  readonly refunded_minor: number;
  readonly disputes: readonly ProviderDispute[];
  readonly live_mode: boolean;
  /** Our metadata; null where it carries none. */
  readonly account_id: string | null;
  readonly opportunity_id: string | null;
  readonly offer_id: string | null;
  readonly payment_id: string | null;
}

/** One line of the provider's books. What leaves the firm is negative. */
export interface Settlement {
  readonly transaction_id: string;
  readonly kind: SettlementKind;
  readonly intent_id: string | null;
  readonly amount_minor: number;
  readonly fee_minor: number;
  readonly net_minor: number;
  readonly currency: string;
  readonly charged_minor: number | null;
  readonly charged_currency: string | null;
  readonly exchange_rate: number | null;
  readonly occurred_at: Date;
  readonly available_at: Date | null;
}

/** What the provider knows of a period. */
export interface ProviderStatement {
  readonly payments: readonly ProviderPayment[];
  readonly settlements: readonly Settlement[];
}

/** What the applied events say of one payment intent. */
export interface BookedAttempt {
  readonly intent_id: string;
  readonly paid: boolean;
  readonly refunded_minor: number;
  readonly disputes: readonly ProviderDispute[];
}

/** A payment as the store knows it, with what became of its opportunity. */
export interface BookedPayment {
  readonly payment_id: string;
  readonly opportunity_id: string;
  readonly offer_id: string;
  readonly status: 'NONE' | 'PAYMENT_LINK_SENT' | 'PAYMENT_PENDING' | 'PAID' | 'FAILED' | 'REFUNDED' | 'EXCEPTION';
  readonly amount_minor: number;
  readonly currency: string;
  readonly refunded_minor: number;
  /** What is known of each payment intent whose events were applied to it. */
  readonly attempts: readonly BookedAttempt[];
  readonly provider_payment_id: string | null;
  readonly paid_at: Date | null;
  readonly verified_by: 'webhook' | 'api' | null;
  readonly live_mode: boolean | null;
  readonly stage: string;
  readonly closer_id: string | null;
}

/** The disputes whose word at the provider is not the word here. One that was opened and won unheard changed nothing. */
export function disputeGaps(theirs: readonly ProviderDispute[], ours: readonly ProviderDispute[]): ProviderDispute[] {
  return theirs.filter(({ dispute_id, status }) => (ours.find((known) => known.dispute_id === dispute_id)?.status ?? 'won') !== status);
}
