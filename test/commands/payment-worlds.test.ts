import fc from 'fast-check';

import { applyPaymentEvent } from '../../engine/commands/apply-payment-event';
import { buildHandoffs } from '../../engine/commands/build-handoffs';
import type { PaymentEvent } from '../../engine/core/payment';
import { newId, type Store } from '../../engine/store';
import { eventsOf, makeFirm, makeOpportunity, stateOf } from '../support/payable-opportunity';
import { type Arrival, arrival, endState, LINKS } from '../support/payment-worlds';
import { describeStores } from '../support/stores';

const AT = new Date('2026-03-02T15:00:00.000Z');
const ACTOR = { kind: 'workflow', id: 'w1' } as const;

describeStores('payment histories through the store', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await makeFirm(store, 'acme', AT);
  });

  /** An opportunity that waits for payment, with two links of its offer: the second one is active. */
  async function twoLinks() {
    const ids = await makeOpportunity(store, 'acme', { at: AT, stage: 'PAYMENT_PENDING' });
    const payments = [newId(), newId()] as const;
    const row = (id: string, link_active: boolean) => ({
      ...{ id, account_id: 'acme', opportunity_id: ids.opportunity_id, offer_id: ids.offer_id, provider: 'stripe', amount_minor: 350_000, currency: 'CAD' },
      ...{ status: 'PAYMENT_LINK_SENT' as const, link_id: `plink_${id}`, link_url: 'https://pay.example', link_active, live_mode: true, expires_at: new Date(AT.getTime() + 10 * 86_400_000) },
      ...{ provider_payment_id: null, paid_at: null, verified_by: null, reason: null, created_at: AT, updated_at: AT },
    });
    await store.transaction('acme', async (tx) => {
      await tx.db.insertInto('payments').values([row(payments[0], false), row(payments[1], true)]).execute();
      await tx.db.updateTable('opportunities').set({ payment_state: 'PAYMENT_LINK_SENT' }).where('id', '=', ids.opportunity_id).execute();
    });
    return { ...ids, payments };
  }

  /** Delivers the events of an arrival with the ids of this opportunity; lost ones come last, fetched by the sweep. */
  async function live({ arrived, lost }: Arrival) {
    const { opportunity_id, offer_id, payments } = await twoLinks();
    const tag = opportunity_id.slice(-8);
    const own = (event: PaymentEvent): PaymentEvent => ({
      ...{ ...event, event_id: `${event.event_id}_${tag}`, account_id: event.account_id === 'other-firm' ? 'other-firm' : 'acme', opportunity_id, offer_id },
      payment_id: payments[event.payment_id === LINKS[0] ? 0 : 1],
      intent_id: event.intent_id && `${event.intent_id}_${tag}`,
    });
    const deliver = async (event: PaymentEvent, verified_by: 'webhook' | 'api') => {
      const { event_id, event_type, live_mode, occurred_at } = event;
      await applyPaymentEvent(store, 'acme', { provider: 'stripe', event: { event_id, event_type, live_mode, occurred_at, payment_event: event }, verified_by, body: Buffer.from(event_id), content_type: null, headers: {}, received_at: AT });
    };
    for (const event of arrived.map(own)) await deliver(event, 'webhook');
    for (const event of lost.map(own)) await deliver(event, 'api');
    for (let again = 0; again < 2; again += 1) await buildHandoffs(store, 'acme', { items: [{ opportunity_id, acting_user_id: null, attachments: [], priority_flag: null }], at: AT, actor: ACTOR });
    const stored = await stateOf(store, 'acme', opportunity_id);
    return { tag, ...stored, events: await eventsOf(store, 'acme', opportunity_id) };
  }

  it('PY-03, PY-04, HO-03: 500 histories of two links in any order, with duplicates, strangers and losses, end where the ordered history ends, and open one case', async () => {
    await fc.assert(
      fc.asyncProperty(arrival, async (one) => {
        const expected = endState(one.world.events);
        const { tag, stage, payment_state, payments, events } = await live(one);
        expect(payment_state).toBe(expected.state);
        expect(payments.map(({ status, refunded_minor, provider_payment_id }) => ({ status, refunded_minor, intent: provider_payment_id?.replace(`_${tag}`, '') ?? null }))).toEqual(
          expected.payments.map(({ status, refunded_minor, provider_payment_id }) => ({ status, refunded_minor, intent: provider_payment_id })),
        );
        const paid = expected.payments.some(({ was_paid }) => was_paid);
        expect(stage).toBe(paid ? 'PAID' : 'PAYMENT_PENDING');
        expect(payments.every(({ status, verified_by }) => status !== 'PAID' || verified_by !== null)).toBe(true);
        const opened = events.filter(({ type }) => type === 'CaseOpenTriggered');
        expect(opened).toHaveLength(expected.state === 'PAID' ? 1 : 0);
      }),
      { numRuns: 500, endOnFailure: true },
    );
  }, 300_000);
});
