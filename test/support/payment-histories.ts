import fc from 'fast-check';

import type { PaymentEvent } from '../../engine/core/payment';
import { checkoutExpired, checkoutFailed, checkoutPaid, checkoutUnpaid, disputed, failed, refunded, succeeded } from './payment-events';

/** What one visit to the checkout page can lead to. */
interface Visit {
  readonly declines: number;
  readonly ending: 'abandoned' | 'card' | 'debit_paid' | 'debit_failed';
  readonly amount_minor: number;
  readonly refunds: readonly number[];
  readonly dispute: 'none' | 'open' | 'won' | 'lost';
}

const visit: fc.Arbitrary<Visit> = fc.record({
  declines: fc.integer({ min: 0, max: 3 }),
  ending: fc.constantFrom('abandoned', 'card', 'debit_paid', 'debit_failed'),
  amount_minor: fc.oneof({ weight: 5, arbitrary: fc.constant(350_000) }, { weight: 1, arbitrary: fc.constantFrom(349_999, 350_001, 175_000) }),
  refunds: fc.array(fc.constantFrom(1_000, 100_000, 250_000), { maxLength: 3 }),
  dispute: fc.constantFrom('none', 'none', 'open', 'won', 'lost'),
});

/** Realistic histories in the order in which they happened: up to three visits to one link. */
export const paymentHistory: fc.Arbitrary<PaymentEvent[]> = fc.array(visit, { minLength: 1, maxLength: 3 }).map((visits) => visits.flatMap((one, index) => eventsOf(one, index)));

/** The same events as a network may deliver them: any order, some twice. */
export function deliveriesOf(history: readonly PaymentEvent[]): fc.Arbitrary<PaymentEvent[]> {
  const events = [...history];
  const duplicates = fc.subarray(events);
  return duplicates.chain((again) => fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }));
}

function eventsOf(one: Visit, index: number): PaymentEvent[] {
  const ids = { intent_id: `pi_${index}`, session_id: `cs_${index}` };
  const base = index * 1_000;
  const events = Array.from({ length: one.declines }, (_, n) => failed(base + n, ids));
  if (one.ending === 'abandoned') return [...events, checkoutExpired(base + 100, { session_id: ids.session_id })];
  if (one.ending === 'debit_failed') return [...events, checkoutUnpaid(base + 10, ids), failed(base + 200, ids), checkoutFailed(base + 200, ids)];
  const money = { ...ids, amount_minor: one.amount_minor };
  if (one.ending === 'card') events.push(succeeded(base + 10, money), checkoutPaid(base + 10, money));
  else events.push(checkoutUnpaid(base + 10, ids), succeeded(base + 200, money), checkoutPaid(base + 200, money));
  return [...events, ...refundsOf(one, base, ids), ...disputesOf(one, base, ids)];
}

function refundsOf({ refunds, amount_minor }: Visit, base: number, ids: { intent_id: string }): PaymentEvent[] {
  let total = 0;
  return refunds.map((amount, n) => {
    total = Math.min(total + amount, amount_minor);
    return refunded(base + 300 + n, total, ids);
  });
}

function disputesOf({ dispute }: Visit, base: number, ids: { intent_id: string }): PaymentEvent[] {
  if (dispute === 'none') return [];
  const of = { ...ids, dispute_id: `dp_${ids.intent_id}` };
  const opened = disputed(base + 400, 'open', of);
  return dispute === 'open' ? [opened] : [opened, disputed(base + 500, dispute, of)];
}
