import type { PaymentEvent } from './payment-event';
import type { PaymentSettings } from './settings';

/** What we stored when we made the link; the event must agree with all of it that it mentions. */
export interface PaymentIdentity {
  readonly id: string;
  readonly opportunity_id: string;
  readonly offer_id: string;
}

/**
 * `applied`: counts. `unmatched`: nothing known by these ids yet, kept until the payment is known.
 * `refused`: never counts, kept with its reason for finance.
 */
export type PaymentMatch =
  | { readonly outcome: 'applied'; readonly payment: PaymentIdentity }
  | { readonly outcome: 'unmatched' | 'refused'; readonly reason: string };

/**
 * Whether an event may touch a payment (P10.5 step 2). A stranger's or a test event is refused before
 * any payment is looked at, so that it can never open a case.
 */
export function matchPayment(event: PaymentEvent, accountId: string, mode: PaymentSettings['mode'], payment: PaymentIdentity | null): PaymentMatch {
  const refusal = refusalOf(event, accountId, mode);
  if (refusal) return { outcome: 'refused', reason: refusal };
  if (!payment) return { outcome: 'unmatched', reason: unknownReason(event) };
  const gaps = disagreements(event, payment);
  if (gaps.length > 0) return { outcome: 'refused', reason: `the event's metadata disagree with payment ${payment.id}: ${gaps.join('; ')}` };
  return { outcome: 'applied', payment };
}

function refusalOf(event: PaymentEvent, accountId: string, mode: PaymentSettings['mode']): string | null {
  if (event.account_id !== null && event.account_id !== accountId) return `it belongs to account '${event.account_id}', this is '${accountId}'`;
  const eventMode = event.live_mode ? 'live' : 'test';
  if (eventMode !== mode) return `it is a ${eventMode} event and the firm works in ${mode} mode (settings: payment.mode)`;
  return null;
}

function unknownReason({ payment_id, opportunity_id, intent_id }: PaymentEvent): string {
  if (payment_id ?? opportunity_id) return `no payment is known for opportunity '${opportunity_id ?? 'none'}', payment '${payment_id ?? 'none'}'`;
  return `it names no opportunity, and no payment with '${intent_id ?? 'no payment intent'}' is known yet`;
}

function disagreements(event: PaymentEvent, payment: PaymentIdentity): string[] {
  const pairs = [
    ['payment_id', event.payment_id, payment.id],
    ['opportunity_id', event.opportunity_id, payment.opportunity_id],
    ['offer_id', event.offer_id, payment.offer_id],
  ] as const;
  return pairs.filter(([, said, known]) => said !== null && said !== known).map(([name, said, known]) => `${name} is '${said}', ours is '${known}'`);
}
