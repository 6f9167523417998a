import { closeStores, storeOf, type StoreConfig } from '../../engine/store';
import { ACCOUNT_ID } from './intake-workflows';

/** What the store holds after a run: nothing may be missing, nothing twice. */
export interface StoreCounts {
  readonly deliveries: number;
  /** Deliveries whose lead was written. */
  readonly processed: number;
  readonly leads: number;
  /** LeadCaptured events. */
  readonly events: number;
}

/** Counts the account's rows; n8n must be down when the store is the embedded one. */
export async function countStore(config: StoreConfig): Promise<StoreCounts> {
  const store = await storeOf(config);
  try {
    return await store.transaction(ACCOUNT_ID, async ({ db }) => {
      const all = db.selectFrom('raw_deliveries').select((eb) => eb.fn.countAll<number>().as('count'));
      const leads = await db.selectFrom('leads').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      const events = await db
        .selectFrom('events')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('type', '=', 'LeadCaptured')
        .executeTakeFirstOrThrow();
      return {
        deliveries: Number((await all.executeTakeFirstOrThrow()).count),
        processed: Number((await all.where('status', '=', 'processed').executeTakeFirstOrThrow()).count),
        leads: Number(leads.count),
        events: Number(events.count),
      };
    });
  } finally {
    await closeStores();
  }
}
