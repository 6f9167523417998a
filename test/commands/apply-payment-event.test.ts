import fc from 'fast-check';

import { readStripeEvent, stripeGateway } from '../../engine/adapters/stripe';
import { applyPaymentEvent } from '../../engine/commands/apply-payment-event';
import { createPaymentLinks } from '../../engine/commands/create-payment-links';
import type { PaymentEvent } from '../../engine/core/payment';
import { newId, type Store } from '../../engine/store';
import { type FakeStripe, startFakeStripe, type StripeEventJson } from '../support/fake-stripe';
import { deliveriesOf, paymentHistory } from '../support/payment-histories';
import { clocksOf, eventsOf, makeFirm, makeOpportunity, type OpportunityOptions, stateOf } from '../support/payable-opportunity';
import { describeStores } from '../support/stores';

const KEY = 'sk_live_51abc';
const AT = new Date('2026-03-02T15:00:00.000Z');
const ACTOR = { kind: 'workflow', id: 'w1' } as const;

describeStores('apply payment event', (open) => {
  let store: Store;
  let stripe: FakeStripe;
  let clock = AT;
  beforeAll(async () => {
    store = await open();
    await makeFirm(store, 'acme', AT);
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_1', now: () => (clock = new Date(clock.getTime() + 1_000)) });
  });
  afterAll(() => stripe.close());

  async function payable(options: Partial<OpportunityOptions> = {}) {
    const ids = await makeOpportunity(store, 'acme', { at: AT, ...options });
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const items = [{ opportunity_id: ids.opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null }];
    const [made] = await createPaymentLinks(store, 'acme', { items, gateway, at: AT, actor: ACTOR });
    if (!made?.ok) throw new Error('no link');
    return { ...ids, payment_id: made.payment_id, link_id: String(made.link_id) };
  }

  const receive = (event: StripeEventJson, accountId = 'acme', verified_by: 'webhook' | 'api' = 'webhook') => {
    const body = Buffer.from(JSON.stringify(event));
    return applyPaymentEvent(store, accountId, { provider: 'stripe', event: readStripeEvent(body), verified_by, body, content_type: 'application/json', headers: {}, received_at: new Date(AT.getTime() + 60_000) });
  };
  const receiveAll = async (events: readonly StripeEventJson[]) => {
    const results = [];
    for (const event of events) results.push(await receive(event));
    return results;
  };
  const types = async (opportunityId: string) => (await eventsOf(store, 'acme', opportunityId)).map(({ type }) => type).filter((type) => type.startsWith('Payment') && type !== 'PaymentLinkSent');

  it('PY-03: a verified success makes PAID, the stage PAID and PaymentSucceeded, once', async () => {
    const { opportunity_id, payment_id, link_id } = await payable();
    const events = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    const results = await receiveAll([...events, ...events]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'ignored', 'applied', 'duplicate', 'duplicate', 'duplicate']);
    expect(results[0]).toMatchObject({ opportunity_id, payment_id, payment_state: 'PAID', stage: 'PAID' });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({
      stage: 'PAID',
      payment_state: 'PAID',
      payments: [{ status: 'PAID', link_active: false, verified_by: 'webhook', paid_at: expect.any(Date), provider_payment_id: expect.stringMatching(/^pi_/) }],
    });
    expect(await types(opportunity_id)).toEqual(['PaymentSucceeded']);
    expect((await clocksOf(store, 'acme', opportunity_id)).map((clock) => clock.split(': ')[1])).toEqual(['met', 'met', 'met']);
  });

  it('PY-03: a declined card is told as PaymentFailed each time, and a later success still pays', async () => {
    const { opportunity_id, link_id } = await payable();
    const page = stripe.checkout.open(link_id).id;
    await receiveAll([...stripe.checkout.decline(page), ...stripe.checkout.decline(page, 'expired_card')]);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING', payment_state: 'FAILED', payments: [{ status: 'FAILED', reason: 'expired_card', link_active: true }] });
    await receiveAll(stripe.checkout.pay(page));
    expect(await types(opportunity_id)).toEqual(['PaymentFailed', 'PaymentFailed', 'PaymentSucceeded']);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payments: [{ status: 'PAID', reason: null }] });
  });

  it('PY-03: a bank debit is PAYMENT_PENDING until it settles', async () => {
    const { opportunity_id, link_id } = await payable();
    const page = stripe.checkout.open(link_id).id;
    await receiveAll(stripe.checkout.startDebit(page));
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING', payment_state: 'PAYMENT_PENDING' });
    await receiveAll(stripe.checkout.settleDebit(page, true));
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'PAID' });
  });

  it('PY-02: after a bank debit failed its spent link is not offered again: a new one is made', async () => {
    const { opportunity_id, link_id } = await payable();
    const page = stripe.checkout.open(link_id).id;
    await receiveAll([...stripe.checkout.startDebit(page), ...stripe.checkout.settleDebit(page, false)]);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ payment_state: 'FAILED', payments: [{ link_active: false }] });
    expect(await types(opportunity_id)).toEqual(['PaymentFailed']);
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const [made] = await createPaymentLinks(store, 'acme', { items: [{ opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null }], gateway, at: AT, actor: ACTOR });
    expect(made).toMatchObject({ ok: true, created: true, payment_state: 'PAYMENT_LINK_SENT' });
  });

  it('PY-04: refunds and disputes change the payment, never the stage', async () => {
    const { opportunity_id, link_id } = await payable();
    const paid = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    await receiveAll(paid);
    const intent = String(paid[0]?.data.object.id);
    await receiveAll(stripe.checkout.refund(intent, 50_000));
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'REFUNDED', payments: [{ refunded_minor: 50_000 }] });
    const dispute = stripe.checkout.openDispute(intent);
    await receive(stripe.events.at(-1)!);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'EXCEPTION', payments: [{ reason: `dispute ${dispute.id} on ${intent} is open` }] });
    await receiveAll(stripe.checkout.closeDispute(dispute.id, 'won'));
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'REFUNDED' });
    expect(await types(opportunity_id)).toEqual(['PaymentSucceeded', 'PaymentRefunded', 'PaymentException']);
  });

  it('PY-03: a refund and a dispute that come before their payment wait for it and count then', async () => {
    const { opportunity_id, link_id } = await payable();
    const paid = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    const intent = String(paid[0]?.data.object.id);
    const [refund] = stripe.checkout.refund(intent, 350_000);
    stripe.checkout.openDispute(intent);
    const dispute = stripe.events.at(-1)!;
    expect((await receive(dispute)).outcome).toBe('unmatched');
    expect((await receive(refund!)).outcome).toBe('applied');
    await receiveAll(paid);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'REFUNDED', payments: [{ status: 'REFUNDED', refunded_minor: 350_000 }] });
  });

  it.each([
    ['a wrong amount', { amount: 349_999 }, 'paid 3499.99 CAD, the offer asks for 3500.00 CAD'],
    ['too much', { amount: 700_000 }, 'paid 7000.00 CAD, the offer asks for 3500.00 CAD'],
  ])('PY-03: %s is an EXCEPTION, moves no stage and is told', async (_, { amount }, reason) => {
    const { opportunity_id, link_id } = await payable();
    const [succeeded] = stripe.checkout.pay(stripe.checkout.open(link_id).id, amount);
    expect(await receive(succeeded!)).toMatchObject({ outcome: 'applied', payment_state: 'EXCEPTION', stage: 'PAYMENT_PENDING' });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ payments: [{ status: 'EXCEPTION', paid_at: null, verified_by: null, reason: expect.stringContaining(reason) }] });
    expect(await types(opportunity_id)).toEqual(['PaymentException']);
  });

  it('PY-03: a wrong currency, another offer, test mode and another account never pay; each is kept with its reason', async () => {
    const { opportunity_id, offer_id, link_id } = await payable();
    const [genuine] = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    const object = genuine!.data.object;
    const metadata = object['metadata'] as Record<string, string>;
    const forged = (id: string, changes: object, outer: object = {}) => ({ ...genuine!, ...outer, id, data: { object: { ...object, ...changes } } }) as StripeEventJson;
    expect(await receive(forged('evt_test_mode', {}, { livemode: false }))).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('test event') });
    expect(await receive(forged('evt_other_offer', { metadata: { ...metadata, offer_id: newId() } }))).toMatchObject({ outcome: 'refused', reason: expect.stringContaining(offer_id) });
    expect(await receive(forged('evt_other_account', { metadata: { ...metadata, account_id: 'other' } }))).toMatchObject({ outcome: 'refused', reason: expect.stringContaining("account 'other'") });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING', payment_state: 'PAYMENT_LINK_SENT' });
    expect(await receive(forged('evt_currency', { currency: 'usd' }))).toMatchObject({ outcome: 'applied', payment_state: 'EXCEPTION' });
    const kept = await store.transaction('acme', (tx) => tx.db.selectFrom('raw_deliveries').select(['dedupe_key', 'reason']).where('dedupe_key', 'in', ['evt_test_mode', 'evt_other_offer', 'evt_other_account']).execute());
    expect(kept).toHaveLength(3);
    expect(kept.every(({ reason }) => reason !== null)).toBe(true);
  });

  it("GV-01: another account's store keeps the event as refused and knows nothing of the opportunity", async () => {
    const { opportunity_id, link_id } = await payable();
    const [succeeded] = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    expect(await receive(succeeded!, 'other')).toMatchObject({ outcome: 'refused', opportunity_id: null, reason: "it belongs to account 'acme', this is 'other'" });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING' });
  });

  it('PY-03: money for an unknown opportunity of ours is kept and told to a manager', async () => {
    const { link_id } = await payable();
    const [succeeded] = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    const object = { ...succeeded!.data.object, id: `pi_${newId()}`, metadata: { account_id: 'acme', opportunity_id: newId(), offer_id: newId(), payment_id: newId() } };
    const result = await receive({ ...succeeded!, id: 'evt_unknown', data: { object } });
    expect(result).toMatchObject({ outcome: 'unmatched', reason: expect.stringContaining('no payment is known for opportunity') });
    const told = await store.transaction('acme', (tx) => tx.db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', result.delivery_id).execute());
    expect(told).toMatchObject([{ type: 'PaymentException', data: { opportunity_id: null, reason: expect.stringContaining('evt_unknown') } }]);
  });

  it('PY-03: a link paid twice at Stripe is an EXCEPTION, and PAID again when the surplus is refunded', async () => {
    const { opportunity_id, link_id } = await payable();
    const pages = [stripe.checkout.open(link_id).id, stripe.checkout.open(link_id).id];
    const [first, second] = pages.map((page) => stripe.checkout.pay(page)) as [StripeEventJson[], StripeEventJson[]];
    await receiveAll([...second, ...first]);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'EXCEPTION' });
    await receiveAll(stripe.checkout.refund(String(second[0]?.data.object.id), 350_000));
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'PAID', payments: [{ provider_payment_id: first[0]?.data.object.id }] });
    expect((await types(opportunity_id)).filter((type) => type === 'PaymentSucceeded')).toHaveLength(1);
  });

  it('PY-03: money for a closed opportunity is recorded and told, the stage stays', async () => {
    const { opportunity_id, link_id } = await payable();
    const [succeeded] = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    await store.transaction('acme', (tx) => tx.db.updateTable('opportunities').set({ stage: 'CLOSED_LOST' }).where('id', '=', opportunity_id).execute());
    expect(await receive(succeeded!)).toMatchObject({ outcome: 'applied', payment_state: 'PAID', stage: 'CLOSED_LOST' });
    expect(await types(opportunity_id)).toEqual(['PaymentSucceeded', 'PaymentException']);
  });

  it('PY-03: a payment that outruns the commit of its link is not lost and not overwritten', async () => {
    const ids = await makeOpportunity(store, 'acme', { at: AT });
    const real = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const gateway = {
      ...real,
      createLink: async (request: Parameters<typeof real.createLink>[0]) => {
        const link = await real.createLink(request);
        await receiveAll(stripe.checkout.pay(stripe.checkout.open(link.link_id).id));
        return link;
      },
    };
    const items = [{ opportunity_id: ids.opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null }];
    const [made] = await createPaymentLinks(store, 'acme', { items, gateway, at: AT, actor: ACTOR });
    expect(made).toMatchObject({ ok: true, stage: 'PAID', payment_state: 'PAID', link_active: false });
    expect(await stateOf(store, 'acme', ids.opportunity_id)).toMatchObject({ stage: 'PAID', payments: [{ status: 'PAID' }] });
  });

  it('PY-03: found by the API first, the webhook of the same event changes nothing; the proof says how', async () => {
    const { opportunity_id, link_id } = await payable();
    const [succeeded, , completed] = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    await receive(succeeded!, 'acme', 'api');
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ payments: [{ status: 'PAID', verified_by: 'api' }] });
    expect((await receive(succeeded!)).outcome).toBe('duplicate');
    await receive(completed!);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ payments: [{ status: 'PAID', verified_by: 'webhook' }] });
  });

  it('PY-03: twenty deliveries of one payment at once, duplicates among them, pay once', async () => {
    const { opportunity_id, link_id } = await payable();
    const events = stripe.checkout.pay(stripe.checkout.open(link_id).id);
    const burst = Array.from({ length: 20 }, (_, n) => events[n % events.length]!);
    const outcomes = (await Promise.all(burst.map((event) => receive(event)))).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(17);
    expect(await types(opportunity_id)).toEqual(['PaymentSucceeded']);
  });

  it('PY-03: every change of a payment status is in the audit trail', async () => {
    const { payment_id, link_id } = await payable();
    await receiveAll(stripe.checkout.pay(stripe.checkout.open(link_id).id));
    const trail = await store.transaction('acme', (tx) => tx.db.selectFrom('audit_entries').select(['action', 'before', 'after', 'actor']).where('subject_id', '=', payment_id).orderBy('seq').execute());
    expect(trail).toMatchObject([{ action: 'payment_settled', before: { status: 'NONE' }, after: { status: 'PAYMENT_LINK_SENT' } }, { action: 'payment_settled', actor: { kind: 'vendor', id: 'stripe' }, after: { status: 'PAID' } }]);
  });

  it('PY-03: any order with duplicates ends, in the store too, where the ordered history ends', async () => {
    const ended = async (events: readonly PaymentEvent[]) => {
      const { opportunity_id, offer_id, payment_id } = await payable();
      const tag = payment_id.slice(-8);
      const own = (event: PaymentEvent): PaymentEvent => ({ ...event, event_id: `${event.event_id}_${tag}`, account_id: 'acme', opportunity_id, offer_id, payment_id, intent_id: event.intent_id && `${event.intent_id}_${tag}` });
      for (const event of events.map(own)) {
        const { event_id, event_type, live_mode, occurred_at } = event;
        // As at Stripe: a dispute names nothing but its payment intent.
        const bare = event.kind === 'disputed' ? { ...event, account_id: null, opportunity_id: null, offer_id: null, payment_id: null } : event;
        await applyPaymentEvent(store, 'acme', { provider: 'stripe', event: { event_id, event_type, live_mode, occurred_at, payment_event: bare }, verified_by: 'webhook', body: Buffer.from(event_id), content_type: null, headers: {}, received_at: AT });
      }
      const { stage, payment_state, payments } = await stateOf(store, 'acme', opportunity_id);
      return JSON.stringify({ stage, payment_state, payments: payments.map(({ id: _id, offer_id: _offer, link_id: _link, ...rest }) => rest) }).replaceAll(`_${tag}`, '');
    };
    const cases = paymentHistory.chain((history) => deliveriesOf(history).map((arrived) => ({ history, arrived })));
    await fc.assert(
      fc.asyncProperty(cases, async ({ history, arrived }) => {
        expect(await ended(arrived)).toBe(await ended(history));
      }),
      { numRuns: 25, interruptAfterTimeLimit: 45_000, endOnFailure: true },
    );
  });
});
