import { DomainError } from '../../../engine/core/errors';
import { CHARGEABLE_CURRENCIES, chargeLimits } from '../../../engine/core/money';
import type { PaymentLinkRequest } from '../../../engine/core/payment';
import { stripeGateway } from '../../../engine/adapters/stripe';
import { type FakeStripe, startFakeStripe } from '../../support/fake-stripe';
import { IDS } from '../../support/payment-events';

const KEY = 'sk_live_51abc';
const request: PaymentLinkRequest = {
  idempotency_key: 'salesos:payment-link:1',
  title: 'Full PR Application Package',
  amount_minor: 350_000,
  currency: 'CAD',
  metadata: { ...IDS },
  redirect_url: 'https://firm.example/thanks',
};

describe('Stripe gateway', () => {
  let stripe: FakeStripe;
  beforeEach(async () => {
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_1' });
  });
  afterEach(() => stripe.close());
  const gateway = () => stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');

  it('PY-02: the link carries the price, the ids on itself and on its payment, one payment and the redirect', async () => {
    const link = await gateway().createLink(request);
    expect(link).toMatchObject({ link_id: expect.stringMatching(/^plink_/), link_url: expect.stringContaining('/pay/plink_'), live_mode: true });
    const sent = new URLSearchParams(stripe.requests[0]?.body);
    expect(Object.fromEntries(sent)).toMatchObject({
      'line_items[0][price_data][currency]': 'cad',
      'line_items[0][price_data][unit_amount]': '350000',
      'metadata[opportunity_id]': IDS.opportunity_id,
      'metadata[offer_id]': IDS.offer_id,
      'metadata[account_id]': 'acme',
      'payment_intent_data[metadata][opportunity_id]': IDS.opportunity_id,
      'payment_intent_data[metadata][payment_id]': IDS.payment_id,
      'restrictions[completed_sessions][limit]': '1',
      'after_completion[redirect][url]': 'https://firm.example/thanks',
    });
    expect(stripe.requests[0]?.idempotency_key).toBe('salesos:payment-link:1');
  });

  it('PY-02: the same key gives the same link, also when the first answer was lost', async () => {
    stripe.fail('after');
    const first = await gateway().createLink(request);
    const second = await gateway().createLink(request);
    expect(second).toEqual(first);
    expect(stripe.requests).toHaveLength(3);
  });

  it('PY-02: ending a link deactivates it and closes every open page; ending it again is fine', async () => {
    const { link_id } = await gateway().createLink(request);
    const pages = [stripe.checkout.open(link_id), stripe.checkout.open(link_id)];
    await gateway().endLink(link_id);
    await gateway().endLink(link_id);
    expect(pages.map((page) => page['status'])).toEqual(['expired', 'expired']);
    expect(() => stripe.checkout.open(link_id)).toThrow('no longer valid');
  });

  it('PY-02: a link that this Stripe account does not have counts as ended, so that a firm may change its account', async () => {
    await expect(gateway().endLink('plink_of_another_account')).resolves.toBeUndefined();
  });

  it('PY-02: a link cannot be paid twice', async () => {
    const { link_id } = await gateway().createLink(request);
    stripe.checkout.pay(stripe.checkout.open(link_id).id);
    expect(() => stripe.checkout.open(link_id)).toThrow('no longer valid');
  });

  it.each([
    ['JPY', 5_000, '5000'],
    ['KWD', 12_340, '12340'],
    ['ISK', 5_000, '500000'],
    ['MGA', 500_000, '5000'],
    ['HUF', 9_900_000, '9900000'],
  ])('PY-01: %s goes out in the smallest unit that Stripe counts', async (currency, amount_minor, sent) => {
    await gateway().createLink({ ...request, currency, amount_minor });
    expect(new URLSearchParams(stripe.requests[0]?.body).get('line_items[0][price_data][unit_amount]')).toBe(sent);
  });

  it('PY-01: the smallest and the largest price of every currency is taken, one step beyond is refused before any call', async () => {
    const refused: string[] = [];
    for (const currency of CHARGEABLE_CURRENCIES) {
      const { least, most, step } = chargeLimits(currency)!;
      for (const amount_minor of [least, most]) await gateway().createLink({ ...request, idempotency_key: `${currency}:${amount_minor}`, currency, amount_minor });
      const calls = stripe.requests.length;
      for (const amount_minor of [least - step, most + step]) {
        const error = await gateway().createLink({ ...request, currency, amount_minor }).catch((cause: unknown) => cause);
        if (error instanceof DomainError && error.code === 'AMOUNT_NOT_CHARGEABLE') refused.push(currency);
      }
      expect(stripe.requests.length).toBe(calls);
    }
    expect(refused).toHaveLength(CHARGEABLE_CURRENCIES.length * 2);
  }, 60_000);

  it('PY-01: an amount that Stripe cannot charge exactly is refused before any call', async () => {
    await expect(gateway().createLink({ ...request, currency: 'KWD', amount_minor: 12_345 })).rejects.toThrow('12.345 KWD cannot be charged exactly; allowed: from 0.010');
    expect(stripe.requests).toHaveLength(0);
  });

  it.each([
    ['a test key in live mode', { secretKey: 'sk_test_1' }, 'live', 'holds a test key and the firm works in live mode'],
    ['a live key in test mode', { secretKey: KEY }, 'test', 'holds a live key and the firm works in test mode'],
    ['no key', { secretKey: ' ' }, 'live', 'has no secret key'],
    ['a base URL with a path', { baseUrl: 'https://api.stripe.com/v1' }, 'live', 'must be a host without a path'],
  ] as const)('PY-03: %s is refused with the sentence that mends it', (_, access, mode, sentence) => {
    expect(() => stripeGateway({ secretKey: KEY, baseUrl: stripe.url, ...access }, mode)).toThrow(sentence);
  });

  it('PY-03: a key that does not say its mode is caught by the link that comes back, which is ended at once', async () => {
    const other = await startFakeStripe({ secretKey: 'opaque', webhookSecret: 'whsec_1', liveMode: false });
    await expect(stripeGateway({ secretKey: 'opaque', baseUrl: other.url }, 'live').createLink(request)).rejects.toThrow('holds a test key');
    expect(other.requests.map(({ path }) => path).some((path) => /payment_links\/plink_/.test(path))).toBe(true);
    await other.close();
  });

  it.each([
    ['STRIPE_KEY_REFUSED', 'a wrong key', { secretKey: 'sk_live_wrong' }, {}, 'Check the secret key'],
    ['AMOUNT_NOT_CHARGEABLE', 'a currency that no client can pay in', {}, { currency: 'KPW' }, "'KPW' cannot be charged"],
    ['AMOUNT_NOT_CHARGEABLE', 'an amount below the smallest', {}, { amount_minor: 1 }, 'allowed: from 0.50 to 999999.99 CAD'],
    ['STRIPE_UNREACHABLE', 'a host that does not answer', { baseUrl: 'http://127.0.0.1:9' }, {}, 'cannot be reached'],
  ])('PY-02: %s for %s', async (code, _, access, overrides, sentence) => {
    const failing = stripeGateway({ secretKey: KEY, baseUrl: stripe.url, ...access }, 'live');
    const error = await failing.createLink({ ...request, ...overrides }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(sentence) });
  });
});
