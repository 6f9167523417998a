import { DomainError } from '../../../engine/core/errors';
import type { Offer } from '../../../engine/core/model';
import { type KnownPayment, type LinkFacts, opportunityPaymentState, paymentSettings, planPaymentLink } from '../../../engine/core/payment';
import { IDS, START as AT } from '../../support/payment-events';

const DAY = 86_400_000;
const later = (days: number) => new Date(AT.getTime() + days * DAY);
const offer: Offer = {
  id: IDS.offer_id,
  account_id: 'acme',
  opportunity_id: IDS.opportunity_id,
  package_code: 'pr-full',
  package_name: 'Full PR Application Package',
  price_minor: 350_000,
  currency: 'CAD',
  terms_version: '2026-01',
  terms_locked_at: AT,
  expires_at: later(30),
};
const link: KnownPayment = { id: IDS.payment_id, offer_id: offer.id, status: 'PAYMENT_LINK_SENT', link_id: 'plink_1', link_active: true, expires_at: later(10), created_at: AT };
const facts = (overrides: Partial<LinkFacts> = {}): LinkFacts => ({
  opportunity: { id: IDS.opportunity_id, stage: 'PROPOSAL_SENT', payment_state: 'NONE' },
  offer,
  payments: [],
  settings: paymentSettings.parse({}),
  expiry_days: null,
  other_gaps: [],
  ...overrides,
});

describe('plan payment link', () => {
  it('PY-02: a locked offer gets a link that lives 10 days by default', () => {
    expect(planPaymentLink(facts(), AT)).toEqual({ kind: 'create', offer, expires_at: later(10), draft_id: null, replaces: [] });
  });

  it('PY-02: a link never outlives its offer', () => {
    expect(planPaymentLink(facts({ offer: { ...offer, expires_at: later(3) } }), AT)).toMatchObject({ expires_at: later(3) });
  });

  it('PY-02: asking again for the same offer gives the link that runs', () => {
    expect(planPaymentLink(facts({ payments: [link] }), AT)).toEqual({ kind: 'existing', payment_id: link.id });
  });

  it('PY-02: a new offer replaces the active link, so that only one is active', () => {
    const plan = planPaymentLink(facts({ payments: [{ ...link, offer_id: 'old' }] }), AT);
    expect(plan).toMatchObject({ kind: 'create', replaces: [{ payment_id: link.id, link_id: 'plink_1' }] });
  });

  it('PY-02: a link past its expiry is replaced, not given again', () => {
    expect(planPaymentLink(facts({ payments: [link] }), later(11))).toMatchObject({ kind: 'create', replaces: [{ link_id: 'plink_1' }] });
  });

  it('PY-02: a draft left by a crash is taken up again for 23 hours, while the provider remembers its key', () => {
    const draft: KnownPayment = { ...link, status: 'NONE', link_id: null, link_active: false };
    expect(planPaymentLink(facts({ payments: [draft] }), new Date(AT.getTime() + 22 * 3_600_000))).toMatchObject({ draft_id: link.id });
    expect(planPaymentLink(facts({ payments: [draft] }), later(1))).toMatchObject({ draft_id: null });
  });

  it('PY-02: everything that is wrong is said at once', () => {
    const wrong = facts({
      opportunity: { id: IDS.opportunity_id, stage: 'CASE_OPENED', payment_state: 'PAID' },
      offer: { ...offer, terms_locked_at: null, expires_at: AT },
      expiry_days: 30,
    });
    try {
      planPaymentLink(wrong, AT);
      throw new Error('not refused');
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
      const { code, problems } = error as DomainError;
      expect(code).toBe('PAYMENT_LINK_REFUSED');
      expect(problems.map(({ field }) => field)).toEqual(['stage', 'payment_state', 'offer.terms_locked_at', 'offer.expires_at', 'expiry_days']);
    }
  });

  it('PY-02: without an offer there is no link', () => {
    expect(() => planPaymentLink(facts({ offer: null }), AT)).toThrow('it has no offer; create one and lock its terms');
  });

  it('PY-02: while a bank debit is on its way no second link is made', () => {
    expect(() => planPaymentLink(facts({ opportunity: { id: 'o', stage: 'PAYMENT_PENDING', payment_state: 'PAYMENT_PENDING' } }), AT)).toThrow('could be paid twice');
  });

  it.each([6, 15, 10.5])('PY-02: an expiry of %s days is refused by the settings', (link_expiry_days) => {
    expect(paymentSettings.safeParse({ link_expiry_days }).success).toBe(false);
  });
});

describe('opportunity payment state', () => {
  const unused = { status: 'PAYMENT_LINK_SENT', link_active: false, holds_money: false } as const;
  const running = { ...unused, link_active: true };
  const paid = { status: 'PAID', link_active: false, holds_money: true } as const;
  const refundedAll = { status: 'REFUNDED', link_active: false, holds_money: false } as const;

  it.each([
    ['no payment', [], 'NONE'],
    ['a link that ended unused', [unused], 'NONE'],
    ['an active link after one that ended', [unused, running], 'PAYMENT_LINK_SENT'],
    ['a paid link after one that ended', [unused, paid], 'PAID'],
    ['two paid links', [paid, paid], 'EXCEPTION'],
    ['one paid link and one refunded in full', [refundedAll, paid], 'PAID'],
    ['a new link after a refund', [refundedAll, running], 'PAYMENT_LINK_SENT'],
    ['a refund and nothing after it', [refundedAll], 'REFUNDED'],
    ['an exception beside a paid link', [{ ...paid, status: 'EXCEPTION' }, paid], 'EXCEPTION'],
  ] as const)('PY-04: %s', (_, payments, state) => {
    expect(opportunityPaymentState(payments)).toBe(state);
  });
});
