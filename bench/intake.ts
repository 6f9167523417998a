import path from 'node:path';
import { type RunningN8n, startN8n } from '../test/support/n8n/start-n8n';
import { createDatabase, dropDatabases } from '../test/support/stores';
import type { StoreConfig } from '../engine/store';
import { BARE_PATH, bareWorkflow, DELIVERY_BODY, intakeCredentials, intakeWorkflow, OUR_PATH } from './support/intake-workflows';
import { type LoadGenerator, startLoadGenerator } from './support/load-generator';
import type { LoadResult } from './support/load-plan';
import { percentile } from './support/percentile';
import { ms, printTable } from './support/print-table';
import { processorMs } from './support/process-usage';
import { numbers, readFlags } from './support/read-flags';
import { countStore } from './support/store-account';

/** PK-07's measure: ours may take at most this much of the bare webhook's p99. */
const MOST_RATIO = 1.5;
const WARM_UP = { rate: 20, seconds: 5 };

/**
 * Intake beside n8n's bare Webhook node, in one n8n and one run: slices of load on the bare webhook and on Lead Intake
 * Trigger → Normalize Lead take turns, so that whatever else the machine does falls on both. Load comes from a second
 * process, open-loop, over loopback. Ends with exit code 1 when a delivery is missing or a ratio is above 1.5.
 */
export async function benchIntake(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { rates: '20,50', seconds: '60', slice: '10', stores: 'embedded,postgres', pack: '', profile: '', env: '' });
  const rates = numbers('rates', flags.rates, 500);
  const [seconds = 60] = numbers('seconds', flags.seconds, 600);
  const [slice = 10] = numbers('slice', flags.slice, seconds);
  const results: boolean[] = [];
  for (const kind of flags.stores.split(',')) results.push(await benchStore(kind, { rates, seconds, slice, pack: flags.pack, env: environmentOf(flags) }));
  return results.every(Boolean);
}

interface Plan {
  readonly rates: readonly number[];
  readonly seconds: number;
  readonly slice: number;
  /** Folder of a built pack; empty for this checkout's. */
  readonly pack: string;
  /** What n8n is started with beside the harness's own settings. */
  readonly env: Readonly<Record<string, string>>;
}

/** `--env A=1,B=2` sets n8n's variables; `--profile <folder>` makes n8n write a CPU profile there when it ends. */
function environmentOf({ env, profile }: { env: string; profile: string }): Record<string, string> {
  const pairs = env.split(',').filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  return { ...Object.fromEntries(pairs), ...(profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${path.resolve(profile)}` } : {}) };
}

async function benchStore(kind: string, plan: Plan): Promise<boolean> {
  if (kind !== 'embedded' && kind !== 'postgres') throw new Error(`--stores takes embedded and postgres, separated by commas; got '${kind}'`);
  const url = kind === 'postgres' ? await createDatabase() : null;
  const n8n = await startN8n({
    workflows: [bareWorkflow, intakeWorkflow],
    credentials: intakeCredentials(url),
    ...(plan.pack ? { packageDir: plan.pack } : {}),
    env: plan.env,
  });
  const load = startLoadGenerator();
  try {
    const run = new IntakeRun(n8n, load);
    await run.warmUp();
    const fast = [];
    for (const rate of plan.rates) fast.push(await run.compare(kind, rate, plan));
    load.stop();
    await n8n.shutdown();
    const store: StoreConfig = url === null ? { kind: 'embedded', folder: path.join(n8n.userFolder, '.n8n/sales-os/store') } : { kind: 'postgres', url, tls: 'off' };
    return (await isAccounted(kind, run.accepted, store)) && fast.every(Boolean);
  } finally {
    await n8n.stop();
    if (url !== null) await dropDatabases();
  }
}

type Side = 'bare' | 'ours';

interface Slice extends LoadResult {
  /** n8n's processor time from the slice's start until it was idle again; null where the system does not tell. */
  readonly processor_ms: number | null;
}

class IntakeRun {
  /** Deliveries of ours that got a 2xx: each must be in the store. */
  accepted = 0;
  private next = 0;

  constructor(
    private readonly n8n: RunningN8n,
    private readonly load: LoadGenerator,
  ) {}

  async warmUp(): Promise<void> {
    for (const side of ['bare', 'ours'] as const) await this.send(side, WARM_UP);
  }

  async compare(kind: string, rate: number, { seconds, slice }: Plan): Promise<boolean> {
    const results: Record<Side, Slice[]> = { bare: [], ours: [] };
    for (let turn = 0; turn < Math.ceil(seconds / slice); turn += 1) {
      // Who goes first changes from turn to turn.
      const order: Side[] = turn % 2 === 0 ? ['bare', 'ours'] : ['ours', 'bare'];
      for (const side of order) results[side].push(await this.send(side, { rate, seconds: slice }));
    }
    return report(kind, rate, seconds, results);
  }

  private async send(side: Side, { rate, seconds }: { rate: number; seconds: number }): Promise<Slice> {
    const url = this.n8n.baseUrl + (side === 'bare' ? BARE_PATH : OUR_PATH);
    const used = processorMs(this.n8n.pid());
    const result = await this.load.send({ url, headers: { 'content-type': 'application/json' }, body: DELIVERY_BODY, first: this.next, rate, seconds });
    this.next += result.sent;
    if (side === 'ours') this.accepted += result.latencies.length;
    await this.quiet();
    const usedNow = processorMs(this.n8n.pid());
    return { ...result, processor_ms: used === null || usedNow === null ? null : usedNow - used };
  }

  /** Waits until n8n has no execution left, so that one slice's work does not fall on the next. */
  private async quiet(): Promise<void> {
    const idle = async () => {
      const { data } = await this.n8n.client.api<{ data: unknown[] }>('GET', '/executions?status=running&limit=1');
      return data.length === 0;
    };
    await this.n8n.waitFor(idle, { timeout: 120_000, interval: 500, what: 'the executions to end' });
  }
}

function report(kind: string, rate: number, seconds: number, results: Record<Side, Slice[]>): boolean {
  console.log(`\nIntake, ${kind} store, ${rate} deliveries a second for ${seconds} s each; milliseconds`);
  const [bare, ours] = [summaryOf(results.bare), summaryOf(results.ours)];
  const rows = ([['bare', bare], ['ours', ours]] as const).map(([side, { sent, answered, figures, answers }]) => [side, sent, answered, ...figures.map(ms), answers]);
  const ratios = ours.figures.map((figure, index) => (figure ?? NaN) / (bare.figures[index] ?? NaN));
  printTable(['', 'sent', '2xx', ...FIGURES, 'answers'], [...rows, ['ours/bare', '', '', ...ratios.map((ratio) => ratio.toFixed(2)), '']]);
  const ratio = ratios[2] ?? NaN;
  console.log(ratio <= MOST_RATIO ? `p99 within ${MOST_RATIO} × bare.` : `MISSED: p99 is ${ratio.toFixed(2)} × bare; at most ${MOST_RATIO} is allowed.`);
  return ratio <= MOST_RATIO;
}

const FIGURES = ['p50', 'p90', 'p99', 'p99 of the load’s own delay', 'n8n’s CPU each'];

function summaryOf(slices: readonly Slice[]) {
  const latencies = slices.flatMap((slice) => slice.latencies);
  const sent = slices.reduce((sum, slice) => sum + slice.sent, 0);
  const used = slices.reduce<number | null>((sum, { processor_ms }) => (sum === null || processor_ms === null ? null : sum + processor_ms), 0);
  const figures = [...[50, 90, 99].map((point) => percentile(latencies, point)), percentile(slices.flatMap(({ lateness }) => lateness), 99), used === null ? null : used / sent];
  return { sent, answered: latencies.length, figures, answers: statuses(slices) };
}

function statuses(results: readonly Slice[]): string {
  const counts = new Map<string, number>();
  for (const { statuses: found } of results) for (const [status, count] of Object.entries(found)) counts.set(status, (counts.get(status) ?? 0) + count);
  const errors = [...new Set(results.flatMap((result) => result.errors))].join('; ');
  return [...counts].map(([status, count]) => `${status}: ${count}`).join(', ') + (errors ? ` (${errors})` : '');
}

async function isAccounted(kind: string, accepted: number, config: StoreConfig): Promise<boolean> {
  const counts = await countStore(config);
  console.log(`\nIn the ${kind} store at the end: ${accepted} deliveries answered 2xx; ${JSON.stringify(counts)}`);
  const complete = Object.values(counts).every((count) => count === accepted);
  console.log(complete ? 'All accounted for, each once.' : 'MISSED: the store does not hold each delivery once.');
  return complete;
}
