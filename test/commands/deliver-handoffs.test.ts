import { opsChannel } from '../../engine/adapters/ops';
import { alertConsultations } from '../../engine/commands/alert-consultations';
import { applyOpsAnswer } from '../../engine/commands/apply-ops-answer';
import { applyPaymentEvent } from '../../engine/commands/apply-payment-event';
import { buildHandoffs } from '../../engine/commands/build-handoffs';
import { deliverHandoffs } from '../../engine/commands/deliver-handoffs';
import { reactivateOpportunities } from '../../engine/commands/reactivate-opportunities';
import { recordConsultations } from '../../engine/commands/record-consultations';
import type { OpsAnswer } from '../../engine/core/handoff';
import type { PaymentEvent } from '../../engine/core/payment';
import { handoffQueue, measureHandoffs } from '../../engine/queries/handoff-desk';
import { newId, type Store } from '../../engine/store';
import { type FakeOps, startFakeOps } from '../support/fake-ops';
import { eventsOf, makeFirm, makeOpportunity, makePaid, NOTES, stateOf } from '../support/payable-opportunity';
import { describeStores } from '../support/stores';

const SECRET = 'whsec_c2FsZXMtb3MtdGVzdC1zZWNyZXQtMDEyMw==';
const AT = new Date('2026-03-02T15:00:00.000Z');
const ACTOR = { kind: 'workflow', id: 'w1' } as const;
const minutes = (count: number) => new Date(AT.getTime() + count * 60_000);
const days = (count: number) => minutes(count * 1_440);

describeStores('delivery of handoffs', (open) => {
  let store: Store;
  let ops: FakeOps;
  let clock = AT;
  beforeAll(async () => {
    store = await open();
    await makeFirm(store, 'acme', AT, { handoff: { delivery: 'api' } });
    await makeFirm(store, 'by-form', AT);
  });
  beforeEach(async () => {
    clock = AT;
    ops = await startFakeOps({ secret: SECRET });
  });
  afterEach(() => ops.close());

  async function handedOver(account = 'acme') {
    const ids = await makeOpportunity(store, account, { at: AT });
    await makePaid(store, account, ids, AT);
    const [built] = await build(ids.opportunity_id, account);
    if (!built?.ok || !built.complete) throw new Error('not built');
    return { ...ids, case_open_id: built.case_open_id };
  }
  const build = (opportunity_id: string, account = 'acme', at = AT) => buildHandoffs(store, account, { items: [{ opportunity_id, acting_user_id: null, attachments: [], priority_flag: null }], at, actor: ACTOR });
  const deliver = (at: Date, opportunity_ids: readonly string[] | null = null) => {
    clock = at;
    return deliverHandoffs(store, 'acme', { channel: opsChannel({ url: ops.url, secrets: [SECRET], token: 'ops-token' }), opportunity_ids, limit: 100, now: () => clock });
  };
  const answer = (body: OpsAnswer, webhook_id = `ans_${newId()}`) =>
    applyOpsAnswer(store, 'acme', { answer: body, webhook_id, body: Buffer.from(JSON.stringify(body)), content_type: 'application/json', headers: {}, received_at: minutes(30) });
  const caseTypes = async (opportunityId: string) => (await eventsOf(store, 'acme', opportunityId)).map(({ type }) => type).filter((type) => /^(Case|Ops)/.test(type));
  const apply = async (ids: { opportunity_id: string; offer_id: string }, changes: Partial<PaymentEvent> & { kind: PaymentEvent['kind'] }) => {
    const { payments } = await stateOf(store, 'acme', ids.opportunity_id);
    const id = newId();
    const event = { event_id: `evt_${id}`, event_type: 'test', occurred_at: minutes(60), live_mode: true };
    const payment_event = { ...event, account_id: 'acme', opportunity_id: ids.opportunity_id, offer_id: ids.offer_id, payment_id: payments[0]?.id ?? null, intent_id: payments[0]?.provider_payment_id ?? null, link_id: null, session_id: null, ...changes } as PaymentEvent;
    await applyPaymentEvent(store, 'acme', { provider: 'stripe', event: { ...event, payment_event }, verified_by: 'webhook', body: Buffer.from(id), content_type: null, headers: {}, received_at: minutes(60) });
  };

  it('HO-02: the payload goes out signed, with its id and token, once; the ops system can prove it by the documented recipe', async () => {
    const { opportunity_id } = await handedOver();
    const [sent] = await deliver(AT, [opportunity_id]);
    expect(sent).toMatchObject({ opportunity_id, kind: 'case_open', outcome: 'delivered', attempts: 1, answered_status: 202, error: null });
    expect(ops.calls).toMatchObject([{ id: sent?.delivery_id, genuine: true, headers: { authorization: 'Bearer ops-token', 'idempotency-key': sent?.delivery_id } }]);
    expect(ops.cases).toMatchObject([{ type: 'case.open', opportunity_id, payload_version: 1, payload: { client: { name: 'Asha Rao' } } }]);
    expect(await deliver(minutes(5), [opportunity_id])).toEqual([]);
  });

  it('HO-02: an ops system that is down for an hour gets everything afterwards, each once', async () => {
    const ids = await handedOver();
    ops.behave(...Array.from({ length: 6 }, () => 'down' as const));
    const outcomes: string[] = [];
    for (let minute = 0; minute <= 90; minute += 1) outcomes.push(...(await deliver(minutes(minute))).filter((each) => each.opportunity_id === ids.opportunity_id).map(({ outcome }) => outcome));
    expect(outcomes.slice(0, -1).every((outcome) => outcome === 'waiting')).toBe(true);
    expect(outcomes.at(-1)).toBe('delivered');
    expect(outcomes.length).toBe(7);
    expect(ops.cases.filter(({ opportunity_id }) => opportunity_id === ids.opportunity_id)).toHaveLength(1);
  });

  it.each(['500_after_storing', 'lost_answer'] as const)('HO-02: an ops system that stored the case and failed then (%s) holds it once', async (mood) => {
    const { opportunity_id } = await handedOver();
    ops.behave(mood, mood);
    const tries = [];
    for (const minute of [0, 1, 5]) tries.push(...(await deliver(minutes(minute))).filter((each) => each.opportunity_id === opportunity_id));
    expect(tries.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'delivered']);
    expect(new Set(tries.map(({ delivery_id }) => delivery_id)).size).toBe(1);
    expect(ops.cases).toHaveLength(1);
    expect(ops.calls.every(({ genuine }) => genuine)).toBe(true);
  });

  it('HO-02: ten runs at once send a message once', async () => {
    const { opportunity_id } = await handedOver();
    await Promise.all(Array.from({ length: 10 }, () => deliver(AT)));
    expect(ops.calls).toHaveLength(1);
    expect(ops.cases).toMatchObject([{ opportunity_id }]);
  });

  it('HO-02: after four days without an answer a person is told, and nothing is lost', async () => {
    const { opportunity_id } = await handedOver();
    ops.behave(...Array.from({ length: 200 }, () => '500' as const));
    for (let hour = 0; hour <= 110; hour += 1) await deliver(minutes(hour * 61));
    expect(await caseTypes(opportunity_id)).toEqual(['CaseOpenTriggered', 'OpsDeliveryDead']);
    const [row] = await store.transaction('acme', (tx) => tx.db.selectFrom('ops_deliveries').select(['status', 'body', 'last_error']).where('opportunity_id', '=', opportunity_id).execute());
    expect(row).toMatchObject({ status: 'dead', last_error: expect.stringContaining('database is locked'), body: expect.stringContaining('Asha Rao') });
  });

  it('HO-02: what was refunded before it could be sent is not sent any more', async () => {
    const ids = await handedOver();
    await apply(ids, { kind: 'refunded', refunded_minor: 350_000, currency: 'CAD' });
    const sent = await deliver(minutes(61), [ids.opportunity_id]);
    expect(sent.map(({ kind, outcome, error }) => [kind, outcome, error])).toEqual([['case_open', 'withheld', 'the payment is REFUNDED meanwhile'], ['stop', 'delivered', null]]);
    expect(ops.cases.map(({ type }) => type)).toEqual(['case.stop']);
  });

  it('HO-03: the ops system confirms by webhook: CASE_OPENED, once; the same answer again changes nothing', async () => {
    const { opportunity_id } = await handedOver();
    await deliver(AT, [opportunity_id]);
    const confirmed: OpsAnswer = { type: 'case.confirmed', opportunity_id, payload_version: 1, ops_reference: 'C-17' };
    expect(await answer(confirmed, 'ans_1')).toMatchObject({ outcome: 'confirmed', changed: true, stage: 'CASE_OPENED', ops_reference: 'C-17' });
    expect(await answer(confirmed, 'ans_1')).toMatchObject({ outcome: 'confirmed', changed: false });
    expect(await answer({ type: 'case.rejected', opportunity_id, payload_version: 1, reason: 'too late' })).toMatchObject({ ok: false, error: { code: 'HANDOFF_ANSWER_REFUSED' } });
    expect(await caseTypes(opportunity_id)).toEqual(['CaseOpenTriggered', 'CaseOpenedConfirmed']);
    const kept = await store.transaction('acme', (tx) => tx.db.selectFrom('raw_deliveries').select(['status', 'reason']).where('source', '=', 'case_ops').orderBy('received_at').execute());
    expect(kept.map(({ status }) => status).sort()).toEqual(['processed', 'rejected']);
  });

  it('HO-03: rejected by webhook, mended by the same closer, sent as the next version; an answer to the old one is refused', async () => {
    const { opportunity_id } = await handedOver();
    await deliver(AT, [opportunity_id]);
    expect(await answer({ type: 'case.rejected', opportunity_id, payload_version: 1, reason: 'Which province?' })).toMatchObject({ outcome: 'rejected', closer_id: 'noor', rejection_reason: 'Which province?' });
    expect(await handoffQueue(store, 'acme', { status: 'rejected', limit: 10 })).toMatchObject([{ opportunity_id, rejection_reason: 'Which province?', due_at: expect.any(Date), delivery_status: 'delivered' }]);
    const [noted] = await recordConsultations(store, 'acme', { items: [{ opportunity_id, acting_user_id: 'noor', notes: { ...NOTES, constraints: 'Ontario only' }, loss_reason: null }], at: minutes(40), actor: ACTOR });
    expect(noted?.ok).toBe(true);
    await build(opportunity_id, 'acme', minutes(41));
    await deliver(minutes(42), [opportunity_id]);
    expect(ops.cases.map(({ payload_version }) => payload_version)).toEqual([1, 2]);
    expect(await answer({ type: 'case.confirmed', opportunity_id, payload_version: 1, ops_reference: null })).toMatchObject({ ok: false, error: { message: expect.stringContaining('look at version 2') } });
    expect(await answer({ type: 'case.confirmed', opportunity_id, payload_version: 2, ops_reference: null })).toMatchObject({ changed: true, stage: 'CASE_OPENED' });
    expect(await caseTypes(opportunity_id)).toEqual(['CaseOpenTriggered', 'CaseOpenRejected', 'CaseOpenResubmitted', 'CaseOpenedConfirmed']);
  });

  it('HO-03: a refund or dispute after the opening raises a stop notice to case ops, each once', async () => {
    const ids = await handedOver();
    await deliver(AT, [ids.opportunity_id]);
    await answer({ type: 'case.confirmed', opportunity_id: ids.opportunity_id, payload_version: 1, ops_reference: null });
    for (const refunded_minor of [50_000, 50_000, 350_000]) await apply(ids, { kind: 'refunded', refunded_minor, currency: 'CAD' });
    await apply(ids, { kind: 'disputed', dispute_id: 'dp_1', dispute_status: 'open' });
    await deliver(minutes(61), [ids.opportunity_id]);
    const stops = ops.cases.filter(({ type }) => type === 'case.stop').map(({ reason }) => reason);
    expect(stops).toEqual(['refunded 50000 minor units so far', 'refunded 350000 minor units so far', 'the payment is disputed (open)']);
    expect((await caseTypes(ids.opportunity_id)).filter((type) => type === 'CaseStopRequested')).toHaveLength(3);
    expect(await stateOf(store, 'acme', ids.opportunity_id)).toMatchObject({ stage: 'CASE_OPENED' });
  });

  it('HO-02: a firm whose case ops answer by form has a queue and sends nothing', async () => {
    const { opportunity_id } = await handedOver('by-form');
    expect(await handoffQueue(store, 'by-form', { status: 'triggered', limit: 10 })).toMatchObject([{ opportunity_id, payload_version: 1, closer_id: 'noor', due_at: new Date(AT.getTime() + 86_400_000), delivery_status: null, payload: { client: { name: 'Asha Rao' } } }]);
    const rows = await store.transaction('by-form', (tx) => tx.db.selectFrom('ops_deliveries').select('id').execute());
    expect(rows).toEqual([]);
  });

  it('HO-05: paid → opened, rejections and completeness are measured', async () => {
    await makeFirm(store, 'measured', AT);
    expect(await measureHandoffs(store, 'measured', { from: days(-1), before: days(1) })).toMatchObject({ paid: 0, opened_within_24_h: null, rejection_rate: null });
    const { opportunity_id } = await handedOver('measured');
    const bare = await makeOpportunity(store, 'measured', { at: AT, email: null });
    await makePaid(store, 'measured', bare, AT);
    await build(bare.opportunity_id, 'measured');
    const measures = await measureHandoffs(store, 'measured', { from: days(-1), before: days(1) });
    expect(measures).toMatchObject({ paid: 2, triggered: 1, confirmed: 0, waiting: 2, paid_to_triggered: { count: 1, median_minutes: 0 }, rejection_rate: 0, payload_completeness: 1 });
    expect(opportunity_id).toBeDefined();
  });

  it('CL-01, CL-02: notes that are missing after their day, a follow-up that passed, and a decision without a link are told once', async () => {
    await makeFirm(store, 'closers', AT);
    const late = await makeOpportunity(store, 'closers', { at: AT, stage: 'APPOINTMENT_SET', consultation: null });
    await store.transaction('closers', (tx) =>
      tx.db
        .insertInto('appointments')
        .values({ id: newId(), account_id: 'closers', opportunity_id: late.opportunity_id, scheduled_at: AT, ends_at: minutes(45), status: 'booked', time_zone: null, closer_id: 'noor', provider: 'manual', provider_ref: newId(), created_at: AT, updated_at: AT } as never)
        .execute(),
    );
    const undecided = await makeOpportunity(store, 'closers', { at: AT, stage: 'APPOINTMENT_COMPLETED', consultation: { ...NOTES, decision: 'pay' } });
    const passed = await makeOpportunity(store, 'closers', { at: AT, stage: 'NEGOTIATION', consultation: { ...NOTES, decision: 'follow_up', next_step_at: days(2) } });
    const alert = (at: Date) => alertConsultations(store, 'closers', { at, actor: ACTOR });
    expect(await alert(minutes(120))).toEqual([]);
    expect((await alert(days(1))).map(({ kind, opportunity_id }) => [kind, opportunity_id])).toEqual([['notes_overdue', late.opportunity_id], ['undecided', undecided.opportunity_id]]);
    expect(await alert(days(1.1))).toEqual([]);
    expect(await alert(days(3))).toMatchObject([{ kind: 'undecided', opportunity_id: passed.opportunity_id, closer_id: 'noor', reason: expect.stringContaining('has passed') }]);
  });

  it('ST-04: a lost client is taken back to nurture, once; the loss and its reason stay', async () => {
    const lost = await makeOpportunity(store, 'by-form', { at: AT, stage: 'PROPOSAL_SENT' });
    await store.transaction('by-form', async (tx) => {
      await tx.db.updateTable('opportunities').set({ stage: 'CLOSED_LOST', loss_reason: 'too_expensive' }).where('id', '=', lost.opportunity_id).execute();
      await tx.db.updateTable('leads').set({ opportunity_id: lost.opportunity_id }).where('id', '=', lost.lead_id).execute();
    });
    const order = { opportunity_id: lost.opportunity_id, acting_user_id: 'noor', reason: 'New draw' };
    const reactivate = async (item: typeof order) => (await reactivateOpportunities(store, 'by-form', { items: [item], at: AT, actor: ACTOR }))[0];
    expect(await reactivate({ ...order, acting_user_id: 'olga' })).toMatchObject({ ok: false, error: { message: expect.stringContaining('only setter or closer or manager') } });
    expect(await reactivate(order)).toMatchObject({ ok: true, changed: true, loss_reason: 'too_expensive' });
    expect(await reactivate(order)).toMatchObject({ ok: true, changed: false });
    const lead = await store.transaction('by-form', (tx) => tx.db.selectFrom('leads').select(['opportunity_id', 'is_sql']).where('id', '=', lost.lead_id).executeTakeFirst());
    expect(lead).toEqual({ opportunity_id: null, is_sql: false });
    expect(await stateOf(store, 'by-form', lost.opportunity_id)).toMatchObject({ stage: 'CLOSED_LOST' });
    const open_one = await makeOpportunity(store, 'by-form', { at: AT });
    expect(await reactivate({ ...order, opportunity_id: open_one.opportunity_id })).toMatchObject({ ok: false, error: { message: expect.stringContaining('only CLOSED_LOST') } });
  });
});
