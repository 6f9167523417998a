import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';

import { openStore, type StoreConfig } from '../engine/store';
import { applyDocument, rep, seedOpportunities } from '../test/commands/sales-seed';
import { createDatabase, dropDatabases } from '../test/support/stores';
import { ACCOUNT, DUE, REPS } from './support/due-timers';
import { fireInProcess } from './support/fire-in-process';
import { printTable } from './support/print-table';
import { numbers, readFlags } from './support/read-flags';

/** All clocks of an outage become events within this. */
const MOST_SECONDS = 60;

/**
 * Clocks that are all due at once, as after an outage: `--timers 100000 --stores postgres,embedded`. A process of its own fires them and is
 * killed half-way (kill -9); a second one finishes. Each clock must be breached once, with its steps, and each person get one digest.
 */
export async function benchTimers(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { timers: '100000', stores: 'postgres,embedded' });
  const [count = 100_000] = numbers('timers', flags.timers, 1_000_000);
  const results: boolean[] = [];
  for (const kind of flags.stores.split(',')) results.push(await benchStore(kind, count));
  return results.every(Boolean);
}

async function benchStore(kind: string, count: number): Promise<boolean> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-bench-timers-'));
  const config: StoreConfig = kind === 'postgres' ? { kind: 'postgres', url: await createDatabase(), tls: 'off' } : { kind: 'embedded', folder: path.join(folder, 'store') };
  try {
    await seed(config, count);
    const first = await fireInProcess(config, Math.floor(count / 2));
    const second = await fireInProcess(config, null);
    return report(kind, count, first.seconds + second.seconds, await outcome(config));
  } finally {
    if (kind === 'postgres') await dropDatabases();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The clocks hang on a few opportunities, so that making them costs less than firing them. */
async function seed(config: StoreConfig, count: number): Promise<void> {
  const store = await openStore(config);
  const users = [...Array.from({ length: REPS }, (_, index) => rep(`rep${index}`, { manager_id: 'max' })), { id: 'max', name: 'Max', email: 'max@firm.test', role: 'manager' }];
  await applyDocument(store, ACCOUNT, { users }, new Date(DUE.getTime() - 86_400_000));
  const seeded = await seedOpportunities(store, ACCOUNT, Array.from({ length: REPS }, () => ({})));
  const ids = seeded.map(({ opportunity_id }) => opportunity_id);
  const detail = { step: '1', clock: 'wall', calendar: null, target_ms: 1_800_000, ladder: [{ action: 'notify_rep', percent: 100 }] };
  await store.transaction(ACCOUNT, (tx) =>
    sql`insert into salesos.timers (id, account_id, policy, opportunity_id, owner_id, status, started_at, due_at, dedupe_key, settings_version, detail, next_at)
      select gen_random_uuid(), ${ACCOUNT}, 'FirstHumanAttempt', (${`{${ids.join(',')}}`}::uuid[])[1 + n % ${sql.lit(REPS)}], 'rep' || n % ${sql.lit(REPS)}, 'pending', ${DUE}::timestamptz - interval '30 minutes', ${DUE},
        'bench:' || n, 1, ${JSON.stringify(detail)}::jsonb, ${DUE} from generate_series(1, ${sql.lit(count)}) n`.execute(tx.db),
  );
  await store.close();
}

async function outcome(config: StoreConfig): Promise<{ breached: number; breaches: number; escalated: number; digests: number }> {
  const store = await openStore(config);
  const { rows } = await store.transaction(ACCOUNT, (tx) =>
    sql<{ breached: number; breaches: number; escalated: number; digests: number }>`
      select (select count(*)::int from salesos.timers where status = 'breached') as breached,
        (select count(distinct data ->> 'timer_id')::int from salesos.events where type = 'SLA_Breach_FirstHumanAttempt') as breaches,
        (select count(*)::int from salesos.events where type = 'SlaEscalated') as escalated,
        (select count(*)::int from salesos.events where type = 'SlaDigest') as digests`.execute(tx.db),
  );
  await store.close();
  return rows[0]!;
}

function report(kind: string, count: number, seconds: number, { breached, breaches, escalated, digests }: Awaited<ReturnType<typeof outcome>>): boolean {
  printTable([`clocks due at once, ${kind}`, 'measured', 'wanted'], [
    ['seconds, with a kill -9 half-way', seconds.toFixed(1), `≤ ${MOST_SECONDS}`],
    ['breached clocks', breached, count],
    ['clocks with their breach event', breaches, count],
    ['reminders', escalated, count],
    ['digests', digests, REPS],
  ]);
  const whole = seconds <= MOST_SECONDS && [breached, breaches, escalated].every((value) => value === count) && digests === REPS;
  console.log(whole ? 'Each once, and in time.' : 'MISSED: see above.');
  return whole;
}
