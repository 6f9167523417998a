import { createPaymentLinks, type LinkItem } from '../../engine/commands/create-payment-links';
import { duePaymentLinks, expirePaymentLinks } from '../../engine/commands/expire-payment-links';
import { stripeGateway } from '../../engine/adapters/stripe';
import { newId, type Store } from '../../engine/store';
import { type FakeStripe, startFakeStripe } from '../support/fake-stripe';
import { clocksOf, eventsOf, makeFirm, makeOpportunity, stateOf } from '../support/payable-opportunity';
import { describeStores } from '../support/stores';

const KEY = 'sk_live_51abc';
const AT = new Date('2026-03-02T15:00:00.000Z');
const DAY = 86_400_000;
const ACTOR = { kind: 'workflow', id: 'w1' } as const;
const later = (days: number) => new Date(AT.getTime() + days * DAY);

describeStores('create payment links', (open) => {
  let store: Store;
  let stripe: FakeStripe;
  beforeAll(async () => {
    store = await open();
    await makeFirm(store, 'acme', AT);
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_1' });
  });
  afterAll(() => stripe.close());

  const gateway = () => stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
  const item = (opportunity_id: string, overrides: Partial<LinkItem> = {}): LinkItem => ({ opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null, ...overrides });
  const create = (items: LinkItem[], at = AT) => createPaymentLinks(store, 'acme', { items, gateway: gateway(), at, actor: ACTOR });
  const expire = (ids: string[], acting_user_id: string | null = null, at = AT) =>
    expirePaymentLinks(store, 'acme', { items: ids.map((opportunity_id) => ({ opportunity_id, acting_user_id, reason: 'client asked' })), gateway: gateway(), at, actor: ACTOR });
  const creations = (from: number) => stripe.requests.slice(from).filter(({ method, path }) => method === 'POST' && path === '/v1/payment_links').length;

  it('PY-02: makes a link, moves to PAYMENT_PENDING and tells PaymentLinkSent with its expiry', async () => {
    const { opportunity_id, offer_id } = await makeOpportunity(store, 'acme', { at: AT });
    const [made] = await create([item(opportunity_id)]);
    expect(made).toMatchObject({ ok: true, created: true, opportunity_id, offer_id, stage: 'PAYMENT_PENDING', payment_state: 'PAYMENT_LINK_SENT', amount_minor: 350_000, currency: 'CAD', expires_at: later(10), link_url: expect.stringContaining('/pay/plink_') });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING', payment_state: 'PAYMENT_LINK_SENT', payments: [{ status: 'PAYMENT_LINK_SENT', link_active: true }] });
    expect((await eventsOf(store, 'acme', opportunity_id)).map(({ type }) => type)).toEqual(['StageChanged', 'PaymentLinkSent']);
  });

  it('PY-02: asking again gives the same link and calls Stripe no more', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const [first] = await create([item(opportunity_id), item(opportunity_id)]);
    const calls = stripe.requests.length;
    const [again] = await create([item(opportunity_id)]);
    expect(again).toEqual({ ...first, created: false });
    expect(stripe.requests).toHaveLength(calls);
    expect((await stateOf(store, 'acme', opportunity_id)).payments).toHaveLength(1);
  });

  it('PY-02: one bad item never spoils the others, and each says all that is wrong', async () => {
    const good = await makeOpportunity(store, 'acme', { at: AT });
    const early = await makeOpportunity(store, 'acme', { at: AT, stage: 'QUALIFIED', terms_locked: false });
    const unknown = newId();
    const results = await create([item(early.opportunity_id, { expiry_days: 30 }), item(good.opportunity_id, { expiry_days: 7 }), item(unknown), item(good.opportunity_id, { acting_user_id: 'nobody' })]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error.code))).toEqual(['PAYMENT_LINK_REFUSED', 'ok', 'OPPORTUNITY_UNKNOWN', 'USER_UNKNOWN']);
    expect(results[0]).toMatchObject({ error: { problems: [{ field: 'stage' }, { field: 'offer.terms_locked_at' }, { field: 'expiry_days' }] } });
    expect(results[1]).toMatchObject({ expires_at: later(7) });
  });

  it('PY-02: a closer sends links of their own opportunities only, a setter none, a manager any', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const ask = async (acting_user_id: string) => (await create([item(opportunity_id, { acting_user_id })]))[0];
    expect(await ask('sam')).toMatchObject({ ok: false, error: { message: expect.stringContaining("'sam' is setter; only closer or manager may send a payment link") } });
    expect(await ask('omar')).toMatchObject({ ok: false, error: { message: expect.stringContaining("assigned to 'noor'") } });
    expect(await ask('noor')).toMatchObject({ ok: true, created: true });
    expect(await ask('mia')).toMatchObject({ ok: true, created: false });
  });

  it.each(['before', 'after'] as const)('PY-02: when the answer of Stripe is lost (%s it acted) the same draft is taken up and one link exists', async (fault) => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const from = stripe.requests.length;
    stripe.fail(fault, fault, fault);
    const [lost] = await create([item(opportunity_id)]);
    expect(lost).toMatchObject({ ok: false, error: { code: 'STRIPE_UNREACHABLE' } });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PROPOSAL_SENT', payments: [{ status: 'NONE', link_id: null }] });
    const [made] = await create([item(opportunity_id)]);
    expect(made).toMatchObject({ ok: true, created: true });
    expect((await stateOf(store, 'acme', opportunity_id)).payments).toHaveLength(1);
    const keys = new Set(stripe.requests.slice(from).filter(({ path }) => path === '/v1/payment_links').map(({ idempotency_key }) => idempotency_key));
    expect(keys.size).toBe(1);
  }, 30_000);

  it('PY-02: at the same time by ten runs it is one link', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const made = (await Promise.all(Array.from({ length: 10 }, () => create([item(opportunity_id)])))).flat();
    expect(made.every(({ ok }) => ok)).toBe(true);
    const state = await stateOf(store, 'acme', opportunity_id);
    expect(state.payments).toHaveLength(1);
    expect(new Set(made.map((result) => (result.ok ? result.link_id : null)))).toEqual(new Set([state.payments[0]?.link_id]));
    expect((await eventsOf(store, 'acme', opportunity_id)).filter(({ type }) => type === 'PaymentLinkSent')).toHaveLength(1);
  });

  it('PY-02: 50 opportunities in one run get 50 links', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await makeOpportunity(store, 'acme', { at: AT })).opportunity_id));
    const from = stripe.requests.length;
    const made = await create(ids.map((id) => item(id)));
    expect(made.filter((result) => result.ok && result.created).map((result) => (result.ok ? result.opportunity_id : ''))).toEqual(ids);
    expect(creations(from)).toBe(50);
  });

  it('PY-02: a link past its expiry is replaced: the old one is ended at Stripe first', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const [first] = await create([item(opportunity_id)]);
    const [second] = await create([item(opportunity_id)], later(11));
    expect(second).toMatchObject({ ok: true, created: true, expires_at: later(21) });
    const old = first?.ok ? String(first.link_id) : '';
    expect(() => stripe.checkout.open(old)).toThrow('no longer valid');
    const { payments } = await stateOf(store, 'acme', opportunity_id);
    expect(payments.map(({ link_active }) => link_active)).toEqual([false, true]);
  });

  it('PY-02: expiring a link ends it and its open pages, returns to NEGOTIATION, and is told once', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const [made] = await create([item(opportunity_id)]);
    const page = stripe.checkout.open(made?.ok ? String(made.link_id) : '');
    expect((await expire([opportunity_id], 'sam'))[0]).toMatchObject({ ok: false, error: { code: 'PAYMENT_LINK_REFUSED' } });
    expect(page['status']).toBe('open');
    const [ended, twice] = await expire([opportunity_id, opportunity_id]);
    expect(ended).toMatchObject({ ok: true, expired: true, stage: 'NEGOTIATION', payment_state: 'NONE' });
    expect(twice).toEqual(ended);
    expect(page['status']).toBe('expired');
    expect((await expire([opportunity_id]))[0]).toMatchObject({ ok: true, expired: false, payment_id: null, stage: 'NEGOTIATION' });
    expect((await eventsOf(store, 'acme', opportunity_id)).filter(({ type }) => type === 'PaymentLinkExpired')).toHaveLength(1);
  });

  it('SL-01: the chase clocks of days 1, 3 and 7 start with the link, stop when it expires, and start anew with a new link', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    await create([item(opportunity_id)]);
    const running = await clocksOf(store, 'acme', opportunity_id);
    expect(running).toHaveLength(3);
    expect(running.every((clock) => clock.startsWith('PaymentChase') && clock.endsWith('pending'))).toBe(true);
    await expire([opportunity_id], null, later(0.5));
    expect((await clocksOf(store, 'acme', opportunity_id)).every((clock) => clock.endsWith('cancelled'))).toBe(true);
    await create([item(opportunity_id)], later(0.6));
    expect((await clocksOf(store, 'acme', opportunity_id)).filter((clock) => clock.endsWith('pending'))).toHaveLength(3);
  });

  it('PY-02: due links are those whose expiry has passed and that are still active', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    await create([item(opportunity_id)]);
    expect(await duePaymentLinks(store, 'acme', { at: later(9), limit: 1_000 })).not.toContain(opportunity_id);
    expect(await duePaymentLinks(store, 'acme', { at: later(10), limit: 1_000 })).toContain(opportunity_id);
    await expire([opportunity_id]);
    expect(await duePaymentLinks(store, 'acme', { at: later(10), limit: 1_000 })).not.toContain(opportunity_id);
  });

  it("GV-01: another account's opportunity is unknown, and no call is made", async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const from = stripe.requests.length;
    const [refused] = await createPaymentLinks(store, 'other', { items: [item(opportunity_id)], gateway: gateway(), at: AT, actor: ACTOR });
    expect(refused).toMatchObject({ ok: false, error: { code: 'OPPORTUNITY_UNKNOWN' } });
    expect(stripe.requests).toHaveLength(from);
  });
});
