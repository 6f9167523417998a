import type { Store } from '../store';
import { collectDeadLetters, relayEvents } from '../store/outbox';
import { OUTBOX_CHANNEL } from '../store/events';
import { expireOverrides } from './expire-overrides';
import { fireDueTimers } from './fire-due-timers';
import { offerStalledDeliveries } from './offer-stalled-deliveries';
import { drainFreed } from './drain-freed';
import { settleSlaNotices } from './settle-sla-notices';
import { watchIntake } from './watch-intake';
import { watchSilence } from './watch-silence';

const BEAT_MS = 1_000;
const BATCH = 500;
/** Clocks at once: after an outage all of them must be told before a digest is. */
const CLOCKS = 2_000;
/** IN-10: late and failing deliveries are minutes' business, not seconds'; silence is told with the tidying. */
const WATCH_MS = 60_000;
/** Often enough for the statistics to follow a growing firm, rare enough not to be felt. */
const TIDY_MS = 10 * 60_000;

/**
 * The clock and the post of one account in this process, shared by its Sales Event Triggers: every second, and at once
 * when something is committed, it fires due timers, offers stalled deliveries again and relays the outbox; every minute it looks for late, failing and silent sources.
 * Several processes may beat for one account: every step claims its rows with SKIP LOCKED.
 */
interface Heart {
  users: number;
  readonly stop: () => Promise<void>;
}

const hearts = new WeakMap<Store, Map<string, Promise<Heart>>>();

/** @returns how to let go; the beat ends with its last user, or with the store */
export async function startHeartbeat(store: Store, accountId: string, onError: (error: unknown) => void): Promise<() => Promise<void>> {
  const ofStore = hearts.get(store) ?? new Map<string, Promise<Heart>>();
  hearts.set(store, ofStore);
  const starting = ofStore.get(accountId) ?? startHeart(store, accountId, onError);
  ofStore.set(accountId, starting);
  starting.catch(() => ofStore.delete(accountId));
  const heart = await starting;
  heart.users += 1;
  return async () => {
    heart.users -= 1;
    if (heart.users > 0) return;
    ofStore.delete(accountId);
    await heart.stop();
  };
}

async function startHeart(store: Store, accountId: string, onError: (error: unknown) => void): Promise<Heart> {
  const now = () => new Date();
  const relay = singleFile(() => emptyOutbox(store, accountId), onError);
  const tick = singleFile(() => keepTime(store, accountId, now), onError);
  const stopCollecting = await collectDeadLetters(store, accountId, now);
  const stopListening = await listen(store, accountId, relay);
  const timer = setInterval(() => {
    tick();
    relay();
  }, BEAT_MS);
  const listenForSilence = singleFile(async () => void (await watchSilence(store, accountId, { at: now() })), onError);
  const tidying = setInterval(() => {
    store.backend.tidy().catch(onError);
    listenForSilence();
  }, TIDY_MS);
  const watch = singleFile(async () => void (await watchIntake(store, accountId, { at: now() })), onError);
  const watching = setInterval(watch, WATCH_MS);
  timer.unref();
  watching.unref();
  tidying.unref();
  const stop = async () => {
    clearInterval(timer);
    clearInterval(watching);
    clearInterval(tidying);
    await stopListening();
    await stopCollecting();
    await Promise.all([tick.idle(), relay.idle(), watch.idle(), listenForSilence.idle()]);
  };
  store.onClose(stop);
  return { users: 0, stop };
}

/** Without LISTEN (behind a transaction pooler) the beat alone carries the events, a second later. */
async function listen(store: Store, accountId: string, relay: () => void): Promise<() => Promise<void>> {
  try {
    return await store.backend.listen(OUTBOX_CHANNEL, (payload) => void (payload === accountId && relay()), relay);
  } catch {
    return async () => undefined;
  }
}

/** Timers and sweeps; both write events, which the outbox then carries. */
async function keepTime(store: Store, accountId: string, now: () => Date): Promise<void> {
  while ((await fireDueTimers(store, accountId, { at: now(), limit: CLOCKS })).fired === CLOCKS);
  await settleSlaNotices(store, accountId, { at: now(), limit: BATCH });
  await drainFreed(store, accountId, now());
  await offerStalledDeliveries(store, accountId, { at: now(), limit: BATCH });
  await expireOverrides(store, accountId, { at: now(), limit: BATCH });
}

async function emptyOutbox(store: Store, accountId: string): Promise<void> {
  while ((await relayEvents(store, accountId, BATCH)) === BATCH);
}

/** One whole beat, for tests and for whoever keeps the time themselves. */
export async function beatOnce(store: Store, accountId: string, now: () => Date): Promise<void> {
  await keepTime(store, accountId, now);
  await emptyOutbox(store, accountId);
}

/** Runs `work` one at a time; calls that come meanwhile make one more run. */
function singleFile(work: () => Promise<void>, onError: (error: unknown) => void) {
  let running: Promise<void> | undefined;
  let again = false;
  const run = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = work()
      .catch(onError)
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          run();
        }
      });
  };
  return Object.assign(run, { idle: async () => running });
}
