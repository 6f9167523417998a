import { clusterEdges, type Edges, type makeScorer } from '../../../../engine/core/identity/matching';

type Scorer = ReturnType<typeof makeScorer>;

/** Odds in bits of each pair of records; pairs that are not named say nothing. */
function scorerOf(bits: Readonly<Record<string, number>>): Scorer {
  const levels = new Uint8Array(9).fill(5);
  return { levels, shares: new Float64Array(9), rest: () => 0, score: (i, j) => ({ match: bits[`${Math.min(i, j)}-${Math.max(i, j)}`] ?? 0, household: 0 }) };
}

function edgesOf(pairs: readonly (readonly [number, number, number])[]): Edges {
  return { left: Int32Array.from(pairs, ([left]) => left), right: Int32Array.from(pairs, ([, right]) => right), bits: Float64Array.from(pairs, ([, , bits]) => bits) };
}

describe('clusterEdges', () => {
  it('ID-04: A = B and B = C, but A and C are clearly two: C stays out and the conflict names A and C', () => {
    const { cluster, conflicts } = clusterEdges(3, edgesOf([[0, 1, 9], [1, 2, 7]]), 3, scorerOf({ '0-2': -25 }));
    expect([...cluster]).toEqual([0, 0, 2]);
    expect(conflicts).toEqual([{ left: 1, right: 2, bits: 7, against: [0, 2], againstBits: -25 }]);
  });

  it('ID-04: a chain whose ends merely lack what the middle has is one person', () => {
    const { cluster, conflicts } = clusterEdges(3, edgesOf([[0, 1, 9], [1, 2, 7]]), 3, scorerOf({ '0-2': -4, '1-2': 7 }));
    expect([...cluster]).toEqual([0, 0, 0]);
    expect(conflicts).toEqual([]);
  });

  it('ID-04: neither the order of the pairs nor the side of a record matters', () => {
    const pairs: [number, number, number][] = [[0, 1, 9], [1, 2, 7], [2, 3, 7], [3, 4, 5], [0, 4, 4]];
    const scorer = scorerOf({ '0-2': -25, '1-3': -30, '0-4': 4 });
    const straight = clusterEdges(5, edgesOf(pairs), 3, scorer);
    expect(clusterEdges(5, edgesOf([...pairs].reverse()), 3, scorer)).toEqual(straight);
  });

  it('ID-04: pairs below the threshold join nobody', () => {
    expect([...clusterEdges(2, edgesOf([[0, 1, 2.9]]), 3, scorerOf({})).cluster]).toEqual([0, 1]);
  });
});
