/** PY-08: what finance books. The pack only signals; which account a firm uses is its own policy. */
export type RevenueSignal =
  /** Money is here, the service is not begun: a liability (deferred revenue, or trust). */
  | 'received'
  /** The case is open: the firm may begin to earn it. */
  | 'recognisable'
  /** Money went back: the entry is reversed by this amount. */
  | 'refund_reversal'
  /** A dispute took the money. */
  | 'dispute_reversal'
  /** The provider's fee. */
  | 'fee';

export interface RevenueLine {
  /** Stable: an export may be repeated, and a line imported twice is recognised. */
  readonly line_id: string;
  readonly signal: RevenueSignal;
  readonly at: Date;
  readonly opportunity_id: string;
  readonly payment_id: string;
  readonly offer_id: string;
  readonly package_code: string;
  readonly closer_id: string | null;
  /** Minor units; reversals and fees are negative. */
  readonly amount_minor: number;
  readonly currency: string;
  readonly provider_ref: string | null;
  readonly verified_by: 'webhook' | 'api' | null;
}

export interface RevenueFacts {
  readonly opportunity_id: string;
  readonly payment_id: string;
  readonly offer_id: string;
  readonly package_code: string;
  readonly closer_id: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly provider_payment_id: string | null;
  readonly verified_by: 'webhook' | 'api' | null;
  readonly paid_at: Date;
  readonly opened_at: Date | null;
  /** Totals refunded so far, in the order they became known; each is the whole, not the step. */
  readonly refunds: readonly { readonly total_minor: number; readonly at: Date }[];
  readonly settlements: readonly { readonly transaction_id: string; readonly kind: 'payment' | 'refund' | 'dispute' | 'fee' | 'other'; readonly amount_minor: number; readonly fee_minor: number; readonly currency: string; readonly at: Date }[];
}

/** The signals of a payment. A refund total becomes the step from the total before it, so that the lines add up. */
export function revenueLines(facts: RevenueFacts): RevenueLine[] {
  const { refunds, settlements, provider_payment_id, paid_at, opened_at, ...common } = facts;
  const line = (signal: RevenueSignal, key: string, at: Date, amount_minor: number, currency = facts.currency, provider_ref = provider_payment_id): RevenueLine => ({
    line_id: `${facts.payment_id}:${key}`,
    signal,
    at,
    opportunity_id: common.opportunity_id,
    payment_id: common.payment_id,
    offer_id: common.offer_id,
    package_code: common.package_code,
    closer_id: common.closer_id,
    amount_minor,
    currency,
    provider_ref,
    verified_by: common.verified_by,
  });
  const before = (at: Date) => refunds.filter((refund) => refund.at < at).at(-1)?.total_minor ?? 0;
  const opened = opened_at === null ? [] : [line('recognisable', 'recognisable', opened_at, facts.amount_minor - before(opened_at))];
  const reversals = refunds.map(({ total_minor, at }, index) => line('refund_reversal', `refund:${total_minor}`, at, -(total_minor - (refunds[index - 1]?.total_minor ?? 0))));
  const disputes = settlements.filter(({ kind }) => kind === 'dispute').map((each) => line('dispute_reversal', each.transaction_id, each.at, each.amount_minor, each.currency, each.transaction_id));
  const fees = settlements.filter(({ fee_minor }) => fee_minor !== 0).map((each) => line('fee', `fee:${each.transaction_id}`, each.at, -each.fee_minor, each.currency, each.transaction_id));
  return [line('received', 'received', paid_at, facts.amount_minor), ...opened, ...reversals, ...disputes, ...fees].sort((a, b) => a.at.getTime() - b.at.getTime());
}
