import type { Labelled } from './labelled';

/** How well clusters agree with the truth, in pairs of records. */
export interface Measure {
  readonly precision: number;
  readonly recall: number;
  /** Pairs of two persons of one household that stand in one cluster, and pairs of such persons in all. */
  readonly household_merges: number;
  readonly household_pairs: number;
}

/** @param cluster cluster of a record id */
export function measure(records: readonly Labelled[], cluster: (id: string) => string | number): Measure {
  const labels = records.map(({ record }) => cluster(record.id));
  const both = pairs(records.map(({ person }, index) => `${labels[index]} ${person}`));
  const joined = pairs(labels);
  const inHousehold = pairs(records.map(({ household }) => household)) - pairs(records.map(({ person }) => person));
  const merged = pairs(records.map(({ household }, index) => `${labels[index]} ${household}`)) - both;
  return { precision: joined === 0 ? 1 : both / joined, recall: both / Math.max(1, pairs(records.map(({ person }) => person))), household_merges: merged, household_pairs: inHousehold };
}

function pairs(labels: readonly (string | number)[]): number {
  const counts = new Map<string | number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}
