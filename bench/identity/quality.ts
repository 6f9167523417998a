import { AUTOMATIC, bitsOf, clusterEdges, makeScorer, prepare, runDedupe } from '../../engine/core/identity/matching';
import { type Labelled, makeLeads, makeOffices, makeRegister, measure } from '../../test/support/people';
import { printTable } from '../support/print-table';

/** Populations of different shape, so that the matcher is not tuned to one. */
const POPULATIONS: Readonly<Record<string, (count: number) => Labelled[]>> = {
  'leads (name, phone, email; families, agents)': makeLeads,
  'register (name, birth, address)': makeRegister,
  'offices (name, address, city; branches)': makeOffices,
};
const THRESHOLDS = [0.5, 0.8, 0.9, 0.95, 0.97, AUTOMATIC, 0.99, 0.995];
const PRECISION = 0.995;
const RECALL = 0.85;

/** Prints precision and recall by threshold. Goal: some threshold has both on the firm's own shape of data. */
export function benchQuality(records: number): boolean {
  const rows: (string | number)[][] = [];
  let reached = false;
  for (const [name, make] of Object.entries(POPULATIONS)) {
    const people = make(records);
    for (const row of curve(people)) {
      rows.push([name, people.length, ...row.cells]);
      if (make === makeLeads && row.precision >= PRECISION && row.recall >= RECALL) reached = true;
    }
  }
  printTable(['population', 'records', 'threshold', 'precision', 'recall', 'household pairs', 'merged', 'per 100,000', 'chains left'], rows);
  console.log(`Goal on leads: precision ≥ ${PRECISION} with recall ≥ ${RECALL}: ${reached ? 'reached' : 'missed'}. Parameters estimated from each population without its labels.`);
  return reached;
}

function curve(people: readonly Labelled[]): { precision: number; recall: number; cells: (string | number)[] }[] {
  const prepared = prepare(people.map(({ record }) => record));
  const { model, edges } = runDedupe(prepared, { threshold: 0.5 });
  const scorer = makeScorer(prepared.columns, prepared.frequencies, model.parameters);
  const places = new Map(prepared.columns.ids.map((id, index) => [id, index]));
  return THRESHOLDS.map((threshold) => {
    const { cluster, conflicts } = clusterEdges(prepared.columns.size, edges, bitsOf(threshold), scorer);
    const { precision, recall, household_pairs, household_merges } = measure(people, (id) => cluster[places.get(id) ?? 0] ?? 0);
    return { precision, recall, cells: [threshold, precision.toFixed(4), recall.toFixed(4), household_pairs, household_merges, ((household_merges / Math.max(1, household_pairs)) * 100_000).toFixed(1), conflicts.length] };
  });
}
