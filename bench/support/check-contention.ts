import { assignOwners } from '../../engine/commands/assign-owners';
import { openStore, type Store } from '../../engine/store';
import { applyDocument, rep, type Seeded, seedOpportunities } from '../../test/commands/sales-seed';

const AT = new Date('2026-05-11T15:00:00Z');
const REPS = 50;
const CALL = 10;
const SLICE = 5_000;

/**
 * Several stores on one database want the same leads at once, each lead twice, with room for all but one rep's worth.
 * @returns whether every lead got one owner or waits, and no cap is broken
 */
export async function checkContention(url: string, decisions: number, processes: number): Promise<boolean> {
  const stores = await Promise.all(Array.from({ length: processes }, () => openStore({ kind: 'postgres', url, tls: 'off', maxConnections: 4 })));
  try {
    return await contend(stores, decisions);
  } finally {
    for (const store of stores) await store.close();
  }
}

async function contend(stores: readonly Store[], decisions: number): Promise<boolean> {
  const [first] = stores;
  if (!first) return false;
  const cap = Math.max(1, Math.floor(decisions / (REPS + 1)));
  const caps = { hourly_limit: null, daily_sql_limit: null, max_open_opportunities: cap };
  await applyDocument(first, 'contended', { users: Array.from({ length: REPS }, (_, index) => rep(`rep${index}`, { caps, weight: 1 + (index % 5) })) }, AT);
  const started = performance.now();
  let made = 0;
  let failures = 0;
  for (let done = 0; done < decisions; done += SLICE) {
    const seeded = await seedOpportunities(first, 'contended', Array.from({ length: Math.min(SLICE, decisions - done) }, () => ({})));
    const results = (await Promise.all(callsOf(stores, seeded))).flat();
    made += results.filter((result) => result.ok && result.changed).length;
    failures += results.filter((result) => !result.ok).length;
  }
  return report(first, { decisions, cap, made, failures, seconds: (performance.now() - started) / 1_000 });
}

/** Every lead twice, on two stores; an actor of its own keeps a store's calls from being gathered. */
function callsOf(stores: readonly Store[], seeded: readonly Seeded[]) {
  const calls = Array.from({ length: Math.ceil(seeded.length / CALL) }, (_, index) => seeded.slice(index * CALL, (index + 1) * CALL));
  return calls.flatMap((wanted, call) =>
    [call, call + 1].map((process) => {
      const items = wanted.map(({ opportunity_id }) => ({ opportunity_id, role: 'setter' as const, owner_id: null, reason: null, acting_user_id: null }));
      return assignOwners(stores[process % stores.length]!, 'contended', { items, at: AT, actor: { kind: 'workflow', id: `wf-${call}-${process}` } });
    }),
  );
}

async function report(store: Store, { decisions, cap, made, failures, seconds }: { decisions: number; cap: number; made: number; failures: number; seconds: number }): Promise<boolean> {
  const { doubled, most, owned, waiting } = await store.transaction('contended', async (tx) => {
    const owners = await tx.db.selectFrom('assignments').select((select) => ['opportunity_id', select.fn.countAll<number>().as('count')]).where('ended_at', 'is', null).groupBy('opportunity_id').execute();
    const desks = await tx.db.selectFrom('opportunities').select((select) => ['setter_id', select.fn.countAll<number>().as('count')]).groupBy('setter_id').execute();
    return {
      doubled: owners.filter(({ count }) => count > 1).length,
      most: Math.max(...desks.filter(({ setter_id }) => setter_id !== null).map(({ count }) => count)),
      owned: owners.length,
      waiting: desks.find(({ setter_id }) => setter_id === null)?.count ?? 0,
    };
  });
  console.log(`\nContention: ${decisions} leads, each wanted twice, over ${REPS} reps with room for ${cap} each: ${owned} owned, ${waiting} waiting, ${doubled} with two owners, at most ${most} on a desk, ${made} changes, ${failures} errors, ${seconds.toFixed(1)} s`);
  const whole = doubled === 0 && most <= cap && owned + waiting === decisions && owned === Math.min(decisions, cap * REPS) && failures === 0;
  console.log(whole ? 'No double owner, no broken cap.' : 'MISSED: see above.');
  return whole;
}
