import type { EventDraft } from '../../engine/core/events';
import { beatOnce } from '../../engine/commands/heartbeat';
import { offerStalledDeliveries } from '../../engine/commands/offer-stalled-deliveries';
import { appendEvents, newId, storeDelivery, type Store } from '../../engine/store';
import { collectDeadLetters, consume, type Delivery, queueOf, relayEvents, subscribe } from '../../engine/store/outbox';
import { describeStores } from '../support/stores';

const AT = new Date('2026-03-02T15:00:00Z');
const ALONE = { concurrency: 1, together: 1 };

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

async function until(check: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describeStores('the outbox', (open) => {
  let store: Store;
  const add = (accountId: string, ...keys: string[]) => store.transaction(accountId, (tx) => appendEvents(tx, keys.map(captured), AT));
  beforeAll(async () => {
    store = await open();
  });

  it('EV-01: an event reaches every subscription that wants it, once each, in commit order', async () => {
    const one = await subscribe(store, 'acme', { id: 'wf1:n', types: ['LeadCaptured'] }, AT);
    const two = await subscribe(store, 'acme', { id: 'wf2:n', types: ['LeadCaptured', 'SQLCreated'] }, AT);
    const deaf = await subscribe(store, 'acme', { id: 'wf3:n', types: ['SQLCreated'] }, AT);
    const events = await add('acme', 'a', 'b', 'c');
    expect(await relayEvents(store, 'acme', 100)).toBe(3);
    expect(await relayEvents(store, 'acme', 100)).toBe(0);
    const seen: Record<string, string[]> = { one: [], two: [], deaf: [] };
    const note = (name: string) => async (deliveries: readonly Delivery[]) => void seen[name]?.push(...deliveries.map(({ event }) => event.id));
    const stops = [await consume(store, one, ALONE, note('one')), await consume(store, two, ALONE, note('two')), await consume(store, deaf, ALONE, note('deaf'))];
    await until(() => seen.one?.length === 3 && seen.two?.length === 3);
    expect(seen).toEqual({ one: events.map(({ id }) => id), two: events.map(({ id }) => id), deaf: [] });
    await Promise.all(stops.map((stop) => stop()));
  });

  it('EV-01: what comes while nobody listens waits; an event is acknowledged only when the handler succeeded', async () => {
    const queue = await subscribe(store, 'wait', { id: 'wf:n', types: ['LeadCaptured'] }, AT);
    await add('wait', 'a');
    await relayEvents(store, 'wait', 100);
    const attempts: number[] = [];
    const stop = await consume(store, queue, ALONE, async ([delivery]) => {
      attempts.push(delivery!.attempt);
      if (attempts.length < 2) throw new Error('The workflow failed');
    });
    await until(() => attempts.length === 2);
    expect(attempts).toEqual([0, 1]);
    await stop();
  });

  it('EV-01: events that wait are handed over together; after a failure each comes again alone, and a bad one holds up no other', async () => {
    const queue = await subscribe(store, 'many', { id: 'wf:n', types: ['LeadCaptured'] }, AT);
    const events = await add('many', 'a', 'b', 'c');
    await relayEvents(store, 'many', 100);
    const groups: { ids: string[]; attempts: number[] }[] = [];
    const stop = await consume(store, queue, { concurrency: 1, together: 50 }, async (deliveries) => {
      groups.push({ ids: deliveries.map(({ event }) => event.id), attempts: deliveries.map(({ attempt }) => attempt) });
      if (deliveries.some(({ event }) => event.id === events[1]?.id)) throw new Error('The second is bad');
    });
    const alone = (id: string | undefined) => groups.filter(({ ids }) => ids.length === 1 && ids[0] === id);
    await until(() => alone(events[1]?.id).length >= 2 && alone(events[2]?.id).length === 1);
    expect(groups[0]).toEqual({ ids: events.map(({ id }) => id), attempts: [0, 0, 0] });
    expect(alone(events[0]?.id)).toMatchObject([{ attempts: [1] }]);
    expect(alone(events[2]?.id)).toMatchObject([{ attempts: [1] }]);
    await stop();
  });

  it('IN-09: what fails every try is a dead letter with its reason and an event that says so', async () => {
    const queue = await subscribe(store, 'dead', { id: 'wf:n', types: ['LeadCaptured'] }, AT);
    await (await queueOf(store)).updateQueue(queue, { retryLimit: 0 });
    const [event] = await add('dead', 'a');
    await relayEvents(store, 'dead', 100);
    const stop = await consume(store, queue, ALONE, async () => {
      throw new Error('Execution 17 ended with status error');
    });
    const stopCollecting = await collectDeadLetters(store, 'dead', () => AT);
    const letters = () => store.transaction('dead', ({ db }) => db.selectFrom('dead_letters').selectAll().execute());
    await until(async () => (await letters()).length === 1);
    expect(await letters()).toMatchObject([{ event_id: event?.id, subscription_id: 'wf:n', status: 'dead', error: 'Execution 17 ended with status error' }]);
    const words = await store.transaction('dead', ({ db }) => db.selectFrom('events').select('data').where('type', '=', 'DeliveryDeadLettered').execute());
    expect(words).toHaveLength(1);
    await stop();
    await stopCollecting();
  });

  it('GV-01: one account never receives the events of another', async () => {
    const queue = await subscribe(store, 'left', { id: 'wf:n', types: ['LeadCaptured'] }, AT);
    await add('right', 'a');
    await relayEvents(store, 'left', 100);
    await relayEvents(store, 'right', 100);
    expect(await (await queueOf(store)).findJobs(queue, {})).toEqual([]);
  });

  it('IN-09: a delivery that no execution finished is offered again with back-off, and dies after eight offers', async () => {
    const { delivery_id } = await store.transaction('sweep', (tx) =>
      storeDelivery(tx, { source: 'google', dedupe_key: '1', headers: {}, content_type: null, body: Buffer.from('{}'), received_at: AT, is_test: false }),
    );
    const offered: number[] = [];
    for (let minute = 0; minute <= 600; minute += 1) {
      const at = new Date(AT.getTime() + minute * 60_000);
      if ((await offerStalledDeliveries(store, 'sweep', { at, limit: 10 })) > 0) offered.push(minute);
    }
    expect(offered).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
    const row = await store.transaction('sweep', ({ db }) => db.selectFrom('raw_deliveries').select(['status', 'attempts']).where('id', '=', delivery_id).executeTakeFirstOrThrow());
    expect(row.status).toBe('dead');
  });

  it('one beat relays what timers and sweeps wrote', async () => {
    await subscribe(store, 'beat', { id: 'wf:n', types: ['LeadCaptured'] }, AT);
    await add('beat', ...Array.from({ length: 30 }, (_, n) => `k${n}`));
    await beatOnce(store, 'beat', () => AT);
    const left = await store.transaction('beat', ({ db }) => db.selectFrom('events').select('id').where('relayed_at', 'is', null).execute());
    expect(left).toEqual([]);
  });
});
