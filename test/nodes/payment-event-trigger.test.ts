import { stripeGateway } from '../../engine/adapters/stripe';
import { createPaymentLinks } from '../../engine/commands/create-payment-links';
import { closeStores, newId, storeOf } from '../../engine/store';
import { PaymentEventTrigger } from '../../nodes/PaymentEventTrigger/PaymentEventTrigger.node';
import { type FakeStripe, startFakeStripe, type StripeEventJson } from '../support/fake-stripe';
import { makeFirm, makeOpportunity, stateOf } from '../support/payable-opportunity';
import { callWebhook, type PlainCredentials } from '../support/run-node';

const KEY = 'sk_live_51abc';
const SECRET = 'whsec_current_secret';
const account = { accountId: 'pay-hook', store: 'embedded', folder: 'memory://' };
const credentials: PlainCredentials = { salesOsAccountApi: account, salesOsSourceSecretsApi: { stripe_webhook_secrets: `whsec_old_secret\n${SECRET}` } };
const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });

describe('Payment Event Trigger', () => {
  let stripe: FakeStripe;
  beforeAll(async () => {
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: SECRET });
    await makeFirm(await open(), 'pay-hook', new Date());
  });
  afterAll(async () => {
    await stripe.close();
    await closeStores();
  });

  async function payable() {
    const ids = await makeOpportunity(await open(), 'pay-hook', { at: new Date() });
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const items = [{ opportunity_id: ids.opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null }];
    const [made] = await createPaymentLinks(await open(), 'pay-hook', { items, gateway, at: new Date(), actor: { kind: 'workflow', id: 'w' } });
    return { ...ids, link_id: made?.ok ? String(made.link_id) : '' };
  }
  const pay = async () => {
    const made = await payable();
    return { ...made, events: stripe.checkout.pay(stripe.checkout.open(made.link_id).id) };
  };
  const send = (event: StripeEventJson, options: { at?: Date; secret?: string } = {}, own = credentials) => {
    const { body, headers } = stripe.sign(event, options);
    return callWebhook({ node: PaymentEventTrigger, credentials: own, request: { headers, body } });
  };
  const deliveries = async () => (await open()).transaction('pay-hook', ({ db }) => db.selectFrom('raw_deliveries').selectAll().orderBy('id').execute());

  it('PY-03: applies a signed success before it answers 200, and starts the workflow with one item', async () => {
    const { opportunity_id, prospect_id, lead_id, events } = await pay();
    const result = await send(events[0]!);
    expect(result).toMatchObject({ status: 200, noWebhookResponse: false, body: { outcome: 'applied', delivery_id: expect.any(String) } });
    expect(result.workflowData).toMatchObject([[{ json: { provider: 'stripe', outcome: 'applied', kind: 'succeeded', event_type: 'payment_intent.succeeded', opportunity_id, prospect_id, lead_id, payment_state: 'PAID', stage: 'PAID' } }], []]);
    expect(await stateOf(await open(), 'pay-hook', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'PAID' });
    const raw = (await deliveries()).at(-1)!;
    expect(Buffer.from(raw.body).toString()).toBe(stripe.sign(events[0]!).body);
    expect(raw).toMatchObject({ source: 'stripe', dedupe_key: events[0]!.id, status: 'processed', headers: { 'stripe-signature': expect.stringContaining('v1=') } });
  });

  it('PY-03: a duplicate and an event that says nothing about payments get 200 and start nothing', async () => {
    const { events } = await pay();
    await send(events[0]!);
    expect(await send(events[0]!)).toMatchObject({ status: 200, workflowData: undefined, body: { outcome: 'duplicate' } });
    expect(await send(events[1]!)).toMatchObject({ status: 200, workflowData: undefined, body: { outcome: 'ignored' } });
  });

  it('PY-03: the secret before a rotation still counts', async () => {
    const { events } = await pay();
    expect(await send(events[0]!, { secret: 'whsec_old_secret' })).toMatchObject({ status: 200, body: { outcome: 'applied' } });
  });

  it.each([
    ['a forged signature', { secret: 'whsec_forged_secret' }],
    ['a stale signature', { at: new Date(Date.now() - 301_000) }],
    ['a signature from the future', { at: new Date(Date.now() + 400_000) }],
  ])('PY-03: %s is answered 401, stores nothing and pays nothing', async (_, options) => {
    const { opportunity_id, events } = await pay();
    const before = (await deliveries()).length;
    expect(await send(events[0]!, options)).toMatchObject({ status: 401, workflowData: undefined, noWebhookResponse: true, body: { error: 'STRIPE_SIGNATURE_INVALID' } });
    expect(await deliveries()).toHaveLength(before);
    expect(await stateOf(await open(), 'pay-hook', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING' });
  });

  it('PY-03: a changed byte and a missing header are answered 401', async () => {
    const { events } = await pay();
    const { body, headers } = stripe.sign(events[0]!);
    const call = (request: { headers: Record<string, string>; body: string }) => callWebhook({ node: PaymentEventTrigger, credentials, request });
    expect(await call({ headers, body: body.replace('350000', '350001') })).toMatchObject({ status: 401 });
    expect(await call({ headers: { 'content-type': 'application/json' }, body })).toMatchObject({ status: 401, body: { message: expect.stringContaining('header is missing') } });
  });

  it('GV-02: refuses while no secret is set, with or without the credential', async () => {
    const { events } = await pay();
    const bare: PlainCredentials[] = [{ salesOsAccountApi: account, salesOsSourceSecretsApi: { stripe_webhook_secrets: ' \n' } }, { salesOsAccountApi: account }];
    for (const own of bare) {
      expect(await send(events[0]!, {}, own)).toMatchObject({ status: 401, body: { error: 'STRIPE_SECRET_MISSING', message: expect.stringContaining('Source Secrets') } });
    }
  });

  it('PY-03: a test event in live mode is kept with its reason, answered 200, and starts nothing', async () => {
    const { opportunity_id, events } = await pay();
    expect(await send({ ...events[0]!, id: 'evt_testmode', livemode: false })).toMatchObject({ status: 200, workflowData: undefined, body: { outcome: 'refused' } });
    expect((await deliveries()).at(-1)).toMatchObject({ is_test: true, reason: expect.stringContaining('test event') });
    expect(await stateOf(await open(), 'pay-hook', opportunity_id)).toMatchObject({ stage: 'PAYMENT_PENDING' });
  });

  it('PY-03: money for an unknown opportunity of ours goes to Review', async () => {
    const { events } = await pay();
    const object = { ...events[0]!.data.object, id: `pi_${newId()}`, metadata: { account_id: 'pay-hook', opportunity_id: newId(), offer_id: newId(), payment_id: newId() } };
    const result = await send({ ...events[0]!, id: 'evt_lost', data: { object } });
    expect(result).toMatchObject({ status: 200, body: { outcome: 'unmatched' }, workflowData: [[], [{ json: { outcome: 'unmatched', needs_review: true, reason: expect.stringContaining('no payment is known') } }]] });
  });

  it('PY-03: a genuine body of the wrong shape is answered 422 with every mistake and kept once', async () => {
    const { events } = await pay();
    const broken = { ...events[0]!, data: { object: { id: 'pi_x', object: 'payment_intent' } } } as StripeEventJson;
    const before = (await deliveries()).length;
    for (let n = 0; n < 2; n += 1) expect(await send(broken)).toMatchObject({ status: 422, workflowData: undefined, body: { error: 'STRIPE_EVENT_INVALID', problems: [{ field: 'amount_received' }, { field: 'currency' }] } });
    const kept = (await deliveries()).slice(before);
    expect(kept).toMatchObject([{ status: 'rejected', reason: expect.stringContaining('amount_received') }]);
  });

  it('PY-03: when the store is not there it answers 500, so that Stripe sends again', async () => {
    const { events } = await pay();
    const broken = { ...credentials, salesOsAccountApi: { accountId: 'pay-hook', store: 'postgres', url: 'postgres://nobody:secret@127.0.0.1:1/none', tls: 'off' } };
    const result = await send(events[0]!, {}, broken);
    expect(result).toMatchObject({ status: 500, workflowData: undefined });
    expect(JSON.stringify(result.body)).not.toContain('secret@');
  });
});
