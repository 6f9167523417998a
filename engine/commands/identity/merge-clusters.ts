import { planMerge } from '../../core/identity';
import { DomainError } from '../../core/errors';
import type { Actor } from '../../core/model';
import type { Store, Tx } from '../../store';
import type { BaseCluster } from './cluster-base';
import { type LoadedPerson, lockPersons } from './load-persons';
import { type MergeOrder, mergePersons, newMergeId } from './merge-persons';

/** Clusters a transaction: bounds its locks and how long others wait. */
const CHUNK = 100;

export interface MergingClusters {
  readonly at: Date;
  readonly actor: Actor;
  readonly model_version: number;
  /** Called after every transaction with the clusters done so far. */
  readonly onProgress: (done: number) => void;
}

/** Merges every cluster into its oldest record, audited, each with a way back. @returns merges written, and members that were left for a human */
export async function mergeClusters(store: Store, accountId: string, clusters: readonly BaseCluster[], merging: MergingClusters): Promise<{ merged: number; left: string[] }> {
  let merged = 0;
  const left: string[] = [];
  for (let start = 0; start < clusters.length; start += CHUNK) {
    const chunk = clusters.slice(start, start + CHUNK);
    const outcome = await store.transaction(accountId, (tx) => mergeChunk(tx, chunk, merging));
    merged += outcome.merged;
    left.push(...outcome.left);
    merging.onProgress(Math.min(clusters.length, start + CHUNK));
  }
  return { merged, left };
}

/** Round by round: in each, one member of every cluster goes into its first, all in one set of statements. */
async function mergeChunk(tx: Tx, clusters: readonly BaseCluster[], merging: MergingClusters): Promise<{ merged: number; left: string[] }> {
  let merged = 0;
  const left: string[] = [];
  const rounds = Math.max(...clusters.map(({ members }) => members.length));
  for (let round = 1; round < rounds; round += 1) {
    const pairs = clusters.flatMap(({ members: [first = '', ...others], probability }) => (others[round - 1] === undefined ? [] : [{ first, other: others[round - 1] ?? '', probability }]));
    const persons = await lockPersons(tx, pairs.flatMap(({ first, other }) => [first, other]));
    const orders: MergeOrder[] = [];
    for (const { first, other, probability } of pairs) {
      const order = orderOf(persons.get(first), persons.get(other), probability, merging);
      if (order) orders.push(order);
      else left.push(other);
    }
    await mergePersons(tx, orders, merging.at);
    merged += orders.length;
  }
  return { merged, left };
}

/** null = merged meanwhile, or refused by the rules of a merge. */
function orderOf(survivor: LoadedPerson | undefined, merged: LoadedPerson | undefined, probability: number, { actor, model_version }: MergingClusters): MergeOrder | null {
  if (!survivor || !merged) return null;
  try {
    const { close_opportunity_id } = planMerge(survivor, merged);
    return { merge_id: newMergeId(), survivor, merged, close_opportunity_id, actor, reason: 'dedupe of the base', evidence: { model_version, probability } };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
