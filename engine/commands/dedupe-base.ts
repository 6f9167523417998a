import { AUTOMATIC } from '../core/identity';
import type { Actor } from '../core/model';
import { currentSettings, newId, saveReceipts, type Store, writeAudit } from '../store';
import { type BaseCluster, clusterBase, type UnsurePersons } from './identity/cluster-base';
import { currentModel } from './identity/identity-models';
import { loadBase, loadNotDuplicates } from './identity/load-base';
import { mergeClusters } from './identity/merge-clusters';
import { openBaseReviews } from './identity/open-base-reviews';

export interface DedupeBaseInput {
  /** Only report; nothing is merged and nobody is asked. */
  readonly dry_run: boolean;
  /** Probability from which records are merged; default AUTOMATIC. */
  readonly threshold?: number;
  /** Clusters and unsure pairs shown in the report. */
  readonly samples: number;
  /** Reviews opened for what stayed unsure, at most. */
  readonly most_reviews: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly onProgress?: (text: string) => void;
}

export interface DedupeReport {
  /** The run, as its receipt and audit entry name it. */
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly model_version: number;
  readonly threshold: number;
  readonly prospects: number;
  readonly compared_pairs: number;
  readonly clusters: number;
  /** Records that would go, or went, into another. */
  readonly duplicates: number;
  readonly merged: number;
  /** Members of clusters that the rules of a merge refuse (two paid journeys). */
  readonly left_for_a_human: readonly string[];
  readonly unsure_pairs: number;
  readonly reviews_opened: number;
  /** How many clusters by the probability of their weakest pair. */
  readonly confidence: readonly { readonly from: number; readonly clusters: number }[];
  /** Clusters to look at: the least sure ones first. */
  readonly sample_clusters: readonly BaseCluster[];
  readonly sample_unsure: readonly UnsurePersons[];
}

/**
 * ID-06: finds the persons among all prospects with the frozen model, in memory with blocking, and merges what is sure, each merge audited and
 * with a way back; what is likely but unsure becomes a review. A dry run only reports. Run again it may find a
 * few more, since a joined record knows more than either did.
 */
export async function dedupeBase(store: Store, accountId: string, input: DedupeBaseInput): Promise<DedupeReport> {
  const { dry_run, threshold = AUTOMATIC, onProgress = () => undefined } = input;
  const loaded = await store.transaction(accountId, async (tx) => ({ base: await loadBase(tx, (count) => onProgress(`${count} prospects read`)), apart: await loadNotDuplicates(tx), inForce: await currentModel(tx) }));
  const { base, apart, inForce } = loaded;
  const found = clusterBase(base, inForce.model, threshold, apart);
  onProgress(`${found.compared} pairs compared, ${found.clusters.length} clusters`);
  const merging = { at: input.at, actor: input.actor, model_version: inForce.version, onProgress: (done: number) => onProgress(`${done} of ${found.clusters.length} clusters merged`) };
  const { merged, left } = dry_run ? { merged: 0, left: [] } : await mergeClusters(store, accountId, found.clusters, merging);
  const reviews_opened = dry_run ? 0 : await store.transaction(accountId, (tx) => openBaseReviews(tx, found.unsure.slice(0, input.most_reviews), input.at));
  const report: DedupeReport = {
    run_id: newId(), dry_run, model_version: inForce.version, threshold, prospects: base.length, compared_pairs: found.compared, clusters: found.clusters.length,
    duplicates: found.clusters.reduce((sum, { members }) => sum + members.length - 1, 0), merged, left_for_a_human: left, unsure_pairs: found.unsure.length, reviews_opened, ...samplesOf(found.clusters, found.unsure, input.samples),
  };
  await record(store, accountId, report, input);
  return report;
}

const CONFIDENCE = [0.5, 0.9, 0.95, 0.98, 0.99, 0.999];

function samplesOf(clusters: readonly BaseCluster[], unsure: readonly UnsurePersons[], samples: number): Pick<DedupeReport, 'confidence' | 'sample_clusters' | 'sample_unsure'> {
  const confidence = CONFIDENCE.map((from, index) => ({ from, clusters: clusters.filter(({ probability }) => probability >= from && probability < (CONFIDENCE[index + 1] ?? Infinity)).length }));
  const sample_clusters = [...clusters].sort((one, other) => one.probability - other.probability || ((one.members[0] ?? '') < (other.members[0] ?? '') ? -1 : 1)).slice(0, samples);
  return { confidence, sample_clusters, sample_unsure: unsure.slice(0, samples) };
}

async function record(store: Store, accountId: string, { sample_clusters: _clusters, sample_unsure: _unsure, ...summary }: DedupeReport, { at, actor }: DedupeBaseInput): Promise<void> {
  await store.transaction(accountId, async (tx) => {
    const { version } = await currentSettings(tx, at);
    await saveReceipts(tx, [{ kind: 'identity', subject_kind: 'dedupe_run', subject_id: summary.run_id, settings_version: version, inputs: { threshold: summary.threshold, model_version: summary.model_version }, result: summary, reasons: null, decided_at: at }]);
    if (!summary.dry_run) await writeAudit(tx, [{ at, actor, action: 'base_deduped', subject_kind: 'dedupe_run', subject_id: summary.run_id, after: summary }]);
  });
}
