import fc from 'fast-check';

import { decidePayment, factsOf, type PaymentEvent, type PaymentTerms } from '../../../engine/core/payment';
import { checkoutExpired, checkoutFailed, checkoutPaid, checkoutUnpaid, disputed, failed, refunded, succeeded } from '../../support/payment-events';
import { deliveriesOf, paymentHistory } from '../../support/payment-histories';

const TERMS: PaymentTerms = { amount_minor: 350_000, currency: 'CAD', link_sent: true };
const after = (...events: PaymentEvent[]) => decidePayment(TERMS, factsOf(events));

describe('payment state machine', () => {
  it('PY-04: a link without any event is PAYMENT_LINK_SENT, a draft is NONE', () => {
    expect(after().status).toBe('PAYMENT_LINK_SENT');
    expect(decidePayment({ ...TERMS, link_sent: false }, factsOf([])).status).toBe('NONE');
  });

  it('PY-03: the exact amount in the exact currency is PAID, with its time and its proof', () => {
    const paid = succeeded(5);
    expect(after(paid)).toMatchObject({ status: 'PAID', was_paid: true, provider_payment_id: 'pi_1', paid_at: paid.occurred_at, proof_event_id: paid.event_id });
  });

  it('PY-03: a declined card is FAILED, and a later success is PAID', () => {
    expect(after(failed(1), failed(2))).toMatchObject({ status: 'FAILED', failure_count: 2, last_failure: { reason: 'card_declined' } });
    expect(after(failed(1), succeeded(3))).toMatchObject({ status: 'PAID', failure_count: 1 });
  });

  it('PY-03: a checkout completed with a bank debit is not paid until the money arrives', () => {
    expect(after(failed(1), checkoutUnpaid(2)).status).toBe('PAYMENT_PENDING');
    expect(after(checkoutUnpaid(2), checkoutPaid(900)).status).toBe('PAID');
    expect(after(checkoutUnpaid(2), failed(900), checkoutFailed(900))).toMatchObject({ status: 'FAILED', failure_count: 1 });
  });

  it('PY-03: an abandoned checkout page changes nothing', () => {
    expect(after(checkoutExpired(60)).status).toBe('PAYMENT_LINK_SENT');
  });

  it.each([
    ['less than the price', { amount_minor: 349_999 }, 'pi_1 paid 3499.99 CAD, the offer asks for 3500.00 CAD'],
    ['more than the price', { amount_minor: 350_001 }, 'pi_1 paid 3500.01 CAD, the offer asks for 3500.00 CAD'],
    ['another currency', { currency: 'USD' }, 'pi_1 paid 3500.00 USD, the offer asks for 3500.00 CAD'],
    ['a currency without minor units', { amount_minor: 3_500, currency: 'JPY' }, 'pi_1 paid 3500 JPY, the offer asks for 3500.00 CAD'],
  ])('PY-03: %s is an EXCEPTION and never PAID', (_, overrides, reason) => {
    expect(after(succeeded(5, overrides))).toMatchObject({ status: 'EXCEPTION', was_paid: false, paid_at: null, exceptions: [reason] });
  });

  it('PY-04: two payments are an EXCEPTION, and PAID again when the surplus is refunded in full', () => {
    const twice = [succeeded(5), succeeded(6, { intent_id: 'pi_2' })];
    expect(after(...twice)).toMatchObject({ status: 'EXCEPTION', was_paid: true, exceptions: ['paid 2 times: pi_1, pi_2'] });
    expect(after(...twice, refunded(9, 350_000, { intent_id: 'pi_2' }))).toMatchObject({ status: 'PAID', provider_payment_id: 'pi_1', refunded_minor: 0 });
  });

  it('PY-04: refunds are set, not added: partial and full are REFUNDED with the total so far', () => {
    expect(after(succeeded(5), refunded(9, 50_000))).toMatchObject({ status: 'REFUNDED', refunded_minor: 50_000, holds_money: true, was_paid: true });
    expect(after(succeeded(5), refunded(10, 350_000), refunded(9, 50_000))).toMatchObject({ status: 'REFUNDED', refunded_minor: 350_000, holds_money: false });
  });

  it('PY-04: an open or lost dispute is an EXCEPTION, a won one gives PAID back', () => {
    expect(after(succeeded(5), disputed(9, 'open'))).toMatchObject({ status: 'EXCEPTION', disputed: 'open', exceptions: ['dispute dp_1 on pi_1 is open'] });
    expect(after(succeeded(5), disputed(12, 'won'), disputed(9, 'open'))).toMatchObject({ status: 'PAID', disputed: 'won' });
    expect(after(succeeded(5), disputed(9, 'open'), disputed(12, 'lost'))).toMatchObject({ status: 'EXCEPTION', disputed: 'lost' });
  });

  it('PY-03: a refund or dispute heard before its success decides nothing until the success is heard', () => {
    expect(after(refunded(9, 350_000), disputed(8, 'open'))).toMatchObject({ status: 'PAYMENT_LINK_SENT', was_paid: false });
  });

  it('PY-03: the payment intent outranks the checkout session as proof', () => {
    const paid = succeeded(7);
    expect(after(checkoutPaid(6), paid)).toMatchObject({ status: 'PAID', paid_at: paid.occurred_at, proof_event_id: paid.event_id });
  });
});

describe('payment state machine, any order', () => {
  it('PY-03: any order with any duplicates gives the same end state as the ordered history', () => {
    const deliveries = paymentHistory.chain((history) => deliveriesOf(history).map((arrived) => ({ history, arrived })));
    fc.assert(
      fc.property(deliveries, ({ history, arrived }) => {
        expect(factsOf(arrived)).toEqual(factsOf(history));
        expect(after(...arrived)).toEqual(after(...history));
      }),
      { numRuns: 20_000 },
    );
  });

  it('PY-03: having been paid is never taken back by what arrives later, and only money of the right amount brings it', () => {
    fc.assert(
      fc.property(paymentHistory.chain(deliveriesOf), (arrived) => {
        const states = arrived.map((_, n) => after(...arrived.slice(0, n + 1)));
        const first = states.findIndex(({ was_paid }) => was_paid);
        if (first === -1) return;
        expect(states.slice(first).every(({ was_paid }) => was_paid)).toBe(true);
        expect(arrived[first]).toMatchObject({ amount_minor: 350_000, currency: 'CAD' });
        expect(['succeeded', 'checkout_paid']).toContain(arrived[first]?.kind);
      }),
      { numRuns: 2_000 },
    );
  });
});
