import { matchPayment } from '../../../engine/core/payment';
import { disputed, IDS, succeeded } from '../../support/payment-events';

const PAYMENT = { id: IDS.payment_id, opportunity_id: IDS.opportunity_id, offer_id: IDS.offer_id };

describe('match payment', () => {
  it('PY-03: an event that agrees with the payment is applied', () => {
    expect(matchPayment(succeeded(1), 'acme', 'live', PAYMENT)).toEqual({ outcome: 'applied', payment: PAYMENT });
  });

  it("PY-03: another account's event is refused even when the payment is known", () => {
    expect(matchPayment(succeeded(1, { account_id: 'other' }), 'acme', 'live', PAYMENT)).toEqual({ outcome: 'refused', reason: "it belongs to account 'other', this is 'acme'" });
  });

  it.each([
    [false, 'live', 'it is a test event and the firm works in live mode (settings: payment.mode)'],
    [true, 'test', 'it is a live event and the firm works in test mode (settings: payment.mode)'],
  ] as const)('PY-03: live_mode %s in %s mode is refused', (live_mode, mode, reason) => {
    expect(matchPayment(succeeded(1, { live_mode }), 'acme', mode, PAYMENT)).toEqual({ outcome: 'refused', reason });
  });

  it('PY-03: metadata that name another offer are refused with all disagreements', () => {
    const event = succeeded(1, { offer_id: 'x', opportunity_id: 'y' });
    expect(matchPayment(event, 'acme', 'live', PAYMENT)).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/opportunity_id is 'y', ours is .*; offer_id is 'x', ours is/) });
  });

  it('PY-03: an unknown opportunity is kept as unmatched with what it named', () => {
    expect(matchPayment(succeeded(1, { payment_id: null }), 'acme', 'live', null)).toEqual({ outcome: 'unmatched', reason: `no payment is known for opportunity '${IDS.opportunity_id}', payment 'none'` });
  });

  it('PY-03: a dispute names no opportunity and waits for its payment intent', () => {
    const event = disputed(1, 'open', { account_id: null, opportunity_id: null, offer_id: null, payment_id: null });
    expect(matchPayment(event, 'acme', 'live', null)).toEqual({ outcome: 'unmatched', reason: "it names no opportunity, and no payment with 'pi_1' is known yet" });
  });
});
