import { acceptedExceptions, decideException, decidePayment, factsOf, paymentSettings, planRecovery } from '../../../engine/core/payment';
import { START, succeeded } from '../../support/payment-events';

const { recovery } = paymentSettings.parse({});
const hours = (count: number) => new Date(START.getTime() + count * 3_600_000);
const failed = { last_failed_at: START, last_resent_at: null, resend_count: 0 };

describe('recovery of a failed payment', () => {
  it('PY-05: the link is sent again after the cool-off, not before', () => {
    expect(planRecovery(failed, recovery, hours(23))).toEqual({ kind: 'wait', due_at: hours(24) });
    expect(planRecovery(failed, recovery, hours(24))).toEqual({ kind: 'resend', attempt: 1 });
  });

  it('PY-05: a re-send that the client has not answered is not repeated; a new failure starts a new cool-off', () => {
    expect(planRecovery({ ...failed, last_resent_at: hours(24), resend_count: 1 }, recovery, hours(90))).toEqual({ kind: 'wait', due_at: null });
    expect(planRecovery({ last_failed_at: hours(30), last_resent_at: hours(24), resend_count: 1 }, recovery, hours(54))).toEqual({ kind: 'resend', attempt: 2 });
  });

  it('PY-05: after three re-sends only the closer can help', () => {
    expect(planRecovery({ last_failed_at: hours(90), last_resent_at: hours(80), resend_count: 3 }, recovery, hours(200))).toEqual({ kind: 'exhausted' });
    expect(paymentSettings.safeParse({ recovery: { max_resends: 4 } }).success).toBe(false);
  });
});

describe('exceptions', () => {
  const terms = { amount_minor: 350_000, currency: 'CAD', link_sent: true };
  const facts = factsOf([succeeded(5, { amount_minor: 349_000 })]);
  const open = decidePayment(terms, facts);
  const order = { decision: 'accepted' as const, reason: 'The bank kept its fee', by: 'mia', at: START };

  it("PY-06: a manager's decision keeps the exceptions word for word, with name and reason", () => {
    expect(decideException({ id: 'p', exceptions: open.exceptions }, order)).toEqual({ ...order, exceptions: ['pi_1 paid 3490.00 CAD, the offer asks for 3500.00 CAD'] });
  });

  it('PY-06: without an exception or a reason nothing is decided, and both are said at once', () => {
    expect(() => decideException({ id: 'p', exceptions: [] }, { ...order, reason: ' ' })).toThrow('payment_id: it has no open exception; reason: missing');
  });

  it("PY-06: by default an accepted exception stays an EXCEPTION; under the firm's policy it is PAID by the same verified event", () => {
    const decision = decideException({ id: 'p', exceptions: open.exceptions }, order);
    expect(decidePayment({ ...terms, accepted: acceptedExceptions(decision, 'never') }, facts)).toMatchObject({ status: 'EXCEPTION', was_paid: false });
    expect(decidePayment({ ...terms, accepted: acceptedExceptions(decision, 'manager_accepted') }, facts)).toMatchObject({ status: 'PAID', was_paid: true, proof_event_id: open.proof_event_id, exceptions: [] });
  });

  it('PY-06: a refusal settles nothing, and what comes after the decision is an exception again', () => {
    const refused = decideException({ id: 'p', exceptions: open.exceptions }, { ...order, decision: 'refused' });
    expect(decidePayment({ ...terms, accepted: acceptedExceptions(refused, 'manager_accepted') }, facts).status).toBe('EXCEPTION');
    const accepted = acceptedExceptions(decideException({ id: 'p', exceptions: open.exceptions }, order), 'manager_accepted');
    const twice = factsOf([succeeded(5, { amount_minor: 349_000 }), succeeded(6, { intent_id: 'pi_2' })]);
    expect(decidePayment({ ...terms, accepted }, twice)).toMatchObject({ status: 'EXCEPTION', exceptions: ['paid 2 times: pi_1, pi_2'] });
  });
});
