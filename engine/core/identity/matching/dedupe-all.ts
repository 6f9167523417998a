import { type Clustering, clusterEdges, type Edges } from './cluster';
import type { FrozenModel } from './frozen-model';
import { forEachCandidate } from './for-each-candidate';
import { GrowingList } from './growing-list';
import { at, type MatchRecord } from './match-record';
import { estimateModel, type Prepared, prepare } from './prepare';
import { makeScorer, probability, type Scorer } from './scorer';

/** Probability from which a file's records are joined. Automatic merges of prospects ask for more (AUTOMATIC). */
export const DEFAULT_THRESHOLD = 0.9;

export interface MatchOptions {
  /** Frozen by an earlier estimation; without it the parameters are estimated from the records. */
  readonly model?: FrozenModel;
  /** Probability from which two records are joined, 0.5 … 1; default 0.9. */
  readonly threshold?: number;
}

/** Likely pairs of records `[from, to)` with later ones: odds of at least `least` bits. */
export function findEdges({ columns, blocks }: Pick<Prepared, 'columns' | 'blocks'>, scorer: Scorer, range: readonly [number, number], least: number): Edges & { readonly compared: number } {
  const [left, right] = [new GrowingList(), new GrowingList()];
  const bits: number[] = [];
  const compared = forEachCandidate(blocks, columns.size, range, (i, j) => {
    const { match } = scorer.score(i, j);
    if (match < least) return;
    left.push(i);
    right.push(j);
    bits.push(match);
  });
  return { left: left.done(), right: right.done(), bits: Float64Array.from(bits), compared };
}

export interface Dedupe {
  readonly prepared: Prepared;
  readonly model: FrozenModel;
  readonly edges: Edges & { readonly compared: number };
  readonly clustering: Clustering;
}

/** The whole run on columns; `dedupeAll` gives it names. */
export function runDedupe(prepared: Prepared, { model = estimateModel(prepared), threshold = DEFAULT_THRESHOLD }: MatchOptions): Dedupe {
  const { columns, frequencies } = prepared;
  const scorer = makeScorer(columns, frequencies, model.parameters);
  const edges = findEdges(prepared, scorer, [0, columns.size], 0);
  return { prepared, model, edges, clustering: clusterEdges(columns.size, edges, bitsOf(threshold), scorer) };
}

/** Odds in bits of a probability. */
export function bitsOf(chance: number): number {
  return Math.log2(chance / (1 - chance));
}

export interface Cluster {
  /** Id of the first record of the cluster, by id. */
  readonly id: string;
  readonly members: readonly string[];
}

export interface UnsurePair {
  readonly left: string;
  readonly right: string;
  readonly probability: number;
  readonly why: string;
}

export interface DedupeResult {
  /** Every record is in exactly one; those with one member are unique. */
  readonly clusters: readonly Cluster[];
  /** Likely pairs that were not joined: below the threshold, or somebody in the chain clearly is another person. */
  readonly review: readonly UnsurePair[];
  /** What the pairs were scored with; pass it back as `model` to get the same answer next time. */
  readonly model: FrozenModel;
  /** Pairs that were scored. */
  readonly compared: number;
}

/** Finds the persons in a list of records: see docs/identity.md. */
export function dedupeAll(records: readonly MatchRecord[], options: MatchOptions = {}): DedupeResult {
  const run = runDedupe(prepare(records), options);
  const { ids } = run.prepared.columns;
  const id = (record: number) => ids[record] ?? '';
  const members = new Map<number, string[]>();
  for (const [record, cluster] of run.clustering.cluster.entries()) {
    const list = members.get(cluster);
    if (list) list.push(id(record));
    else members.set(cluster, [id(record)]);
  }
  const conflicts = run.clustering.conflicts.map(({ left, right, bits, against: [one, other] }) => ({ left: id(left), right: id(right), probability: probability(bits), why: `joining them would also join ${id(one)} and ${id(other)}, who look like two persons` }));
  return {
    clusters: [...members].map(([first, list]) => ({ id: id(first), members: list })),
    review: [...conflicts, ...unsure(run, options.threshold ?? DEFAULT_THRESHOLD, id)],
    model: run.model,
    compared: run.edges.compared,
  };
}

function unsure({ edges, clustering }: Dedupe, threshold: number, id: (record: number) => string): UnsurePair[] {
  const least = bitsOf(threshold);
  const found: UnsurePair[] = [];
  for (const [edge, bits] of edges.bits.entries()) {
    const [left, right] = [at(edges.left, edge), at(edges.right, edge)];
    if (bits >= least || at(clustering.cluster, left) === at(clustering.cluster, right)) continue;
    found.push({ left: id(left), right: id(right), probability: probability(bits), why: 'likelier than not, but below the threshold' });
  }
  return found;
}
