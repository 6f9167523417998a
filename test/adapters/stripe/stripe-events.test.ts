import fc from 'fast-check';

import { readStripeEvent, stripeGateway, verifyStripeDelivery } from '../../../engine/adapters/stripe';
import { type FakeStripe, startFakeStripe, type StripeEventJson } from '../../support/fake-stripe';
import { IDS } from '../../support/payment-events';

const KEY = 'sk_live_51abc';
const NOW = new Date('2026-03-02T15:00:00.000Z');

describe('Stripe events', () => {
  let stripe: FakeStripe;
  let link: string;
  beforeAll(async () => {
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_1', now: () => NOW });
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const request = { idempotency_key: 'k', title: 'Package', amount_minor: 5_000, currency: 'ISK', metadata: { ...IDS }, redirect_url: null };
    link = (await gateway.createLink(request)).link_id;
  });
  afterAll(() => stripe.close());
  const read = (event: StripeEventJson | undefined) => readStripeEvent(Buffer.from(JSON.stringify(event))).payment_event;

  it('PY-03: a visit with a declined card, a payment, a refund and a dispute is read in our words and minor units', () => {
    const page = stripe.checkout.open(link);
    const [declined] = stripe.checkout.decline(page.id);
    const [succeeded, charged, completed] = stripe.checkout.pay(page.id);
    const intent_id = String(succeeded?.data.object.id);
    expect(read(declined)).toMatchObject({ kind: 'failed', intent_id, reason: 'insufficient_funds', ...IDS });
    expect(read(succeeded)).toMatchObject({ kind: 'succeeded', intent_id, amount_minor: 5_000, currency: 'ISK', live_mode: true, occurred_at: NOW, ...IDS });
    expect(read(charged)).toBeNull();
    expect(read(completed)).toMatchObject({ kind: 'checkout_paid', intent_id, session_id: page.id, link_id: link, amount_minor: 5_000, ...IDS });
    expect(read(stripe.checkout.refund(intent_id, 100_000)[0])).toMatchObject({ kind: 'refunded', intent_id, refunded_minor: 1_000, ...IDS });
    const dispute = stripe.checkout.openDispute(intent_id);
    expect(read(stripe.events.at(-1))).toMatchObject({ kind: 'disputed', intent_id, dispute_id: dispute.id, dispute_status: 'open', opportunity_id: null });
    expect(read(stripe.checkout.closeDispute(dispute.id, 'lost')[0])).toMatchObject({ kind: 'disputed', dispute_status: 'lost' });
  });

  it('PY-03: a bank debit is unpaid when the page is completed and paid when it settles', async () => {
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const { link_id } = await gateway.createLink({ idempotency_key: 'k2', title: 'P', amount_minor: 10_000, currency: 'CAD', metadata: { ...IDS }, redirect_url: null });
    const page = stripe.checkout.open(link_id);
    expect(stripe.checkout.startDebit(page.id).map(read)).toMatchObject([{ kind: 'checkout_unpaid' }]);
    expect(stripe.checkout.settleDebit(page.id, true).map((event) => read(event)?.kind)).toEqual(['succeeded', undefined, 'checkout_paid']);
  });

  it('PY-03: an event type that says nothing about payments, and a subscription, are read as no payment event', () => {
    const base = stripe.events[0]!;
    expect(read({ ...base, type: 'product.created' })).toBeNull();
    expect(read({ ...base, type: 'checkout.session.completed', data: { object: { id: 'cs_1', object: 'checkout.session', mode: 'subscription', payment_status: 'paid' } } })).toBeNull();
  });

  it('PY-03: a body of the wrong shape names every mistake', () => {
    expect(() => readStripeEvent(Buffer.from('{"id":"x","object":"event"}'))).toThrow(/5 mistakes: id: must be a Stripe event id.*type.*created.*livemode.*data/);
    expect(() => readStripeEvent(Buffer.from('not json'))).toThrow('The Stripe event has 1 mistake');
    const broken = { ...stripe.events[0]!, type: 'payment_intent.succeeded', data: { object: { id: 'pi', object: 'payment_intent' } } };
    expect(() => read(broken)).toThrow(/The Stripe event payment_intent.succeeded has 2 mistakes: amount_received.*currency/);
  });
});

describe('Stripe signature', () => {
  let stripe: FakeStripe;
  beforeAll(async () => {
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_new' });
  });
  afterAll(() => stripe.close());
  const event = { id: 'evt_1', object: 'event', type: 'x', created: 1, livemode: true } as unknown as StripeEventJson;
  const check = (secrets: string[], options: { at?: Date; secret?: string; body?: string; signature?: string | null } = {}) => () => {
    const { body, headers } = stripe.sign(event, { at: options.at ?? NOW, ...(options.secret ? { secret: options.secret } : {}) });
    const signature = options.signature === undefined ? (headers['stripe-signature'] ?? null) : options.signature;
    return verifyStripeDelivery({ body: Buffer.from(options.body ?? body), signature, receivedAt: NOW, toleranceSeconds: 300 }, secrets);
  };
  const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

  it('PY-03: bytes signed with any of the secrets are genuine, so that a secret can be rotated', () => {
    expect(check(['whsec_new'])).not.toThrow();
    expect(check(['whsec_old', 'whsec_new\n'])).not.toThrow();
    expect(check(['whsec_old', 'whsec_new'], { secret: 'whsec_old' })).not.toThrow();
  });

  it.each([
    ['a changed byte', { body: '{"id":"evt_2"}' }],
    ['a foreign secret', { secret: 'whsec_forged' }],
    ['a signature older than 5 minutes', { at: after(-301) }],
    ['a signature more than 5 minutes ahead', { at: after(302) }],
    ['no header', { signature: null }],
    ['an empty header', { signature: '' }],
    ['a header of another scheme', { signature: `t=${NOW.getTime() / 1000},v0=abc` }],
  ])('PY-03: %s is refused', (_, options) => {
    expect(check(['whsec_new'], options)).toThrow(expect.objectContaining({ code: 'STRIPE_SIGNATURE_INVALID' }));
  });

  it.each([
    ['300 s old', -300],
    ['300 s ahead', 300],
  ])('PY-03: a signature exactly %s is still genuine', (_, seconds) => {
    expect(check(['whsec_new'], { at: after(seconds) })).not.toThrow();
  });

  it('PY-03: of 5,000 forged, changed, stale or mangled deliveries none is accepted', () => {
    const { body, headers } = stripe.sign(event, { at: NOW });
    const signature = String(headers['stripe-signature']);
    const flip = (text: string, at: number) => text.slice(0, at % text.length) + (text[at % text.length] === '0' ? '1' : '0') + text.slice((at % text.length) + 1);
    const forgeries = fc.record({ how: fc.constantFrom('body', 'signature', 'secret', 'stale', 'ahead', 'cut', 'text'), at: fc.nat(10_000), text: fc.string() });
    fc.assert(
      fc.property(forgeries, ({ how, at, text }) => {
        const changed = { body: flip(body, at), signature: flip(signature, signature.indexOf('v1=') + 3 + (at % 64)), cut: signature.slice(0, at % signature.length) };
        const options = {
          body: { body: changed.body },
          signature: { signature: changed.signature },
          secret: { secret: `whsec_${text}` },
          stale: { at: after(-301 - at) },
          ahead: { at: after(302 + at) },
          cut: { signature: changed.cut },
          text: { signature: text },
        }[how];
        fc.pre(changed.body !== body && changed.signature !== signature && text !== 'new');
        expect(check(['whsec_new', 'whsec_other'], options)).toThrow(expect.objectContaining({ code: 'STRIPE_SIGNATURE_INVALID' }));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([[[]], [['', '  ']]])('PY-03: without a secret nothing is accepted (%j)', (secrets) => {
    expect(check(secrets)).toThrow('No Stripe webhook secret is set');
  });
});
