import { fireDueTimers } from '../../engine/commands/fire-due-timers';
import { settleSlaNotices } from '../../engine/commands/settle-sla-notices';
import { openStore, type StoreConfig } from '../../engine/store';
import { ACCOUNT, DUE } from './due-timers';

const BATCH = 2_000;
/** An hour after the deadlines, as after an outage. */
const NOW = new Date(DUE.getTime() + 3_600_000);

/** Fires all due clocks and settles what they ask for, as the beat does; says how far it is. */
async function main(config: StoreConfig): Promise<void> {
  const store = await openStore(config);
  let all = 0;
  console.log(all);
  for (let fired = BATCH; fired === BATCH; ) {
    ({ fired } = await fireDueTimers(store, ACCOUNT, { at: NOW, limit: BATCH }));
    console.log((all += fired));
  }
  await settleSlaNotices(store, ACCOUNT, { at: NOW, limit: 500 });
  await store.close();
}

void main(JSON.parse(process.argv[2] ?? '{}') as StoreConfig);
