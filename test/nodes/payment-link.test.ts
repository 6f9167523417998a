import type { IDataObject } from 'n8n-workflow';

import { closeStores, storeOf } from '../../engine/store';
import { PaymentLink } from '../../nodes/PaymentLink/PaymentLink.node';
import { type FakeStripe, startFakeStripe } from '../support/fake-stripe';
import { makeFirm, makeOpportunity, stateOf } from '../support/payable-opportunity';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { triggered } from '../support/triggered-event';

const KEY = 'sk_live_51abc';
const account = { accountId: 'link-node', store: 'embedded', folder: 'memory://' };
const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });

describe('Payment Link', () => {
  let stripe: FakeStripe;
  beforeAll(async () => {
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_1' });
    await makeFirm(await open(), 'link-node', new Date());
  });
  afterAll(async () => {
    await stripe.close();
    await closeStores();
  });

  const opportunity = async (options = {}) => (await makeOpportunity(await open(), 'link-node', { at: new Date(), ...options })).opportunity_id;
  const run = (items: IDataObject[], more: Partial<RunNodeOptions> = {}) =>
    runNode({ node: PaymentLink, items, credentials: { salesOsAccountApi: account, salesOsStripeApi: { secretKey: KEY, baseUrl: stripe.url } }, ...more });
  const jsons = (result: Awaited<ReturnType<typeof run>>) => result.outputs.map((items) => items.map(({ json }) => json));

  it('PY-02: makes a link for each item, behind any node and behind the event trigger', async () => {
    const [first, second] = [await opportunity(), await opportunity({ price_minor: 5_000, currency: 'JPY' })];
    const result = await run([{ opportunity_id: first }, triggered({ type: 'OfferLocked', data: { opportunity_id: second } })], { parameters: { options: { expiryDays: 7 } } });
    expect(result.error).toBeUndefined();
    expect(jsons(result)[0]).toMatchObject([
      { opportunity_id: first, created: true, stage: 'PAYMENT_PENDING', payment_state: 'PAYMENT_LINK_SENT', amount_minor: 350_000, amount: '3500.00', amount_text: 'CA$3,500.00', link_url: expect.stringContaining('/pay/plink_'), package_name: 'Full PR Application Package' },
      { opportunity_id: second, created: true, amount: '5000', amount_text: '¥5,000' },
    ]);
    expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
  });

  it('PY-02: a bad item goes to the error output with everything that is wrong, the good one gets its link', async () => {
    const [good, unready] = [await opportunity(), await opportunity({ stage: 'QUALIFIED', terms_locked: false })];
    const result = await run([{ opportunity_id: unready }, { opportunity_id: good }, { opportunity_id: 'x' }], { onError: 'continueErrorOutput' });
    expect(jsons(result)[0]).toMatchObject([{ opportunity_id: good, created: true }]);
    expect(jsons(result)[1]).toMatchObject([
      { error: expect.stringMatching(/stage: the stage is QUALIFIED.*offer.terms_locked_at: the terms of offer .* are not locked/) },
      { error: expect.stringContaining('opportunity_id: must be a record id') },
    ]);
  });

  it('PY-02: without continue the error names the item and lists the gaps', async () => {
    const [good, unready] = [await opportunity(), await opportunity({ terms_locked: false })];
    const { error } = await run([{ opportunity_id: good }, { opportunity_id: unready }]);
    expect(error).toMatchObject({ description: expect.stringContaining('• offer.terms_locked_at:'), context: { itemIndex: 1 } });
  });

  it('PY-03: a test key in live mode is refused before any call, with the sentence that mends it', async () => {
    const from = stripe.requests.length;
    const { error } = await run([{ opportunity_id: await opportunity() }, {}], { credentials: { salesOsAccountApi: account, salesOsStripeApi: { secretKey: 'sk_test_1', baseUrl: stripe.url } } });
    expect(error?.message).toContain('holds a test key and the firm works in live mode');
    expect(stripe.requests).toHaveLength(from);
  });

  it('PY-02: expires links, and passes through an opportunity that has none', async () => {
    const [linked, bare] = [await opportunity(), await opportunity()];
    await run([{ opportunity_id: linked }, { opportunity_id: linked }]);
    const result = await run([{ opportunity_id: linked }, { opportunity_id: bare }], { parameters: { operation: 'expire', options: { reason: 'wrong package' } } });
    expect(jsons(result)[0]).toMatchObject([
      { opportunity_id: linked, expired: true, stage: 'NEGOTIATION', link_id: expect.stringMatching(/^plink_/) },
      { opportunity_id: bare, expired: false, stage: 'PROPOSAL_SENT', link_id: null },
    ]);
  });

  it('PY-02: Expire Due ends every link whose days are over, one item a link', async () => {
    const old = new Date(Date.now() - 20 * 86_400_000);
    const [due, running] = [await opportunity({ at: old }), await opportunity()];
    await run([{ opportunity_id: due }, { opportunity_id: running }]);
    await (await open()).transaction('link-node', (tx) => tx.db.updateTable('payments').set({ expires_at: old }).where('opportunity_id', '=', due).execute());
    const result = await run([{}, {}], { parameters: { operation: 'expireDue' } });
    expect(jsons(result)[0]).toMatchObject([{ opportunity_id: due, expired: true }]);
    expect(await stateOf(await open(), 'link-node', running)).toMatchObject({ payment_state: 'PAYMENT_LINK_SENT' });
  });

  it('PY-04: Status shows the payment that counts and all of them, without a Stripe credential', async () => {
    const [linked, bare] = [await opportunity(), await opportunity()];
    await run([{ opportunity_id: linked }, { opportunity_id: linked }]);
    const result = await run([{ opportunity_id: linked }, { opportunity_id: bare }], { parameters: { operation: 'status' }, credentials: { salesOsAccountApi: account } });
    expect(result.error).toBeUndefined();
    expect(jsons(result)[0]).toMatchObject([
      { opportunity_id: linked, stage: 'PAYMENT_PENDING', payment_state: 'PAYMENT_LINK_SENT', status: 'PAYMENT_LINK_SENT', link_active: true, amount_text: 'CA$3,500.00', refunded_minor: 0, closer_id: 'noor', payments: [{ link_url: expect.any(String) }] },
      { opportunity_id: bare, payment_id: null, payment_state: 'NONE', payments: [] },
    ]);
  });

  it('PY-07: Reconcile gives one report, or one item a mismatch, with CSV and page; it needs both items right', async () => {
    const quiet = await opportunity();
    const [made] = jsons(await run([{ opportunity_id: quiet }, { opportunity_id: await opportunity() }]))[0]!;
    stripe.checkout.pay(stripe.checkout.open(String(made?.['link_id'])).id);
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const before = new Date(Date.now() + 3_600_000).toISOString();
    const look = await run([{ from, before }, { from: before, before: from }], { parameters: { resource: 'finance', operation: 'reconcile', output: 'lines', repair: false, options: { from: '={{ $json.from }}', before: '={{ $json.before }}' } }, onError: 'continueErrorOutput' });
    expect(jsons(look)[0]).toMatchObject([{ type: 'not_booked', opportunity_id: quiet, difference_minor: 350_000, repaired: false }]);
    expect(jsons(look)[1]).toMatchObject([{ error: expect.stringContaining('before it begins') }]);
    const report = await run([{ from, before }, { from, before }], { parameters: { resource: 'finance', operation: 'reconcile', output: 'report', repair: true, options: { from, before } } });
    expect(jsons(report)[0]).toMatchObject([
      { open: 0, repaired: 1, csv: expect.stringContaining('not_booked'), html: expect.stringContaining('<!doctype html>'), totals: [{ currency: 'CAD', theirs_minor: 350_000, ours_minor: 350_000 }] },
      { open: 0, repaired: 0, matched: 1 },
    ]);
  });

  it('PY-08: the finance reports read the store and need no Stripe credential', async () => {
    const period = { from: new Date(Date.now() - 3_600_000).toISOString(), before: new Date(Date.now() + 3_600_000).toISOString() };
    const make = (report: string, output: string) => runNode({ node: PaymentLink, items: [{}, {}], credentials: { salesOsAccountApi: account }, parameters: { resource: 'finance', operation: 'financeReport', report, output, options: period } });
    expect(jsons(await make('revenue', 'lines'))[0]).toEqual(expect.arrayContaining([expect.objectContaining({ signal: 'received', amount_minor: 350_000, verified_by: 'api' })]));
    expect(jsons(await make('cases', 'report'))[0]).toMatchObject([{ report: 'cases', open: 1, mismatches: [{ type: 'not_opened' }], csv: expect.any(String) }, { open: 1 }]);
    expect(jsons(await make('exceptions', 'report'))[0]).toMatchObject([{ report: 'exceptions', html: expect.stringContaining('Weekly exceptions') }, {}]);
  });

  it('PY-05, PY-06: Recover Due, Decide Exception and Match Payment speak through the node', async () => {
    expect(jsons(await run([{}, {}], { parameters: { operation: 'recoverDue', limit: 5 } }))[0]).toEqual([]);
    const id = await opportunity();
    const decided = await run([{ opportunity_id: id, acting_user_id: 'mia', decision: 'Accept', reason: 'ok' }, { opportunity_id: id, acting_user_id: 'mia', decision: 'Perhaps', reason: 'ok' }], { parameters: { resource: 'payment', operation: 'decideException' }, onError: 'continueErrorOutput' });
    expect(jsons(decided)[1]).toMatchObject([{ error: expect.stringContaining('no payment with an open exception') }, { error: expect.stringContaining('must be Accept or Refuse') }]);
    const matched = await run([{ opportunity_id: id, acting_user_id: 'mia', intent_id: 'pi_nobody', reason: 'ok' }, { opportunity_id: id, acting_user_id: 'mia', intent_id: 'ch_1', reason: 'ok' }], { parameters: { resource: 'payment', operation: 'matchPayment' }, onError: 'continueErrorOutput' });
    expect(jsons(matched)[1]).toMatchObject([{ error: expect.stringContaining("no unmatched event of 'pi_nobody'") }, { error: expect.stringContaining("Stripe's id of a payment") }]);
  });
});
