import type { EventDraft } from '../../engine/core/events';
import { appendEvents, json, lockKeys, newId, storeDelivery, writeAudit, type Store } from '../../engine/store';
import { describeStores } from '../support/stores';

const AT = new Date('2026-03-02T15:00:00Z');

function captured(key: string): EventDraft {
  const leadId = newId();
  return {
    type: 'LeadCaptured',
    subject: { kind: 'lead', id: leadId },
    occurred_at: AT,
    actor: { kind: 'workflow', id: 'intake' },
    key,
    data: { lead_id: leadId, source_channel: 'google', is_test: false },
  };
}

function delivery(key: string, body = '{"a":1}') {
  return { source: 'google', dedupe_key: key, headers: { 'user-agent': 'x' }, content_type: 'application/json', body: Buffer.from(body), received_at: AT, is_test: false };
}

describeStores('the store', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  it('EV-01: stores an event once a key, whatever the number of tries', async () => {
    const first = await store.transaction('acme', (tx) => appendEvents(tx, [captured('k1')], AT));
    const again = await store.transaction('acme', (tx) => appendEvents(tx, [captured('k1'), captured('k2')], AT));
    expect(first).toHaveLength(1);
    expect(again.map(({ type }) => type)).toEqual(['LeadCaptured']);
  });

  it('EV-01: a row and its event are stored together or not at all', async () => {
    const failing = store.transaction('acme', async (tx) => {
      await appendEvents(tx, [captured('k3')], AT);
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    const kept = await store.transaction('acme', (tx) => tx.db.selectFrom('events').select('id').where('key', '=', 'k3').execute());
    expect(kept).toEqual([]);
  });

  it('IN-07, IN-08: keeps a delivery byte for byte and knows it when it comes again', async () => {
    const first = await store.transaction('acme', (tx) => storeDelivery(tx, delivery('lead-1', '{"é": 1}\r\n')));
    const again = await store.transaction('acme', (tx) => storeDelivery(tx, delivery('lead-1', '{"é": 1}\r\n')));
    expect(again).toEqual({ delivery_id: first.delivery_id, duplicate: true, status: 'received' });
    const row = await store.transaction('acme', (tx) =>
      tx.db.selectFrom('raw_deliveries').selectAll().where('id', '=', first.delivery_id).executeTakeFirstOrThrow(),
    );
    expect(Buffer.from(row.body).toString()).toBe('{"é": 1}\r\n');
    expect(row.headers).toEqual({ 'user-agent': 'x' });
    expect(row.received_at).toEqual(AT);
  });

  it('GV-01: another account neither sees nor can write a row', async () => {
    await store.transaction('acme', (tx) => storeDelivery(tx, delivery('lead-2')));
    const seen = await store.transaction('other', (tx) => tx.db.selectFrom('raw_deliveries').select('id').execute());
    expect(seen).toEqual([]);
    const foreign = store.transaction('other', (tx) => storeDelivery({ ...tx, accountId: 'acme' }, delivery('lead-3')));
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('GV-01: without an account no row exists', async () => {
    const rows = await store.backend.queueDatabase.executeSql('select count(*)::int as n from salesos.raw_deliveries');
    expect(rows.rows).toEqual([{ n: 0 }]);
  });

  it('keeps concurrent transactions apart and locks keys without a deadlock', async () => {
    const order: number[] = [];
    const work = (n: number, keys: string[]) =>
      store.transaction('acme', async (tx) => {
        await lockKeys(tx, keys);
        order.push(n);
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => work(n, n % 2 ? ['a', 'b'] : ['b', 'a'])));
    expect(order).toHaveLength(20);
  });

  it('ST-03: the audit trail can be added to, never changed', async () => {
    const entry = { at: AT, actor: { kind: 'user' as const, id: 'ana' }, action: 'test', subject_kind: 'lead', subject_id: newId(), after: [1, 2] };
    await store.transaction('acme', (tx) => writeAudit(tx, [entry]));
    const change = store.transaction('acme', (tx) => tx.db.updateTable('audit_entries').set({ reason: 'x' }).execute());
    await expect(change).rejects.toThrow(/append-only/);
    const removal = store.transaction('acme', (tx) => tx.db.deleteFrom('audit_entries').execute());
    await expect(removal).rejects.toThrow(/append-only/);
  });

  it('reads jsonb, arrays and money back as they were written', async () => {
    const row = await store.transaction('acme', async (tx) => {
      await tx.db.insertInto('subscriptions').values({ account_id: 'acme', id: 's', types: ['LeadCaptured', 'SQLCreated'], queue: 'q', active: true, created_at: AT, updated_at: AT }).execute();
      await tx.db.insertInto('prospects').values({ id: newId(), account_id: 'acme', engagement_level: 'Low', first_touch: json({ click_ids: {}, platform: {} }), last_touch: json({ click_ids: { gclid: 'x' }, platform: {} }), created_at: AT, updated_at: AT }).execute();
      return tx.db.selectFrom('subscriptions').selectAll().executeTakeFirstOrThrow();
    });
    expect(row.types).toEqual(['LeadCaptured', 'SQLCreated']);
    expect(row.created_at).toEqual(AT);
  });
});
