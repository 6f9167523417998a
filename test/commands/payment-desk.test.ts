import { readStripeEvent, stripeGateway, stripeSource } from '../../engine/adapters/stripe';
import { applyPaymentEvent } from '../../engine/commands/apply-payment-event';
import { createPaymentLinks } from '../../engine/commands/create-payment-links';
import { decidePaymentExceptions } from '../../engine/commands/decide-payment-exceptions';
import { matchPayments } from '../../engine/commands/match-payments';
import { reconcilePayments } from '../../engine/commands/reconcile-payments';
import { recoverPayments } from '../../engine/commands/recover-payments';
import { caseReconciliation } from '../../engine/queries/case-reconciliation';
import { revenueSignals } from '../../engine/queries/revenue-signals';
import { weeklyExceptions } from '../../engine/queries/weekly-exceptions';
import { newId, type Store } from '../../engine/store';
import { type FakeStripe, startFakeStripe, type StripeEventJson } from '../support/fake-stripe';
import { eventsOf, makeFirm, makeOpportunity, type OpportunityOptions, stateOf } from '../support/payable-opportunity';
import { describeStores } from '../support/stores';

const KEY = 'sk_live_51abc';
const AT = new Date('2026-03-02T15:00:00.000Z');
const DAY = 86_400_000;
const ACTOR = { kind: 'workflow', id: 'w1' } as const;
const later = (days: number) => new Date(AT.getTime() + days * DAY);

describeStores('the payment desk', (open) => {
  let store: Store;
  let stripe: FakeStripe;
  let clock = AT;
  let firm = '';
  let firms = 0;
  beforeAll(async () => {
    store = await open();
    await makeFirm(store, 'lenient', AT, { payment: { exception_policy: 'manager_accepted' } });
  });
  beforeEach(async () => {
    // A firm and a Stripe account each: a reconciliation sees all of both.
    firm = `desk-${(firms += 1)}`;
    await makeFirm(store, firm, AT);
    clock = AT;
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_1', now: () => (clock = new Date(clock.getTime() + 1_000)) });
  });
  afterEach(() => stripe.close());

  async function payable(options: Partial<OpportunityOptions> = {}, account = firm) {
    const ids = await makeOpportunity(store, account, { at: AT, ...options });
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const [made] = await createPaymentLinks(store, account, { items: [{ opportunity_id: ids.opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null }], gateway, at: AT, actor: ACTOR });
    if (!made?.ok) throw new Error('no link');
    return { ...ids, payment_id: made.payment_id, link_id: String(made.link_id) };
  }
  const receive = (event: StripeEventJson, account = firm) => {
    const body = Buffer.from(JSON.stringify(event));
    return applyPaymentEvent(store, account, { provider: 'stripe', event: readStripeEvent(body), verified_by: 'webhook', body, content_type: null, headers: {}, received_at: later(0) });
  };
  const reconcile = (at: Date, more: { repair?: boolean; from?: Date; account?: string } = {}) => {
    const { repair = true, from = AT, account = firm } = more;
    return reconcilePayments(store, account, { source: stripeSource({ secretKey: KEY, baseUrl: stripe.url }, 'live', at), from, before: at, repair, at, actor: ACTOR });
  };
  const pay = (link: string, amount?: number) => stripe.checkout.pay(stripe.checkout.open(link).id, amount);
  const intentOf = (events: readonly StripeEventJson[]) => String(events[0]?.data.object.id);

  it('PY-07: payments, refunds and disputes whose webhooks never came are found by the sweep, applied as fetched, and reported as mended', async () => {
    const [quiet, refunded, disputed] = [await payable(), await payable(), await payable()];
    pay(quiet.link_id);
    stripe.checkout.refund(intentOf(pay(refunded.link_id)), 50_000);
    stripe.checkout.openDispute(intentOf(pay(disputed.link_id)));
    clock = later(4);
    const report = await reconcile(later(5));
    expect(report.mismatches.map(({ type, repaired }) => [type, repaired])).toEqual([['not_booked', true], ['not_booked', true], ['not_booked', true]]);
    expect(report).toMatchObject({ matched: expect.any(Number), late_events: expect.any(Number), totals: [{ currency: 'CAD', payments: 3, theirs_minor: 1_050_000, ours_minor: 1_050_000, refunded_theirs_minor: 50_000, refunded_ours_minor: 50_000 }] });
    expect(await stateOf(store, firm, quiet.opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'PAID', payments: [{ verified_by: 'api' }] });
    expect(await stateOf(store, firm, refunded.opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'REFUNDED', payments: [{ refunded_minor: 50_000 }] });
    expect(await stateOf(store, firm, disputed.opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'EXCEPTION' });
    const again = await reconcile(later(6));
    expect(again).toMatchObject({ late_events: 0, fetched_facts: 0, settlements: 0, mismatches: [] });
    const signals = await revenueSignals(store, firm, { from: AT, before: later(6) });
    expect(signals.filter(({ payment_id }) => payment_id === refunded.payment_id).map(({ signal, amount_minor }) => [signal, amount_minor])).toEqual(expect.arrayContaining([['received', 350_000], ['fee', -10_180], ['refund_reversal', -50_000]]));
    expect(signals.some(({ payment_id, signal }) => payment_id === disputed.payment_id && signal === 'dispute_reversal')).toBe(true);
  });

  it("PY-07: what Stripe's log of events has forgotten after 30 days its objects still prove", async () => {
    const { opportunity_id, link_id } = await payable();
    pay(link_id);
    clock = later(40);
    const report = await reconcile(later(41));
    expect(report).toMatchObject({ late_events: 0, fetched_facts: 1, mismatches: [{ type: 'not_booked', repaired: true, age: 'over 30 days' }] });
    expect(await stateOf(store, firm, opportunity_id)).toMatchObject({ stage: 'PAID', payments: [{ status: 'PAID', verified_by: 'api', paid_at: expect.any(Date) }] });
    const kept = await store.transaction(firm, (tx) => tx.db.selectFrom('raw_deliveries').select('body').where('dedupe_key', 'like', 'api:%').execute());
    expect(kept.length).toBeGreaterThan(0);
  });

  it('PY-07: looking only changes nothing', async () => {
    const { opportunity_id, link_id } = await payable();
    pay(link_id);
    const report = await reconcile(later(1), { repair: false });
    expect(report.mismatches.map(({ type, repaired }) => [type, repaired])).toContainEqual(['not_booked', false]);
    expect(await stateOf(store, firm, opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING' });
  });

  it('PY-07: pages, a rate limit and a lost answer are lived through', async () => {
    const { opportunity_id, link_id } = await payable();
    for (let other = 0; other < 130; other += 1) {
      const page = stripe.checkout.open((await payable()).link_id);
      stripe.checkout.decline(page.id);
    }
    pay(link_id);
    const from = stripe.requests.length;
    stripe.fail(429, 500, 'after');
    const report = await reconcile(later(1));
    expect(report.mismatches.filter(({ opportunity_id: id }) => id === opportunity_id)).toMatchObject([{ type: 'not_booked', repaired: true }]);
    expect(stripe.requests.slice(from).filter(({ path }) => path.includes('starting_after')).length).toBeGreaterThanOrEqual(2);
  }, 60_000);

  it('PY-07: balances in another currency are kept with fee and rate, and still add up', async () => {
    stripe.settleIn('usd', 0.73);
    const { payment_id, link_id } = await payable();
    await receive(pay(link_id)[0]!);
    expect((await reconcile(later(1))).mismatches).toEqual([]);
    const lines = await store.transaction(firm, (tx) => tx.db.selectFrom('settlements').selectAll().where('payment_id', '=', payment_id).execute());
    expect(lines).toMatchObject([{ kind: 'payment', currency: 'USD', amount_minor: 255_500, fee_minor: 10_180, net_minor: 245_320, charged_minor: 350_000, charged_currency: 'CAD', exchange_rate: 0.73 }]);
  });

  it("PY-07: another firm's payments in the same Stripe account are left alone", async () => {
    const { link_id, opportunity_id } = await payable({}, 'lenient');
    pay(link_id);
    expect(await reconcile(later(1))).toMatchObject({ foreign: 1, mismatches: [] });
    expect(await stateOf(store, 'lenient', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING' });
  });

  it('PY-03, PY-06: money that found no opportunity waits, is in the weekly report, and a manager gives it to the right one', async () => {
    const { opportunity_id, link_id } = await payable();
    const [succeeded] = pay(link_id);
    const intent_id = `pi_${newId().replaceAll('-', '')}`;
    const object = { ...succeeded!.data.object, id: intent_id, metadata: { account_id: firm } };
    expect(await receive({ ...succeeded!, id: `evt_${intent_id}`, data: { object } })).toMatchObject({ outcome: 'unmatched', needs_review: true });
    const week = await weeklyExceptions(store, firm, { from: later(-1), before: later(1), at: later(1) });
    expect(week).toContainEqual(expect.objectContaining({ kind: 'unmatched_money', amount_minor: 350_000, currency: 'CAD', open: true }));
    const order = { opportunity_id, intent_id, reason: 'Paid by an old link', acting_user_id: 'mia' };
    const [byCloser] = await matchPayments(store, firm, { items: [{ ...order, acting_user_id: 'noor' }], at: AT, actor: ACTOR });
    expect(byCloser).toMatchObject({ ok: false, error: { message: expect.stringContaining('only manager may match') } });
    const [matched] = await matchPayments(store, firm, { items: [order], at: AT, actor: ACTOR });
    expect(matched).toMatchObject({ ok: true, events: 1, payment_state: 'PAID', stage: 'PAID' });
    const [again] = await matchPayments(store, firm, { items: [{ ...order, reason: '' }], at: AT, actor: ACTOR });
    expect(again).toMatchObject({ ok: false, error: { problems: [{ field: 'intent_id' }, { field: 'reason' }] } });
  });

  it('PY-06: an exception is decided by a manager only, with a reason; by default it opens nothing', async () => {
    const { opportunity_id, payment_id, link_id } = await payable();
    await receive(pay(link_id, 349_000)[0]!);
    const order = { opportunity_id, payment_id: null, decision: 'accepted' as const, reason: 'Bank fee', acting_user_id: 'mia' };
    const refused = await decidePaymentExceptions(store, firm, { items: [{ ...order, acting_user_id: 'noor' }, { ...order, acting_user_id: null }, { ...order, reason: '' }], at: AT, actor: ACTOR });
    expect(refused.map((result) => result.ok)).toEqual([false, false, false]);
    const [decided] = await decidePaymentExceptions(store, firm, { items: [order], at: AT, actor: ACTOR });
    expect(decided).toMatchObject({ ok: true, payment_id, payment_state: 'EXCEPTION', stage: 'PAYMENT_PENDING', counts_as_paid: false, exceptions: [expect.stringContaining('3490.00 CAD')] });
    const trail = await store.transaction(firm, (tx) => tx.db.selectFrom('audit_entries').select(['action', 'actor', 'reason', 'before']).where('subject_id', '=', payment_id).where('action', '=', 'payment_exception_decided').execute());
    expect(trail).toMatchObject([{ actor: { kind: 'user', id: 'mia' }, reason: 'Bank fee', before: { exceptions: [expect.stringContaining('3490.00 CAD')] } }]);
  });

  it("PY-06: under the firm's policy accepted money is PAID by its own verified event", async () => {
    const { opportunity_id, link_id } = await payable({}, 'lenient');
    await receive(pay(link_id, 349_000)[0]!, 'lenient');
    const [decided] = await decidePaymentExceptions(store, 'lenient', { items: [{ opportunity_id, payment_id: null, decision: 'accepted', reason: 'Bank fee', acting_user_id: 'mia' }], at: AT, actor: ACTOR });
    expect(decided).toMatchObject({ ok: true, payment_state: 'PAID', stage: 'PAID', counts_as_paid: true });
    expect(await stateOf(store, 'lenient', opportunity_id)).toMatchObject({ payments: [{ status: 'PAID', verified_by: 'webhook', paid_at: expect.any(Date) }] });
    expect((await eventsOf(store, 'lenient', opportunity_id)).map(({ type }) => type).filter((type) => type === 'PaymentSucceeded')).toHaveLength(1);
  });

  it('PY-05: a failed payment is sent again at most three times, each after its cool-off; then it is over', async () => {
    const { opportunity_id, link_id } = await payable();
    const page = stripe.checkout.open(link_id).id;
    const due = async (at: Date) => (await recoverPayments(store, firm, { at, limit: 100, actor: ACTOR })).filter((link) => link.opportunity_id === opportunity_id);
    const sent: number[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      clock = new Date(AT.getTime() + failure * 1.5 * DAY);
      await receive(stripe.checkout.decline(page)[0]!);
      expect(await due(new Date(clock.getTime() + DAY / 2))).toEqual([]);
      const [first, second] = [await due(new Date(clock.getTime() + DAY)), await due(new Date(clock.getTime() + DAY))];
      expect(second).toEqual([]);
      sent.push(...first.map(({ attempt }) => attempt));
    }
    expect(sent).toEqual([1, 2, 3]);
    const told = (await eventsOf(store, firm, opportunity_id)).filter(({ type }) => /Failed|Resent|Exhausted/.test(type));
    expect(told.map(({ type }) => type)).toEqual(['PaymentFailed', 'PaymentLinkResent', 'PaymentFailed', 'PaymentLinkResent', 'PaymentFailed', 'PaymentLinkResent', 'PaymentFailed', 'PaymentRecoveryExhausted']);
    expect(told.filter(({ type }) => type === 'PaymentFailed').map(({ data }) => data['failure_count'])).toEqual([1, 2, 3, 4]);
  });

  it('PY-07: the month finds paid deals without a case', async () => {
    const { opportunity_id, link_id } = await payable();
    await receive(pay(link_id)[0]!);
    const report = await caseReconciliation(store, firm, { from: AT, before: later(2), at: later(9) });
    expect(report.mismatches.find((one) => one.opportunity_id === opportunity_id)).toMatchObject({ type: 'not_opened', age: '8-30 days', difference_minor: 350_000, detail: 'no handoff was built' });
  });
});
