import { lockOffers, type OfferItem } from '../../engine/commands/lock-offers';
import { newId, type Store } from '../../engine/store';
import { ACCOUNT, applyDocument, at, DAY, eventsOf, later, seedOpportunities, stageOf, workflow } from '../support/pipeline-rows';
import { describeStores } from '../support/stores';

const catalogue = {
  offers: {
    packages: [
      { code: 'FULL_PR', name: 'Full PR', scenario: 'PR', price_minor: 490000, currency: 'CAD', terms_version: '2025-01', fallback_code: 'STRATEGY' },
      { code: 'STRATEGY', name: 'Strategy', scenario: 'PR', price_minor: 45000 },
      { code: 'TOKYO', name: 'Yen', scenario: 'Study', price_minor: 500000, currency: 'JPY' },
    ],
  },
};

function lock(store: Store, items: readonly Partial<OfferItem>[], when = at) {
  const full = items.map((item) => ({ opportunity_id: '', acting_user_id: 'bo', package_code: 'FULL_PR', price: null, reason: null, valid_days: null, ...item }));
  return lockOffers(store, ACCOUNT, { items: full, at: when, actor: workflow });
}

async function offersOf(store: Store, id: string) {
  return store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('offers').selectAll().where('opportunity_id', '=', id).orderBy('created_at').execute());
}

describeStores('offers', (open) => {
  beforeAll(async () => {
    const store = await open();
    await seedOpportunities(store, []);
    await applyDocument(store, catalogue);
  });

  it('PY-01: an offer is locked, sets the value and moves to PROPOSAL_SENT', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'APPOINTMENT_COMPLETED', consultation_at: at }]);
    const [result] = await lock(store, [{ opportunity_id: id }]);
    expect(result).toMatchObject({ ok: true, stage: 'PROPOSAL_SENT', changed: true, price_minor: 490000, currency: 'CAD', terms_version: '2025-01', terms_locked_at: at, expires_at: later(14 * DAY), fallback_code: 'STRATEGY', next_step: 'Send the payment link' });
    expect(await offersOf(store, id)).toMatchObject([{ price_minor: 490000, created_by: 'bo', terms_locked_at: at }]);
    expect(await stageOf(store, id)).toMatchObject({ stage: 'PROPOSAL_SENT', value_estimate_minor: 490000, currency: 'CAD' });
    expect((await eventsOf(store, id)).map(({ type, data }) => [type, data])).toMatchObject([['OfferLocked', { price_minor: 490000, currency: 'CAD' }], ['StageChanged', { to: 'PROPOSAL_SENT' }]]);
  });

  it('PY-01: the same offer is not made twice; a lapsed one is', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'APPOINTMENT_COMPLETED' }]);
    const [first, second] = await lock(store, [{ opportunity_id: id }, { opportunity_id: id }]);
    const [again] = await lock(store, [{ opportunity_id: id }], later(DAY));
    expect([first, second, again].map((result) => result?.ok && result.offer_id)).toEqual(Array(3).fill(first?.ok && first.offer_id));
    expect(again).toMatchObject({ changed: false, expires_at: later(14 * DAY), terms_locked_at: at });
    const [lapsed] = await lock(store, [{ opportunity_id: id }], later(15 * DAY));
    expect(lapsed).toMatchObject({ ok: true, changed: true, expires_at: later(29 * DAY) });
    expect(await offersOf(store, id)).toHaveLength(2);
  });

  it('PY-01: another package is a new version; yen stay whole units', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'APPOINTMENT_COMPLETED' }]);
    await lock(store, [{ opportunity_id: id }]);
    const [next] = await lock(store, [{ opportunity_id: id, package_code: 'TOKYO' }], later(60_000));
    expect(next).toMatchObject({ ok: true, changed: true, stage: 'PROPOSAL_SENT', price_minor: 500000, currency: 'JPY' });
    expect(await stageOf(store, id)).toMatchObject({ value_estimate_minor: 500000, currency: 'JPY' });
  });

  it('PY-06: a discount needs a manager and a reason, and the audit trail keeps both', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'APPOINTMENT_COMPLETED' }]);
    const [refused, granted] = await lock(store, [
      { opportunity_id: id, price: '3900.00' },
      { opportunity_id: id, price: '3,900', reason: 'returning client', acting_user_id: 'max' },
    ]);
    expect(refused).toMatchObject({ ok: false, error: { code: 'OFFER_NOT_LOCKABLE', problems: [{ field: 'price' }, { field: 'reason' }] } });
    expect(granted).toMatchObject({ ok: true, price_minor: 390000, discount_minor: 100000 });
    const audit = await store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('audit_entries').select(['actor', 'reason']).where('action', '=', 'offer_locked').where('reason', '=', 'returning client').execute());
    expect(audit).toEqual([{ actor: { kind: 'user', id: 'max' }, reason: 'returning client' }]);
  });

  it('ST-02, ST-03: a setter, an unknown package and a stage without consultation are refused, nothing is written', async () => {
    const store = await open();
    const [done = '', early = ''] = await seedOpportunities(store, [{ stage: 'APPOINTMENT_COMPLETED' }, { stage: 'QUALIFIED' }]);
    const results = await lock(store, [
      { opportunity_id: done, acting_user_id: 'ana' },
      { opportunity_id: done, package_code: 'GOLD' },
      { opportunity_id: early },
    ]);
    expect(results).toMatchObject([
      { error: { message: expect.stringContaining('only closer or manager may lock an offer') } },
      { error: { code: 'UNKNOWN_PACKAGE', message: expect.stringContaining('allowed: FULL_PR, STRATEGY, TOKYO') } },
      { error: { message: expect.stringContaining('stage: is QUALIFIED; an offer is made in APPOINTMENT_COMPLETED') } },
    ]);
    expect(await offersOf(store, done)).toEqual([]);
  });

  it('PY-02: no new offer while the link of the old one can be paid', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'APPOINTMENT_COMPLETED' }]);
    const [made] = await lock(store, [{ opportunity_id: id }]);
    if (!made?.ok) throw new Error('no offer');
    await store.transaction(ACCOUNT, (tx) =>
      tx.db
        .insertInto('payments')
        .values({ id: newId(), account_id: ACCOUNT, opportunity_id: id, offer_id: made.offer_id, provider: 'stripe', amount_minor: 490000, currency: 'CAD', status: 'PAYMENT_LINK_SENT', link_active: true, created_at: at, updated_at: at })
        .execute(),
    );
    expect(await lock(store, [{ opportunity_id: id, package_code: 'STRATEGY' }])).toMatchObject([{ ok: false, error: { problems: [{ field: 'payment_link' }] } }]);
  });
});
