import type { PgBoss } from 'pg-boss';

import type { Store } from '../store';

/** How often pg-boss looks for lost heartbeats: a killed n8n's events come again within this and the heartbeat. */
const SUPERVISE_SECONDS = 10;

const queues = new WeakMap<Store, Promise<PgBoss>>();

/** The store's delivery queue (pg-boss in schema `salesos_queue`); started at its first use, stopped with the store. */
export function queueOf(store: Store): Promise<PgBoss> {
  const running = queues.get(store);
  if (running) return running;
  const starting = start(store);
  queues.set(store, starting);
  starting.catch(() => queues.delete(store));
  return starting;
}

async function start(store: Store): Promise<PgBoss> {
  const { PgBoss } = require('pg-boss') as typeof import('pg-boss');
  const boss = new PgBoss({
    db: store.backend.queueDatabase,
    backend: store.backend.kind === 'embedded' ? 'pglite' : 'postgres',
    schema: 'salesos_queue',
    createSchema: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  // pg-boss reports a lost connection here and goes on polling; unhandled it would end n8n.
  boss.on('error', () => undefined);
  await boss.start();
  store.onClose(() => boss.stop({ graceful: true, timeout: 5_000 }));
  return boss;
}
