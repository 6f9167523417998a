import { createHash } from 'node:crypto';

import type { StoreConfig } from './backend';
import { openStore, type Store } from './store';

/**
 * The stores of this process, under a global symbol: when n8n reloads the package its modules are new,
 * the open pools and the embedded store's lock are not (docs/decisions/0003).
 */
const KEY = Symbol.for('n8n-nodes-sales-os.stores');
type Registry = Map<string, Promise<Store>>;
const globals = globalThis as typeof globalThis & { [KEY]?: Registry };

function registry(): Registry {
  if (!globals[KEY]) {
    globals[KEY] = new Map();
    process.once('beforeExit', () => void closeStores());
  }
  return globals[KEY];
}

/** The shared store for this configuration; opened at its first use, opened again after a failure. */
export function storeOf(config: StoreConfig): Promise<Store> {
  const key = keyOf(config);
  const open = registry().get(key);
  if (open) return open;
  const opening = openStore(config);
  registry().set(key, opening);
  opening.catch(() => registry().delete(key));
  return opening;
}

/** Closes every store of this process: pools end, the embedded store writes its checkpoint and gives up its lock. */
export async function closeStores(): Promise<void> {
  const open = [...registry().values()];
  registry().clear();
  await Promise.allSettled(open.map(async (store) => (await store).close()));
}

/** Hashed, so that no password lies about in a map's keys. */
function keyOf(config: StoreConfig): string {
  return createHash('sha256').update(JSON.stringify(config)).digest('hex');
}
