import { at, bitsOf, type Dedupe, type FrozenModel, type MatchRecord, prepare, probability, runDedupe } from '../../core/identity';

/** Persons that are one, by the model. */
export interface BaseCluster {
  /** Sorted; the first is the oldest record. */
  readonly members: readonly string[];
  /** Probability of the weakest pair that holds it together. */
  readonly probability: number;
}

export interface UnsurePersons {
  readonly left: string;
  readonly right: string;
  readonly probability: number;
  readonly why: string;
}

export interface ClusteredBase {
  readonly clusters: readonly BaseCluster[];
  /** For a human, likeliest first. */
  readonly unsure: readonly UnsurePersons[];
  readonly compared: number;
}

/** Finds the persons of a base; a cluster that joins two of whom a human said that they are two goes to a human whole. */
export function clusterBase(base: readonly MatchRecord[], model: FrozenModel, threshold: number, notDuplicates: readonly (readonly [string, string])[]): ClusteredBase {
  const run = runDedupe(prepare(base), { model, threshold });
  const { ids } = run.prepared.columns;
  const place = new Map(ids.map((id, index) => [id, index]));
  const groupOf = (id: string) => run.clustering.cluster[place.get(id) ?? -1];
  const parted = new Set(notDuplicates.filter(([one, other]) => groupOf(one) !== undefined && groupOf(one) === groupOf(other)).map(([one]) => groupOf(one) ?? -1));
  const apart = new Set(notDuplicates.map((pair) => pair.join(' ')));
  const unsure = [...conflictsOf(run), ...belowThreshold(run, threshold), ...edgesOf(run, parted, 'a person said that two of them are not one')].filter(({ left, right }) => !apart.has([left, right].sort().join(' ')));
  return { clusters: clustersOf(run, parted), unsure: unsure.sort((one, other) => other.probability - one.probability || (one.left < other.left ? -1 : 1)), compared: run.edges.compared };
}

function clustersOf({ prepared, clustering, edges }: Dedupe, parted: ReadonlySet<number>): BaseCluster[] {
  const weakest = new Map<number, number>();
  for (const [edge, bits] of edges.bits.entries()) {
    const [left, right] = [at(clustering.cluster, at(edges.left, edge)), at(clustering.cluster, at(edges.right, edge))];
    if (left === right) weakest.set(left, Math.max(weakest.get(left) ?? 0, 0) === 0 ? bits : Math.min(weakest.get(left) ?? bits, bits));
  }
  const members = new Map<number, string[]>();
  for (const [record, cluster] of clustering.cluster.entries()) if (weakest.has(cluster) && !parted.has(cluster)) members.set(cluster, [...(members.get(cluster) ?? []), prepared.columns.ids[record] ?? '']);
  return [...members].map(([cluster, list]) => ({ members: list.sort(), probability: probability(weakest.get(cluster) ?? 0) }));
}

function conflictsOf({ prepared: { columns }, clustering }: Dedupe): UnsurePersons[] {
  const id = (record: number) => columns.ids[record] ?? '';
  return clustering.conflicts.map(({ left, right, bits, against: [one, other] }) => ({ left: id(left), right: id(right), probability: probability(bits), why: `joining them would also join ${id(one)} and ${id(other)}, who look like two persons` }));
}

function belowThreshold(run: Dedupe, threshold: number): UnsurePersons[] {
  const { edges, clustering, prepared } = run;
  const least = bitsOf(threshold);
  const found: UnsurePersons[] = [];
  for (const [edge, bits] of edges.bits.entries()) {
    const [left, right] = [at(edges.left, edge), at(edges.right, edge)];
    if (bits >= least || at(clustering.cluster, left) === at(clustering.cluster, right)) continue;
    found.push({ left: prepared.columns.ids[left] ?? '', right: prepared.columns.ids[right] ?? '', probability: probability(bits), why: 'likelier one person than not, but not sure enough' });
  }
  return found;
}

function edgesOf({ edges, clustering, prepared }: Dedupe, groups: ReadonlySet<number>, why: string): UnsurePersons[] {
  const found: UnsurePersons[] = [];
  if (groups.size === 0) return found;
  for (const [edge, bits] of edges.bits.entries()) {
    const [left, right] = [at(edges.left, edge), at(edges.right, edge)];
    const group = at(clustering.cluster, left);
    if (groups.has(group) && group === at(clustering.cluster, right)) found.push({ left: prepared.columns.ids[left] ?? '', right: prepared.columns.ids[right] ?? '', probability: probability(bits), why });
  }
  return found;
}
