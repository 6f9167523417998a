import fc from 'fast-check';

import { decidePayment, factsOf, matchPayment, opportunityPaymentState, type PaymentEvent, type PaymentOutcome, type PaymentTerms } from '../../engine/core/payment';
import type { ProviderPayment } from '../../engine/core/reconciliation';
import { checkoutExpired, checkoutFailed, checkoutPaid, checkoutUnpaid, disputed, failed, IDS, refunded, START, succeeded } from './payment-events';

/** Two links of one opportunity, one after the other; the second replaces the first, but somebody may have both open. */
export const LINKS = ['0195a000-0000-7000-8000-00000000000a', '0195a000-0000-7000-8000-00000000000b'] as const;
const TERMS: PaymentTerms = { amount_minor: 350_000, currency: 'CAD', link_sent: true };

interface Try {
  readonly link: 0 | 1;
  readonly declines: number;
  readonly ending: 'abandoned' | 'card' | 'debit_paid' | 'debit_failed';
  readonly amount_minor: number;
  readonly currency: string;
  readonly refunds: readonly number[];
  readonly dispute: 'none' | 'open' | 'won' | 'lost';
  /** Whose event it is: ours; one whose metadata name another account; one of test mode. */
  readonly origin: 'ours' | 'other_account' | 'test_mode';
}

const oneTry: fc.Arbitrary<Try> = fc.record({
  link: fc.constantFrom(0, 1),
  declines: fc.integer({ min: 0, max: 3 }),
  ending: fc.constantFrom('abandoned', 'card', 'card', 'debit_paid', 'debit_failed'),
  amount_minor: fc.oneof({ weight: 6, arbitrary: fc.constant(350_000) }, { weight: 1, arbitrary: fc.constantFrom(349_999, 350_001, 175_000, 700_000) }),
  currency: fc.oneof({ weight: 8, arbitrary: fc.constant('CAD') }, { weight: 1, arbitrary: fc.constantFrom('USD', 'JPY') }),
  refunds: fc.array(fc.constantFrom(1, 1_000, 100_000, 250_000, 349_999), { maxLength: 3 }),
  dispute: fc.constantFrom('none', 'none', 'none', 'open', 'won', 'lost'),
  origin: fc.oneof({ weight: 8, arbitrary: fc.constant('ours' as const) }, { weight: 1, arbitrary: fc.constantFrom('other_account' as const, 'test_mode' as const) }),
});

/** What really happened: the events in their order, and what the provider's objects say in the end. */
export interface PaymentWorld {
  readonly events: readonly PaymentEvent[];
  readonly objects: readonly ProviderPayment[];
}

export const paymentWorld: fc.Arbitrary<PaymentWorld> = fc.array(oneTry, { minLength: 1, maxLength: 4 }).map((tries) => ({
  events: tries.flatMap(eventsOf).sort((a, b) => a.occurred_at.getTime() - b.occurred_at.getTime()),
  objects: tries.flatMap(objectOf),
}));

/** The same events as a network may deliver them: any order, some twice; `lost` never arrives by webhook. */
export interface Arrival {
  readonly world: PaymentWorld;
  readonly arrived: readonly PaymentEvent[];
  readonly lost: readonly PaymentEvent[];
}

export const arrival: fc.Arbitrary<Arrival> = paymentWorld.chain((world) => {
  const events = [...world.events];
  return fc.tuple(fc.subarray(events), fc.subarray(events)).chain(([again, lost]) => {
    const kept = events.filter((event) => !lost.includes(event));
    const sent = [...kept, ...again.filter((event) => !lost.includes(event))];
    return fc.shuffledSubarray(sent, { minLength: sent.length }).map((arrived) => ({ world, arrived, lost }));
  });
});

export interface EndState {
  readonly state: string;
  readonly payments: readonly PaymentOutcome[];
}

/** The opportunity after events in this order, each refused or applied as the command does. */
export function endState(arrived: readonly PaymentEvent[]): EndState {
  const applied = arrived.flatMap((event) => {
    const known = LINKS.find((id) => id === event.payment_id);
    const match = matchPayment(event, IDS.account_id, 'live', known ? { id: known, opportunity_id: IDS.opportunity_id, offer_id: IDS.offer_id } : null);
    return match.outcome === 'applied' ? [{ event, payment_id: match.payment.id }] : [];
  });
  const payments = LINKS.map((id) => decidePayment(TERMS, factsOf(applied.filter(({ payment_id }) => payment_id === id).map(({ event }) => event))));
  const summaries = payments.map((outcome, index) => ({ status: outcome.status, link_active: index === 1 && !outcome.link_used, holds_money: outcome.holds_money }));
  return { state: opportunityPaymentState(summaries), payments };
}

/** What must be the same however it became known; how often a card failed is told by events alone. */
export function money({ state, payments }: EndState): unknown {
  return { state: ['PAID', 'REFUNDED', 'EXCEPTION'].includes(state) ? state : 'UNPAID', payments: payments.map(({ was_paid, holds_money, refunded_minor, disputed: dispute, provider_payment_id, exceptions }) => ({ was_paid, holds_money, refunded_minor, contested: dispute === 'open' || dispute === 'lost', provider_payment_id, exceptions })) };
}

function idsOf({ link, origin }: Try, index: number) {
  const ids = { intent_id: `pi_${index}`, session_id: `cs_${index}`, payment_id: LINKS[link], live_mode: origin !== 'test_mode' };
  return origin === 'other_account' ? { ...ids, account_id: 'other-firm' } : ids;
}

function eventsOf(one: Try, index: number): PaymentEvent[] {
  const ids = idsOf(one, index);
  const base = index * 1_000;
  const events = Array.from({ length: one.declines }, (_, n) => failed(base + n, ids));
  if (one.ending === 'abandoned') return [...events, checkoutExpired(base + 100, { ...ids, intent_id: null })];
  if (one.ending === 'debit_failed') return [...events, checkoutUnpaid(base + 10, ids), failed(base + 200, ids), checkoutFailed(base + 200, ids)];
  const paid = { ...ids, amount_minor: one.amount_minor, currency: one.currency };
  if (one.ending === 'card') events.push(succeeded(base + 10, paid), checkoutPaid(base + 10, paid));
  else events.push(checkoutUnpaid(base + 10, ids), succeeded(base + 200, paid), checkoutPaid(base + 200, paid));
  const refunds = totals(one).map((total, n) => refunded(base + 300 + n, total, { ...ids, currency: one.currency }));
  return [...events, ...refunds, ...disputesOf(one, base, ids)];
}

function totals({ refunds, amount_minor }: Try): number[] {
  let total = 0;
  return refunds.map((amount) => (total = Math.min(total + amount, amount_minor)));
}

function disputesOf({ dispute }: Try, base: number, ids: ReturnType<typeof idsOf>): PaymentEvent[] {
  if (dispute === 'none') return [];
  const of = { ...ids, dispute_id: `dp_${ids.intent_id}` };
  const opened = disputed(base + 400, 'open', of);
  return dispute === 'open' ? [opened] : [opened, disputed(base + 500, dispute, of)];
}

/** The payment intent with its charge as the API shows it when all has happened; an abandoned page leaves none. */
function objectOf(one: Try, index: number): ProviderPayment[] {
  if (one.ending === 'abandoned' && one.declines === 0) return [];
  const paid = one.ending === 'card' || one.ending === 'debit_paid';
  const { intent_id, payment_id, live_mode, account_id = IDS.account_id } = { account_id: undefined, ...idsOf(one, index) };
  const at = new Date(START.getTime() + (index * 1_000 + (one.ending === 'card' ? 10 : 200)) * 60_000);
  return [
    {
      ...{ intent_id, payment_id, live_mode, account_id, opportunity_id: IDS.opportunity_id, offer_id: IDS.offer_id },
      status: paid ? 'succeeded' : 'failed',
      created_at: at,
      paid_at: paid ? at : null,
      amount_minor: one.amount_minor,
      currency: one.currency,
      refunded_minor: paid ? (totals(one).at(-1) ?? 0) : 0,
      disputes: !paid || one.dispute === 'none' ? [] : [{ dispute_id: `dp_${intent_id}`, status: one.dispute }],
    },
  ];
}
