import { assignOwners } from '../engine/commands/assign-owners';
import { openStore, type Store } from '../engine/store';
import { applyDocument, FLOW, rep, type Seeded, seedOpportunities } from '../test/commands/sales-seed';
import { createDatabase, dropDatabases } from '../test/support/stores';
import { checkContention } from './support/check-contention';
import { countStatements } from './support/count-statements';
import { percentile } from './support/percentile';
import { ms, printTable } from './support/print-table';
import { numbers, readFlags } from './support/read-flags';

const AT = new Date('2026-05-11T15:00:00Z');
const NO_CAPS = { caps: { hourly_limit: null, daily_sql_limit: null, max_open_opportunities: null } };
const LANGUAGES = [['en'], ['en', 'fr'], ['en', 'es'], ['en', 'hi']];
const PROGRAMS = ['Express Entry', 'PNP', 'Study Permit'];

/** Limits of the goals: statements a lead alone and in a batch of 50, milliseconds alone, in parallel and for a batch. */
const GOALS = { alone: 8, batched: 0.3, p99_alone: 15, p99_parallel: 250, batch: 1_500 };

/**
 * Routing on PostgreSQL: `--reps 500 --leads 300 --parallel 200 --batch 1000 --contended 2000`. Then contention: several stores on
 * one database, as several n8n processes are, want the same leads; nobody may get two owners and no cap may break.
 */
export async function benchRouting(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { reps: '500', leads: '300', parallel: '200', batch: '1000', contended: '2000', stores: '4' });
  const size = (name: keyof typeof flags, most: number): number => numbers(name, flags[name], most)[0] ?? 1;
  const url = await createDatabase();
  const store = await openStore({ kind: 'postgres', url, tls: 'off' });
  try {
    await applyDocument(store, 'bench', { users: team(size('reps', 5_000)) }, new Date(AT.getTime() - 60_000));
    const fast = await measure(store, { leads: size('leads', 10_000), parallel: size('parallel', 2_000), batch: size('batch', 5_000) });
    return (await checkContention(url, size('contended', 1_000_000), size('stores', 16))) && fast;
  } finally {
    await store.close();
    await dropDatabases();
  }
}

function team(count: number): object[] {
  return Array.from({ length: count }, (_, index) =>
    rep(`rep-${String(index).padStart(3, '0')}`, { ...NO_CAPS, languages: LANGUAGES[index % LANGUAGES.length], weight: 0.5 + (index % 7) / 2, skills: [{ program_family: PROGRAMS[index % 3], level: 1 + (index % 3) }] }),
  );
}

interface Sizes {
  readonly leads: number;
  readonly parallel: number;
  readonly batch: number;
}

async function measure(store: Store, { leads, parallel, batch }: Sizes): Promise<boolean> {
  const seeded = await seedOpportunities(store, 'bench', Array.from({ length: leads + parallel * 3 + batch * 2 + 100 }, (_, index) => ({ language: ['en', 'fr', 'es'][index % 3]!, geo: 'IN', program_family: PROGRAMS[index % 3]! })));
  const take = (count: number): Seeded[] => seeded.splice(0, count);
  const route = (wanted: readonly Seeded[]) => assignOwners(store, 'bench', { items: wanted.map(({ opportunity_id }) => ({ opportunity_id, role: 'setter', owner_id: null, reason: null, acting_user_id: null })), at: AT, actor: FLOW });
  const timed = async (wanted: readonly Seeded[]): Promise<number> => {
    const started = performance.now();
    await route(wanted);
    return performance.now() - started;
  };
  await timed(take(50));
  const alone = await countStatements(() => timed(take(1)));
  const fifty = await countStatements(() => timed(take(49)));
  const singles: number[] = [];
  for (const each of take(leads - 1)) singles.push(await timed([each]));
  const together: number[] = [];
  for (let round = 0; round < 3; round += 1) together.push(...(await Promise.all(take(parallel).map((each) => timed([each])))));
  const batches = [await timed(take(batch)), await timed(take(batch))];
  return report({ alone: alone.statements, batched: fifty.statements / 49, singles, together, batch: Math.min(...batches) });
}

function report({ alone, batched, singles, together, batch }: { alone: number; batched: number; singles: number[]; together: number[]; batch: number }): boolean {
  const rows: [string, number | null, number][] = [
    ['statements for one lead', alone, GOALS.alone],
    ['statements a lead, batch of 50', batched, GOALS.batched],
    ['p50 alone, ms', percentile(singles, 50), GOALS.p99_alone],
    ['p99 alone, ms', percentile(singles, 99), GOALS.p99_alone],
    ['p50 in parallel, ms', percentile(together, 50), GOALS.p99_parallel],
    ['p99 in parallel, ms', percentile(together, 99), GOALS.p99_parallel],
    ['one large batch, ms', batch, GOALS.batch],
  ];
  printTable(['routing', 'measured', 'at most'], rows.map(([name, value, goal]) => [name, value !== null && value < 1 ? value.toFixed(2) : ms(value), goal]));
  const missed = rows.filter(([, value, goal]) => value === null || value > goal);
  console.log(missed.length === 0 ? 'All within their goals.' : `MISSED: ${missed.map(([name]) => name).join(', ')}`);
  return missed.length === 0;
}
