import type { Blocks } from './build-blocks';
import { at } from './match-record';

/** Candidates of one record at most, best blocks first: 500 aliases of one phone stay 500 comparisons, not a quarter million. */
export const MAX_CANDIDATES_PER_RECORD = 400;

/**
 * Calls `use(i, j, fields)` once for every pair that shares a block, i in [from, to), i < j. `fields` has the bits of the
 * fields that agree by construction in every block the pair shares up to now; a pair that also meets elsewhere keeps only what both say.
 */
export function forEachCandidate(blocks: Blocks, size: number, [from, to]: readonly [number, number], use: (i: number, j: number, fields: number) => void): number {
  const { members, starts, places, ends, fields } = blocks;
  const seen = new Int32Array(size).fill(-1);
  const agreeing = new Int32Array(size);
  const found = new Int32Array(MAX_CANDIDATES_PER_RECORD);
  let pairs = 0;
  for (let i = from; i < to; i += 1) {
    let count = 0;
    for (let place = at(starts, i); place < at(starts, i + 1); place += 1) {
      const end = at(ends, place);
      for (let position = at(places, place) + 1; position < end; position += 1) {
        const j = at(members, position);
        if (at(seen, j) === i) agreeing[j] = at(agreeing, j) & at(fields, place);
        else if (count < MAX_CANDIDATES_PER_RECORD) {
          seen[j] = i;
          agreeing[j] = at(fields, place);
          found[count] = j;
          count += 1;
        }
      }
    }
    for (let each = 0; each < count; each += 1) use(i, at(found, each), at(agreeing, at(found, each)));
    pairs += count;
  }
  return pairs;
}
