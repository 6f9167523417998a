import { moveStage, moveStages } from '../../engine/commands/move-stages';
import { describeStores } from '../support/stores';
import { ACCOUNT, at, eventsOf, later, MINUTE, qualified, seedOpportunities, stageOf, workflow } from '../support/pipeline-rows';
import { newId, type Store } from '../../engine/store';

function move(store: Store, items: Parameters<typeof moveStages>[2]['items'], when = at) {
  return moveStages(store, ACCOUNT, { items, at: when, actor: workflow });
}

describeStores('moving stages', (open) => {
  it('ST-01, ST-03: a batch moves what may move and refuses the rest with its reasons', async () => {
    const store = await open();
    const [ready = '', bare = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED', qualification: qualified }, { stage: 'CONTACTED' }]);
    const unknown = newId();
    const results = await move(store, [
      { opportunity_id: ready, to: 'QUALIFIED', acting_user_id: 'ana', reason: 'all answered' },
      { opportunity_id: bare, to: 'QUALIFIED', acting_user_id: 'ana' },
      { opportunity_id: unknown, to: 'QUALIFIED', acting_user_id: 'ana' },
      { opportunity_id: ready, to: 'QUALIFIED', acting_user_id: 'nobody' },
      { opportunity_id: ready, to: 'QUALIFIED', acting_user_id: 'gone' },
    ]);
    expect(results.map((result) => (result.ok ? result.stage : result.error.code))).toEqual(['QUALIFIED', 'STAGE_MOVE_REFUSED', 'OPPORTUNITY_UNKNOWN', 'USER_UNKNOWN', 'USER_INACTIVE']);
    expect(results[0]).toMatchObject({ from: 'CONTACTED', changed: true, probability: 0.25, next_step: 'Send the booking link of the assigned closer' });
    expect(results[1]).toMatchObject({ error: { problems: expect.arrayContaining([{ field: 'qualification.timeline', message: 'not answered: the desired timeline' }]) } });
    expect(await stageOf(store, ready)).toMatchObject({ stage: 'QUALIFIED', probability: 0.25, version: 2, stage_changed_at: at });
    expect(await stageOf(store, bare)).toMatchObject({ stage: 'CONTACTED', version: 1 });
  });

  it('ST-03: a move leaves its audit entry, its event and its receipt; a refusal its receipt', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }]);
    await move(store, [{ opportunity_id: id, to: 'QUALIFIED', acting_user_id: 'ana' }]);
    await move(store, [{ opportunity_id: id, to: 'QUALIFIED', acting_user_id: 'max', override: true, reason: 'referral by a client, known to us' }], later(MINUTE));
    const events = await eventsOf(store, id);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'StageChanged', actor: { kind: 'user', id: 'max' }, data: { from: 'CONTACTED', to: 'QUALIFIED', reason: null } });
    const { audit, receipts } = await store.transaction(ACCOUNT, async (tx) => ({
      audit: await tx.db.selectFrom('audit_entries').selectAll().where('subject_id', '=', id).execute(),
      receipts: await tx.db.selectFrom('receipts').selectAll().where('subject_id', '=', id).orderBy('decided_at').execute(),
    }));
    expect(audit).toMatchObject([{ action: 'stage_overridden', actor: { id: 'max' }, before: { stage: 'CONTACTED' }, reason: 'referral by a client, known to us' }]);
    expect(receipts.map(({ kind, result }) => [kind, result])).toEqual([
      ['gate', { allowed: false, to: 'QUALIFIED' }],
      ['gate', { allowed: true, to: 'QUALIFIED' }],
    ]);
  });

  it('ST-01: running the same move again changes nothing', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED', qualification: qualified }]);
    const item = { opportunity_id: id, to: 'QUALIFIED' as const, acting_user_id: 'ana' };
    await move(store, [item, item]);
    const again = await move(store, [item]);
    expect(again).toMatchObject([{ ok: true, changed: false, stage: 'QUALIFIED' }]);
    expect(await eventsOf(store, id)).toHaveLength(1);
    expect(await stageOf(store, id)).toMatchObject({ version: 2 });
  });

  it('ST-01: several moves of one opportunity in a batch go one stage at a time, each with its event', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{}]);
    const override = { acting_user_id: 'max', override: true, reason: 'taken over from the old system' };
    const results = await move(store, [
      { opportunity_id: id, to: 'CONTACTED', ...override },
      { opportunity_id: id, to: 'QUALIFIED', ...override },
      { opportunity_id: id, to: 'CLOSED_LOST', acting_user_id: 'ana', loss_reason: 'chose_competitor' },
    ]);
    expect(results.every((result) => result.ok)).toBe(true);
    expect((await eventsOf(store, id)).map(({ data }) => data)).toMatchObject([{ to: 'CONTACTED' }, { to: 'QUALIFIED' }, { from: 'QUALIFIED', to: 'CLOSED_LOST', reason: 'chose_competitor' }]);
    expect(await stageOf(store, id)).toMatchObject({ stage: 'CLOSED_LOST', loss_reason: 'chose_competitor', closed_at: at, version: 4, probability: 0 });
  });

  it('ST-03: nobody sets PAID by hand, and money is read from the payments, not from the caller', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'PAYMENT_PENDING' }]);
    const stripe = { kind: 'vendor', id: 'stripe' } as const;
    const results = await move(store, ['ana', 'bo', 'max', 'olga', 'adm', null].map((acting_user_id) => ({ opportunity_id: id, to: 'PAID' as const, acting_user_id, override: true, reason: 'screenshot' })));
    expect(results.every((result) => !result.ok)).toBe(true);
    await expect(store.transaction(ACCOUNT, (tx) => moveStage(tx, { opportunity_id: id, to: 'PAID', actor: stripe, at }))).rejects.toThrow(/no verified payment/);
    expect(await stageOf(store, id)).toMatchObject({ stage: 'PAYMENT_PENDING' });
    await store.transaction(ACCOUNT, async (tx) => {
      const offer = { id: newId(), account_id: ACCOUNT, opportunity_id: id, package_code: 'A', package_name: 'A', price_minor: 5, currency: 'CAD', terms_version: '1', terms_locked_at: at, expires_at: later(1), created_by: 'bo', created_at: at };
      await tx.db.insertInto('offers').values(offer).execute();
      const payment = { id: newId(), account_id: ACCOUNT, opportunity_id: id, offer_id: offer.id, provider: 'stripe', amount_minor: 5, currency: 'CAD', status: 'PAID' as const, paid_at: at, verified_by: 'webhook' as const, created_at: at, updated_at: at };
      await tx.db.insertInto('payments').values(payment).execute();
      expect(await moveStage(tx, { opportunity_id: id, to: 'PAID', actor: stripe, at })).toMatchObject({ from: 'PAYMENT_PENDING', stage: 'PAID', changed: true });
    });
    expect(await stageOf(store, id)).toMatchObject({ stage: 'PAID', probability: 1 });
  });

  it('ST-01: twenty people who move the same opportunity at once make one move', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED', qualification: qualified }]);
    const results = await Promise.all(Array.from({ length: 20 }, () => move(store, [{ opportunity_id: id, to: 'QUALIFIED', acting_user_id: 'ana' }])));
    expect(results.flat().filter((result) => result.ok && result.changed)).toHaveLength(1);
    expect(await eventsOf(store, id)).toHaveLength(1);
  });

  it('GV-01: another account’s opportunity does not exist', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{}], 'other-firm');
    await seedOpportunities(store, []);
    expect(await move(store, [{ opportunity_id: id, to: 'CLOSED_LOST', acting_user_id: 'max', loss_reason: 'undecided' }])).toMatchObject([{ ok: false, error: { code: 'OPPORTUNITY_UNKNOWN' } }]);
  });

  it('ST-01: a batch of 500 is moved in one transaction', async () => {
    const store = await open();
    const ids = await seedOpportunities(store, Array.from({ length: 500 }, () => ({ stage: 'CONTACTED' as const, qualification: qualified })));
    const results = await move(store, ids.map((opportunity_id) => ({ opportunity_id, to: 'QUALIFIED' as const, acting_user_id: 'ana' })));
    expect(results.every((result) => result.ok && result.changed)).toBe(true);
  });
});
