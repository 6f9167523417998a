import { OTHER_WORD } from './compare-words';
import { at, GIVEN } from './match-record';
import type { Scorer } from './scorer';

/** Likely pairs: record numbers and bits of odds, side by side. */
export interface Edges {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly bits: Float64Array;
}

/** A pair that looks like one person but would join records that clearly are two. */
export interface Conflict {
  readonly left: number;
  readonly right: number;
  readonly bits: number;
  /** The two who speak against it. */
  readonly against: readonly [number, number];
  readonly againstBits: number;
}

export interface Clustering {
  /** Cluster of each record: the number of its first member. */
  readonly cluster: Int32Array;
  readonly conflicts: readonly Conflict[];
}

/** Pairs across two groups that are looked at, at most. */
const CROSS_MEMBERS = 4;
/** Odds against, in bits, from which two records are clearly two persons; with other given names less is enough. */
const CLEARLY_TWO = -18;
const CLEARLY_TWO_NAMES = -10;
/** Pairs across may miss what the joining pair has: the average may be this far against. */
const LEAST_AVERAGE = -5;
/** What one pair can say at most, so that one strong pair does not silence the others. */
const MOST_BITS = 12;

/**
 * Joins likely pairs into clusters, strongest first. Two groups join only when the pairs across them agree on average and none
 * says clearly that they are two: A = B, B = C, A ≠ C leaves C out and names the conflict. The order of `edges` does not matter.
 */
export function clusterEdges(size: number, edges: Edges, threshold: number, scorer: Scorer): Clustering {
  const groups = new Groups(size);
  const conflicts: Conflict[] = [];
  for (const edge of strongestFirst(edges)) {
    const bits = at(edges.bits, edge);
    if (bits < threshold) break;
    const [left, right] = [at(edges.left, edge), at(edges.right, edge)];
    const [a, b] = [groups.of(left), groups.of(right)];
    if (a === b) continue;
    const against = judge(groups.members(a), groups.members(b), scorer);
    if (against) conflicts.push({ left, right, bits, against: against.pair, againstBits: against.bits });
    else groups.join(a, b);
  }
  return { cluster: groups.all(), conflicts };
}

function strongestFirst({ left, right, bits }: Edges): Int32Array {
  const order = Int32Array.from(bits, (_, index) => index);
  return order.sort((one, other) => at(bits, other) - at(bits, one) || at(left, one) - at(left, other) || at(right, one) - at(right, other));
}

interface Against {
  readonly pair: readonly [number, number];
  readonly bits: number;
}

/** null = the groups may join; else the pair that speaks most against it. */
function judge(left: readonly number[], right: readonly number[], scorer: Scorer): Against | null {
  if (left.length === 1 && right.length === 1) return null;
  let [sum, count] = [0, 0];
  let worst: Against = { pair: [0, 0], bits: Infinity };
  for (const i of spread(left)) {
    for (const j of spread(right)) {
      const { match } = scorer.score(i, j);
      const limit = at(scorer.levels, GIVEN) === OTHER_WORD ? CLEARLY_TWO_NAMES : CLEARLY_TWO;
      if (match < limit) return { pair: [i, j], bits: match };
      sum += Math.max(-MOST_BITS, Math.min(MOST_BITS, match));
      count += 1;
      if (match < worst.bits) worst = { pair: [i, j], bits: match };
    }
  }
  return sum / count < LEAST_AVERAGE ? worst : null;
}

/** A few members, spread evenly over the group. */
function spread(members: readonly number[]): readonly number[] {
  if (members.length <= CROSS_MEMBERS) return members;
  return Array.from({ length: CROSS_MEMBERS }, (_, index) => members[Math.floor((index * (members.length - 1)) / (CROSS_MEMBERS - 1))] ?? 0);
}

/** Sets of records; a group's number is its smallest member, members stay sorted. */
class Groups {
  private readonly group: Int32Array;
  private readonly lists = new Map<number, number[]>();

  constructor(size: number) {
    this.group = Int32Array.from({ length: size }, (_, index) => index);
  }

  of(record: number): number {
    return at(this.group, record);
  }

  members(group: number): readonly number[] {
    return this.lists.get(group) ?? [group];
  }

  join(a: number, b: number): void {
    const [kept, gone] = a < b ? [a, b] : [b, a];
    const joined = [...this.members(kept), ...this.members(gone)].sort((one, other) => one - other);
    for (const member of this.members(gone)) this.group[member] = kept;
    this.lists.delete(gone);
    this.lists.set(kept, joined);
  }

  all(): Int32Array {
    return this.group;
  }
}
