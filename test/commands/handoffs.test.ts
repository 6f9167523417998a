import { readStripeEvent, stripeGateway } from '../../engine/adapters/stripe';
import { applyPaymentEvent } from '../../engine/commands/apply-payment-event';
import { buildHandoffs, type HandoffItem } from '../../engine/commands/build-handoffs';
import { confirmHandoffs } from '../../engine/commands/confirm-handoffs';
import { closeOpportunities } from '../../engine/commands/close-opportunities';
import { createPaymentLinks } from '../../engine/commands/create-payment-links';
import { lockOffers } from '../../engine/commands/lock-offers';
import { moveStages } from '../../engine/commands/move-stages';
import { qualifyOpportunities } from '../../engine/commands/qualify-opportunities';
import { reactivateOpportunities } from '../../engine/commands/reactivate-opportunities';
import { recordConsultations } from '../../engine/commands/record-consultations';
import { rejectHandoffs } from '../../engine/commands/reject-handoffs';
import type { Store } from '../../engine/store';
import { type FakeStripe, startFakeStripe, type StripeEventJson } from '../support/fake-stripe';
import { clocksOf, eventsOf, makeFirm, makeOpportunity, NOTES, type OpportunityOptions, stateOf } from '../support/payable-opportunity';
import { describeStores } from '../support/stores';

const KEY = 'sk_live_51abc';
const AT = new Date('2026-03-02T15:00:00.000Z');
const ACTOR = { kind: 'workflow', id: 'w1' } as const;

describeStores('handoffs', (open) => {
  let store: Store;
  let stripe: FakeStripe;
  beforeAll(async () => {
    store = await open();
    await makeFirm(store, 'acme', AT);
    stripe = await startFakeStripe({ secretKey: KEY, webhookSecret: 'whsec_1' });
  });
  afterAll(() => stripe.close());

  const receive = async (events: readonly StripeEventJson[]) => {
    for (const event of events) {
      const body = Buffer.from(JSON.stringify(event));
      await applyPaymentEvent(store, 'acme', { provider: 'stripe', event: readStripeEvent(body), verified_by: 'webhook', body, content_type: null, headers: {}, received_at: AT });
    }
  };

  /** An opportunity paid through its link, as in life. */
  async function paid(options: Partial<OpportunityOptions> = {}) {
    const ids = await makeOpportunity(store, 'acme', { at: AT, ...options });
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const [made] = await createPaymentLinks(store, 'acme', { items: [{ opportunity_id: ids.opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null }], gateway, at: AT, actor: ACTOR });
    const events = stripe.checkout.pay(stripe.checkout.open(made?.ok ? String(made.link_id) : '').id);
    await receive(events);
    return { ...ids, intent_id: String(events[0]?.data.object.id) };
  }

  const item = (opportunity_id: string, overrides: Partial<HandoffItem> = {}): HandoffItem => ({ opportunity_id, acting_user_id: null, attachments: [], priority_flag: null, ...overrides });
  const build = (...items: HandoffItem[]) => buildHandoffs(store, 'acme', { items, at: AT, actor: ACTOR });
  const confirm = async (opportunity_id: string, acting_user_id: string | null = 'olga', payload_version: number | null = null) =>
    (await confirmHandoffs(store, 'acme', { items: [{ opportunity_id, acting_user_id, payload_version, ops_reference: 'CASE-7' }], at: AT, actor: ACTOR }))[0];
  const reject = async (opportunity_id: string, reason: string, acting_user_id: string | null = 'olga') =>
    (await rejectHandoffs(store, 'acme', { items: [{ opportunity_id, acting_user_id, payload_version: null, reason }], at: AT, actor: ACTOR }))[0];
  const caseTypes = async (opportunityId: string) => (await eventsOf(store, 'acme', opportunityId)).map(({ type }) => type).filter((type) => type.startsWith('Case') || type.startsWith('Handoff'));

  it('HO-01: a paid opportunity gives the payload and CaseOpenTriggered, and stays PAID until ops confirm', async () => {
    const { opportunity_id, prospect_id, offer_id } = await paid();
    const [built] = await build(item(opportunity_id, { attachments: ['drive:passport-checklist'], priority_flag: 'Visa ends on 1 May' }));
    expect(built).toMatchObject({
      ok: true,
      complete: true,
      created: true,
      opportunity_id,
      prospect_id,
      closer_id: 'noor',
      case_open_status: 'triggered',
      payload_version: 1,
      payload: {
        client: { name: 'Asha Rao', email: 'asha@example.com', time_zone: 'America/Toronto' },
        intent: { intent_family: 'PR', program_family: 'Express Entry', urgency: 'High' },
        offer: { offer_id, price_minor: 350_000 },
        payment: { amount_minor: 350_000, verified_by: 'webhook' },
        notes: { attachments: ['drive:passport-checklist'] },
        internal: { closer_id: 'noor', priority_flag: 'Visa ends on 1 May' },
      },
    });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID' });
    expect(await caseTypes(opportunity_id)).toEqual(['CaseOpenTriggered']);
  });

  it('HO-03: PaymentSucceeded delivered twenty times at once triggers one case', async () => {
    const { opportunity_id } = await paid();
    const built = (await Promise.all(Array.from({ length: 20 }, () => build(item(opportunity_id))))).flat();
    expect(built.filter((result) => result.ok && result.complete && result.created)).toHaveLength(1);
    expect(built.every((result) => result.ok && result.complete && result.payload_version === 1)).toBe(true);
    expect(await caseTypes(opportunity_id)).toEqual(['CaseOpenTriggered']);
  });

  it('HO-01: an incomplete one lists everything, alerts sales once, and is built when it is mended', async () => {
    const { opportunity_id, prospect_id } = await paid({ email: null, consultation: null });
    const twice = await build(item(opportunity_id), item(opportunity_id));
    await build(item(opportunity_id));
    expect(twice[0]).toMatchObject({ ok: true, complete: false, closer_id: 'noor' });
    const missing = twice[0]?.ok && !twice[0].complete ? twice[0].missing.map(({ field }) => field) : [];
    expect(missing).toEqual(['context.consult_summary', 'client.email', 'context.risks_discussed', 'context.constraints', 'notes.consult_summary_ref']);
    expect(await caseTypes(opportunity_id)).toEqual(['HandoffIncomplete']);
    await recordConsultations(store, 'acme', { items: [{ opportunity_id, acting_user_id: 'noor', notes: NOTES, loss_reason: null }], at: AT, actor: ACTOR });
    await store.transaction('acme', (tx) => tx.db.updateTable('prospects').set({ email: 'asha@example.com' }).where('id', '=', prospect_id).execute());
    expect((await build(item(opportunity_id)))[0]).toMatchObject({ ok: true, complete: true, created: true });
    expect(await caseTypes(opportunity_id)).toEqual(['HandoffIncomplete', 'CaseOpenTriggered']);
  });

  it('HO-01: an unpaid opportunity is incomplete and alerts nobody', async () => {
    const { opportunity_id } = await makeOpportunity(store, 'acme', { at: AT });
    const [built] = await build(item(opportunity_id));
    expect(built).toMatchObject({ ok: true, complete: false, missing: expect.arrayContaining([expect.objectContaining({ field: 'opportunity.stage' }), expect.objectContaining({ field: 'payment.status' })]) });
    expect(await caseTypes(opportunity_id)).toEqual([]);
  });

  it('HO-01: a payment that was refunded, or paid twice, opens no case', async () => {
    const refunded = await paid();
    await receive(stripe.checkout.refund(refunded.intent_id, 1_000));
    expect((await build(item(refunded.opportunity_id)))[0]).toMatchObject({ ok: true, complete: false, missing: [{ field: 'payment.status', message: 'the payment is REFUNDED; it must be PAID' }] });
    const disputed = await paid();
    stripe.checkout.openDispute(disputed.intent_id);
    await receive([stripe.events.at(-1)!]);
    expect((await build(item(disputed.opportunity_id)))[0]).toMatchObject({ ok: true, complete: false, missing: [{ field: 'payment.status', message: 'the payment is EXCEPTION; it must be PAID' }] });
  });

  it('HO-03: case ops confirm: CASE_OPENED and CaseOpenedConfirmed, once', async () => {
    const { opportunity_id } = await paid();
    await build(item(opportunity_id));
    expect(await confirm(opportunity_id)).toMatchObject({ ok: true, changed: true, stage: 'CASE_OPENED', case_open_status: 'confirmed', ops_reference: 'CASE-7', opened_at: AT });
    expect(await confirm(opportunity_id)).toMatchObject({ ok: true, changed: false, stage: 'CASE_OPENED', case_open_status: 'confirmed' });
    expect(await caseTypes(opportunity_id)).toEqual(['CaseOpenTriggered', 'CaseOpenedConfirmed']);
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'CASE_OPENED', payment_state: 'PAID' });
  });

  it('HO-03: the ops system may confirm through a workflow; sales may not, and nobody before the payload is built', async () => {
    const { opportunity_id } = await paid();
    expect(await confirm(opportunity_id)).toMatchObject({ ok: false, error: { code: 'HANDOFF_ANSWER_REFUSED', message: expect.stringContaining('not built yet') } });
    await build(item(opportunity_id));
    for (const user of ['noor', 'mia']) expect(await confirm(opportunity_id, user)).toMatchObject({ ok: false, error: { message: expect.stringContaining('only ops may confirm a case') } });
    expect(await confirm(opportunity_id, 'olga', 2)).toMatchObject({ ok: false, error: { message: expect.stringContaining('version 2 is not the one that waits; look at version 1') } });
    expect(await confirm(opportunity_id, null)).toMatchObject({ ok: true, changed: true });
  });

  it('HO-03: rejected with a reason, mended, resubmitted as version 2, confirmed; each step told once', async () => {
    const { opportunity_id } = await paid();
    await build(item(opportunity_id));
    expect(await reject(opportunity_id, '  ')).toMatchObject({ ok: false, error: { code: 'REJECTION_REASON_MISSING' } });
    expect(await reject(opportunity_id, 'Constraints are too vague', 'noor')).toMatchObject({ ok: false, error: { code: 'HANDOFF_ANSWER_REFUSED' } });
    expect(await reject(opportunity_id, 'Constraints are too vague')).toMatchObject({ ok: true, changed: true, case_open_status: 'rejected', closer_id: 'noor' });
    expect(await reject(opportunity_id, 'Constraints are too vague')).toMatchObject({ ok: true, changed: false });
    expect(await confirm(opportunity_id)).toMatchObject({ ok: false, error: { message: expect.stringContaining("was rejected ('Constraints are too vague')") } });
    expect((await build(item(opportunity_id)))[0]).toMatchObject({ ok: true, complete: false, missing: [{ field: 'payload', message: expect.stringContaining('nothing has changed since case ops rejected version 1') }] });
    const notes = { ...NOTES, constraints: 'Must land before 1 September' };
    expect((await recordConsultations(store, 'acme', { items: [{ opportunity_id, acting_user_id: 'noor', notes, loss_reason: null }], at: AT, actor: ACTOR }))[0]).toMatchObject({ ok: true });
    const [mended] = await build(item(opportunity_id));
    expect(mended).toMatchObject({ ok: true, complete: true, created: true, payload_version: 2, case_open_status: 'triggered', payload: { context: { constraints: 'Must land before 1 September' } } });
    expect(await confirm(opportunity_id, 'olga', 2)).toMatchObject({ ok: true, changed: true, payload_version: 2 });
    expect(await caseTypes(opportunity_id)).toEqual(['CaseOpenTriggered', 'CaseOpenRejected', 'HandoffIncomplete', 'CaseOpenResubmitted', 'CaseOpenedConfirmed']);
    expect(await reject(opportunity_id, 'too late')).toMatchObject({ ok: false, error: { message: expect.stringContaining('the case is confirmed since') } });
  });

  it('SL-01: the 24-hour clock of ops and the 8-business-hour clock of sales run in turn', async () => {
    const { opportunity_id } = await paid();
    const clocks = async () => (await clocksOf(store, 'acme', opportunity_id)).filter((clock) => !clock.startsWith('PaymentChase'));
    await build(item(opportunity_id));
    expect(await clocks()).toEqual([expect.stringMatching(/^OpsValidation v1:.*: pending$/)]);
    await reject(opportunity_id, 'Constraints are too vague');
    expect(await clocks()).toEqual([expect.stringMatching(/^HandoffFix v1:.*: pending$/), expect.stringMatching(/^OpsValidation v1:.*: met$/)]);
    await build(item(opportunity_id, { priority_flag: 'Visa ends on 1 May' }));
    await confirm(opportunity_id);
    expect((await clocks()).map((clock) => clock.replace(/:[^:]*: /, ' '))).toEqual(['HandoffFix v1 met', 'OpsValidation v1 met', 'OpsValidation v2 met']);
    const due = await store.transaction('acme', (tx) => tx.db.selectFrom('timers').select(['policy', 'due_at', 'owner_id']).where('opportunity_id', '=', opportunity_id).where('policy', '=', 'OpsValidation').execute());
    expect(due[0]).toMatchObject({ due_at: new Date(AT.getTime() + 86_400_000), owner_id: null });
  });

  it('HO-03: a payment refunded between handoff and confirmation opens no case', async () => {
    const { opportunity_id, intent_id } = await paid();
    await build(item(opportunity_id));
    await receive(stripe.checkout.refund(intent_id, 350_000));
    expect(await confirm(opportunity_id)).toMatchObject({ ok: false, error: { code: 'STAGE_MOVE_REFUSED', message: expect.stringContaining('no verified payment') } });
    expect(await stateOf(store, 'acme', opportunity_id)).toMatchObject({ stage: 'PAID', payment_state: 'REFUNDED' });
  });

  it('HO-04: after the confirmation sales gets no payment link any more', async () => {
    const { opportunity_id } = await paid();
    await build(item(opportunity_id));
    await confirm(opportunity_id);
    const gateway = stripeGateway({ secretKey: KEY, baseUrl: stripe.url }, 'live');
    const [refused] = await createPaymentLinks(store, 'acme', { items: [{ opportunity_id, offer_id: null, expiry_days: null, acting_user_id: null }], gateway, at: AT, actor: ACTOR });
    expect(refused).toMatchObject({ ok: false, error: { problems: expect.arrayContaining([expect.objectContaining({ field: 'stage' })]) } });
  });

  it('HO-04: after the confirmation every sales action is refused, also a manager’s, and says that case ops own the client', async () => {
    const { opportunity_id } = await paid();
    await build(item(opportunity_id));
    await confirm(opportunity_id);
    const order = { opportunity_id, acting_user_id: 'mia' };
    const call = { at: AT, actor: ACTOR };
    const refusals = [
      await lockOffers(store, 'acme', { ...call, items: [{ ...order, package_code: 'FULL_PR', price: '1000.00', reason: 'x', valid_days: null }] }),
      await recordConsultations(store, 'acme', { ...call, items: [{ ...order, notes: NOTES, loss_reason: null }] }),
      await moveStages(store, 'acme', { ...call, items: [{ ...order, to: 'NEGOTIATION', override: true, reason: 'x' }] }),
      await closeOpportunities(store, 'acme', { ...call, items: [{ ...order, as: 'lost', reason: 'too_expensive', note: null }] }),
      await qualifyOpportunities(store, 'acme', { ...call, items: [{ ...order, answers: {} }] }),
      await reactivateOpportunities(store, 'acme', { ...call, items: [{ ...order, reason: null }] }),
    ].map(([result]) => result);
    expect(refusals.map((result) => result?.ok)).toEqual(refusals.map(() => false));
    expect(refusals.map((result) => (result?.ok === false ? result.error.code : ''))).toEqual(['SALES_CLOSED', 'SALES_CLOSED', 'SALES_CLOSED', 'SALES_CLOSED', 'SALES_CLOSED', 'REACTIVATION_REFUSED']);
    expect(await build(item(opportunity_id))).toMatchObject([{ ok: true, complete: true, created: false }]);
  });

  it("GV-01: another account's handoff is unknown", async () => {
    const { opportunity_id } = await paid();
    const [built] = await buildHandoffs(store, 'other', { items: [item(opportunity_id)], at: AT, actor: ACTOR });
    expect(built).toMatchObject({ ok: false, error: { code: 'OPPORTUNITY_UNKNOWN' } });
  });

  it('HO-01: a batch of mixed items gives one result each, in order', async () => {
    const [good, poor] = [await paid(), await paid({ email: null })];
    const results = await build(item(poor.opportunity_id), item('0195a000-0000-7000-8000-00000000dead'), item(good.opportunity_id), item(good.opportunity_id, { acting_user_id: 'nobody' }));
    expect(results.map((result) => (result.ok ? result.complete : result.error.code))).toEqual([false, 'OPPORTUNITY_UNKNOWN', true, 'USER_UNKNOWN']);
  });
});
