import fc from 'fast-check';

import { IDS, START } from '../../support/payment-events';
import { arrival, endState, LINKS, money } from '../../support/payment-worlds';
import { factsOf, decidePayment, matchPayment, type PaymentEvent } from '../../../engine/core/payment';
import { type BookedPayment, repairsOf } from '../../../engine/core/reconciliation';

const FETCHED = new Date(START.getTime() + 30 * 86_400_000);
const TERMS = { amount_minor: 350_000, currency: 'CAD', link_sent: true };

/** The payment as the store would show it to the sweep. */
function booked(index: number, applied: readonly PaymentEvent[]): BookedPayment {
  const own = applied.filter(({ payment_id }) => payment_id === LINKS[index]);
  const outcome = decidePayment(TERMS, factsOf(own));
  const attempts = Object.entries(factsOf(own).attempts);
  return {
    ...{ payment_id: LINKS[index] ?? '', opportunity_id: IDS.opportunity_id, offer_id: IDS.offer_id, ...TERMS, status: outcome.status, refunded_minor: outcome.refunded_minor },
    attempts: attempts.map(([intent_id, { success, refund, disputes }]) => ({ intent_id, paid: success !== null, refunded_minor: refund?.refunded_minor ?? 0, disputes: Object.entries(disputes).map(([dispute_id, { status }]) => ({ dispute_id, status })) })),
    provider_payment_id: outcome.provider_payment_id,
    ...{ paid_at: outcome.paid_at, verified_by: 'webhook', live_mode: true, stage: 'PAID', closer_id: null },
  };
}

const ours = (event: PaymentEvent) => matchPayment(event, IDS.account_id, 'live', { id: String(event.payment_id), opportunity_id: IDS.opportunity_id, offer_id: IDS.offer_id }).outcome === 'applied';

describe('realistic payment histories in any order', () => {
  it('PY-03, PY-04: any order, duplicates, and lost events that the sweep of the event log brings, give the end state of the ordered history', () => {
    fc.assert(
      fc.property(arrival, ({ world, arrived, lost }) => {
        expect(endState([...arrived, ...lost])).toEqual(endState(world.events));
      }),
      { numRuns: 20_000 },
    );
  });

  it("PY-03, PY-07: what is lost for good is made up for from the provider's objects: the money is the same", () => {
    fc.assert(
      fc.property(arrival, ({ world, arrived }) => {
        const known = arrived.filter(ours);
        const sweep = (at: Date) => {
          const now = LINKS.map((_, index) => booked(index, known));
          const mine = world.objects.filter(({ account_id, live_mode }) => account_id === IDS.account_id && live_mode);
          return mine.flatMap((theirs) => repairsOf(theirs, now.find(({ attempts }) => attempts.some(({ intent_id }) => intent_id === theirs.intent_id)) ?? null, at));
        };
        known.push(...sweep(FETCHED));
        expect(sweep(new Date(FETCHED.getTime() + 1_000))).toEqual([]);
        expect(money(endState(known))).toEqual(money(endState(world.events)));
      }),
      { numRuns: 5_000 },
    );
  });

  it("PY-03: nothing but this firm's live, verified money of the right amount and currency ever makes PAID", () => {
    fc.assert(
      fc.property(arrival, ({ arrived }) => {
        const right = arrived.filter((event) => (event.kind === 'succeeded' || event.kind === 'checkout_paid') && event.amount_minor === 350_000 && event.currency === 'CAD' && event.live_mode && event.account_id === IDS.account_id);
        const { state, payments } = endState(arrived);
        if (right.length === 0) {
          expect(state).not.toBe('PAID');
          expect(payments.some(({ was_paid, status }) => was_paid || status === 'PAID')).toBe(false);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
