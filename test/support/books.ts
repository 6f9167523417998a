import type { BookedPayment, Mismatch, MismatchType, ProviderPayment, Settlement } from '../../engine/core/reconciliation';

export const BOOKS_AT = new Date('2026-03-20T12:00:00.000Z');
const FIRST = new Date('2026-03-15T12:00:00.000Z');

/** One payment of both books, in step. */
export interface Pair {
  readonly theirs: ProviderPayment;
  readonly mine: BookedPayment;
  readonly lines: readonly Settlement[];
}

export function pairOf(index: number, amount_minor = 350_000 + index): Pair {
  const [intent_id, payment_id, opportunity_id] = [`pi_${index}`, `pay_${index}`, `opp_${index}`];
  const paid_at = new Date(FIRST.getTime() + index * 1_000);
  const ids = { opportunity_id, offer_id: `off_${index}`, payment_id };
  const fee_minor = Math.round(amount_minor * 0.029) + 30;
  return {
    theirs: { intent_id, status: 'succeeded', created_at: paid_at, paid_at, amount_minor, currency: 'CAD', refunded_minor: 0, disputes: [], live_mode: true, account_id: 'acme', ...ids },
    mine: {
      ...{ ...ids, status: 'PAID', amount_minor, currency: 'CAD', refunded_minor: 0, provider_payment_id: intent_id, paid_at, verified_by: 'webhook', live_mode: true, stage: 'PAID', closer_id: 'noor' },
      attempts: [{ intent_id, paid: true, refunded_minor: 0, disputes: [] }],
    },
    lines: [{ transaction_id: `txn_${index}`, kind: 'payment', intent_id, amount_minor, fee_minor, net_minor: amount_minor - fee_minor, currency: 'CAD', charged_minor: amount_minor, charged_currency: 'CAD', exchange_rate: null, occurred_at: paid_at, available_at: null }],
  };
}

/** An error put into a pair on purpose, with what reconciliation must say of it. */
export interface SeededError {
  readonly type: MismatchType;
  readonly difference_minor: number;
  seed(pair: Pair): { theirs: readonly ProviderPayment[]; mine: readonly BookedPayment[]; lines: readonly Settlement[] };
}

const both = ({ theirs, mine, lines }: Pair, changes: { theirs?: Partial<ProviderPayment>; mine?: Partial<BookedPayment> } = {}) => ({ theirs: [{ ...theirs, ...changes.theirs }], mine: [{ ...mine, ...changes.mine }], lines });

/** `amount` is the amount of the pair they are put into. */
export function seededErrors(amount: number): SeededError[] {
  return [
    { type: 'not_booked', difference_minor: amount, seed: (pair) => both(pair, { mine: { status: 'PAYMENT_LINK_SENT', provider_payment_id: null, paid_at: null, attempts: [] } }) },
    { type: 'not_at_provider', difference_minor: -amount, seed: ({ mine }) => ({ theirs: [], mine: [mine], lines: [] }) },
    { type: 'not_succeeded', difference_minor: -amount, seed: (pair) => ({ ...both(pair, { theirs: { status: 'canceled' } }), lines: [] }) },
    { type: 'amount_differs', difference_minor: -1, seed: (pair) => ({ ...both(pair, { theirs: { amount_minor: amount - 1 }, mine: { status: 'EXCEPTION' } }), lines: [] }) },
    { type: 'currency_differs', difference_minor: 0, seed: (pair) => ({ ...both(pair, { theirs: { currency: 'USD' }, mine: { status: 'EXCEPTION' } }), lines: [] }) },
    { type: 'refund_differs', difference_minor: 1, seed: (pair) => ({ ...both(pair, { theirs: { refunded_minor: 1 } }), lines: [] }) },
    { type: 'dispute_differs', difference_minor: 0, seed: (pair) => both(pair, { theirs: { disputes: [{ dispute_id: 'dp_1', status: 'open' }] } }) },
    { type: 'unknown_payment', difference_minor: amount, seed: ({ theirs }) => ({ theirs: [theirs], mine: [], lines: [] }) },
    { type: 'mode_differs', difference_minor: 0, seed: (pair) => both(pair, { theirs: { live_mode: false } }) },
    { type: 'stage_behind', difference_minor: 0, seed: (pair) => both(pair, { mine: { stage: 'CLOSED_LOST' } }) },
    { type: 'settlement_differs', difference_minor: -1, seed: (pair) => ({ ...both(pair), lines: pair.lines.map((line) => ({ ...line, charged_minor: amount - 1 })) }) },
    {
      type: 'paid_twice',
      difference_minor: amount,
      seed: (pair) => {
        const intent_id = `${pair.theirs.intent_id}_again`;
        const again = { ...pair.theirs, intent_id, paid_at: new Date(pair.theirs.created_at.getTime() + 500) };
        const attempts = [...pair.mine.attempts, { intent_id, paid: true, refunded_minor: 0, disputes: [] }];
        return { theirs: [pair.theirs, again], mine: [{ ...pair.mine, status: 'EXCEPTION', attempts }], lines: pair.lines };
      },
    },
  ];
}

/** What tells one finding from another, however the lines are sorted. */
export function toldOf(mismatches: readonly Mismatch[]): string[] {
  return mismatches.map(({ type, opportunity_id, difference_minor }) => `${opportunity_id} ${type} ${difference_minor}`).sort();
}
