import { AUTOMATIC, bitsOf, clusterEdges, estimateModel, findEdges, makeScorer, prepare, STANDARD_MODEL } from '../../engine/core/identity/matching';
import { makeLeads } from '../../test/support/people';
import { printTable } from '../support/print-table';

/** Seconds for scoring and clustering with frozen parameters, by records. */
const GOALS: Readonly<Record<number, number>> = { 50_000: 5, 1_000_000: 120 };

/** Times the bulk run in memory: laying out and blocking, estimation, and what the goals are about: scoring and clustering. */
export function benchBulk(sizes: readonly number[]): boolean {
  const rows: (string | number)[][] = [];
  let fast = true;
  for (const size of sizes) {
    const records = makeLeads(size).map(({ record }) => record);
    const laid = timed(() => prepare(records));
    const estimated = timed(() => estimateModel(laid.value));
    const run = timed(() => scoreAndCluster(laid.value));
    const goal = GOALS[size];
    if (goal !== undefined && run.seconds > goal) fast = false;
    rows.push([size, run.value.compared, laid.seconds.toFixed(1), estimated.seconds.toFixed(1), run.seconds.toFixed(1), goal ?? '-', Math.round(process.memoryUsage().rss / 1e6)]);
  }
  printTable(['records', 'pairs', 'lay out, s', 'estimate, s', 'score and cluster, s', 'goal, s', 'resident MB'], rows);
  return fast;
}

function scoreAndCluster(prepared: ReturnType<typeof prepare>): { compared: number } {
  const { columns, frequencies } = prepared;
  const scorer = makeScorer(columns, frequencies, STANDARD_MODEL.parameters);
  const edges = findEdges(prepared, scorer, [0, columns.size], 0);
  clusterEdges(columns.size, edges, bitsOf(AUTOMATIC), scorer);
  return { compared: edges.compared };
}

function timed<T>(work: () => T): { value: T; seconds: number } {
  const start = performance.now();
  return { value: work(), seconds: (performance.now() - start) / 1_000 };
}
