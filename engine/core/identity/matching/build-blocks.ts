import { type BlockingKey, mix } from './blocking';
import { type Columns, CONTACTS, NAME_WORDS } from './columns';
import { GrowingList } from './growing-list';
import { at } from './match-record';

/**
 * Which records are compared with which: for each record its places in blocks, smallest block first.
 * Record `i` is compared with the members behind its place, so every pair of a block is met once.
 */
export interface Blocks {
  readonly members: Int32Array;
  /** Places of record i: `places[starts[i]] … places[starts[i + 1] - 1]`, and the end of each place's block. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly ends: Int32Array;
  /** Fields that agree by construction in the block of each place. */
  readonly fields: Int32Array;
  /** Blocks that were too large to compare whole, by key. */
  readonly oversize: Readonly<Record<string, number>>;
}

/** Blocks beyond this many records are split or given up; the larger the base, the less a pair of a common block tells. */
export function blockLimit(size: number): number {
  return size <= 60_000 ? 150 : size <= 300_000 ? 60 : 36;
}

interface Draft {
  readonly members: GrowingList;
  readonly blockEnds: GrowingList;
  readonly blockFields: GrowingList;
  readonly oversize: Record<string, number>;
}

/** Sorts the records by every key and lays the blocks out. Nothing depends on the order in which records were added but their index. */
export function buildBlocks(columns: Columns, keys: readonly BlockingKey[], limit = blockLimit(columns.size)): Blocks {
  const draft: Draft = { members: new GrowingList(), blockEnds: new GrowingList(), blockFields: new GrowingList(), oversize: {} };
  for (const key of keys) addKey(draft, columns, key, limit);
  return layOut(columns.size, draft);
}

const MOST_KEYS = 8;

function addKey(draft: Draft, columns: Columns, key: BlockingKey, limit: number): void {
  const entries = sortedEntries(columns.size, (i, scratch) => key.write(i, scratch));
  forEachBlock(entries, columns.size, (records) => {
    if (records.length <= limit) return addBlock(draft, records, key.fields);
    draft.oversize[key.name] = (draft.oversize[key.name] ?? 0) + 1;
    if (key.splits) splitBlock(draft, columns, records, key, limit);
  });
}

/** Key and record packed in one number (32 and 21 bits), sorted: equal keys stand together, records ascending. */
function sortedEntries(size: number, write: (i: number, keys: Uint32Array) => number): Float64Array {
  const scratch = new Uint32Array(MOST_KEYS);
  let entries = new Float64Array(size);
  let count = 0;
  for (let i = 0; i < size; i += 1) {
    const found = write(i, scratch);
    if (count + found > entries.length) {
      const larger = new Float64Array(Math.max(entries.length * 2, count + MOST_KEYS));
      larger.set(entries);
      entries = larger;
    }
    for (let key = 0; key < found; key += 1) entries[count++] = shortKey(at(scratch, key), size) * span(size) + i;
  }
  return entries.subarray(0, count).sort();
}

/** Powers of two that hold the records; a key keeps what is left of 53 bits. */
function span(size: number): number {
  return 2 ** Math.max(16, Math.ceil(Math.log2(size + 1)));
}

function shortKey(key: number, size: number): number {
  const bits = Math.max(16, Math.ceil(Math.log2(size + 1)));
  return bits > 21 ? key >>> (bits - 21) : key;
}

function forEachBlock(entries: Float64Array, size: number, use: (records: number[]) => void): void {
  const wide = span(size);
  for (let start = 0; start < entries.length; ) {
    const key = Math.floor(at(entries, start) / wide);
    let end = start + 1;
    while (end < entries.length && Math.floor(at(entries, end) / wide) === key) end += 1;
    if (end - start > 1) {
      const records: number[] = [];
      for (let entry = start; entry < end; entry += 1) {
        const record = at(entries, entry) % wide;
        if (records.at(-1) !== record) records.push(record);
      }
      if (records.length > 1) use(records);
    }
    start = end;
  }
}

function addBlock({ members, blockEnds, blockFields }: Draft, records: readonly number[], fields: number): void {
  for (const record of records) members.push(record);
  blockEnds.push(members.length);
  blockFields.push(fields);
}

/** A crowd on one value (an agency's phone, a common name) is compared only where another value agrees too. */
function splitBlock(draft: Draft, columns: Columns, records: readonly number[], key: BlockingKey, limit: number): void {
  for (const write of splitters(columns)) {
    const scratch = new Uint32Array(MOST_KEYS);
    const parts = new Map<number, number[]>();
    for (const record of records) {
      const count = write(record, scratch);
      for (let place = 0; place < count; place += 1) {
        const part = parts.get(at(scratch, place));
        if (!part) parts.set(at(scratch, place), [record]);
        else if (part.at(-1) !== record) part.push(record);
      }
    }
    for (const part of parts.values()) if (part.length > 1 && part.length <= limit) addBlock(draft, part, key.fields);
  }
}

type Writer = (i: number, keys: Uint32Array) => number;

function splitters({ name, nameCount, sounds, birth, city, postcode, phone, email }: Columns): Writer[] {
  const byName: Writer = (i, keys) => {
    const count = Math.min(4, at(nameCount, i));
    for (let word = 0; word < count; word += 1) keys[word] = mix(at(sounds, at(name, i * NAME_WORDS + word)));
    return count;
  };
  const byCell = (cells: Int32Array, width: number): Writer => (i, keys) => {
    const value = at(cells, i * width);
    keys[0] = mix(value);
    return value ? 1 : 0;
  };
  return [byName, byCell(birth, 1), byCell(postcode, 1), byCell(city, 1), byCell(phone, CONTACTS), byCell(email, CONTACTS)];
}

function layOut(size: number, draft: Draft): Blocks {
  const members = draft.members.done();
  const [blockEnds, blockFields] = [draft.blockEnds.done(), draft.blockFields.done()];
  const starts = new Int32Array(size + 1);
  for (const record of members) starts[record + 1] = at(starts, record + 1) + 1;
  for (let i = 0; i < size; i += 1) starts[i + 1] = at(starts, i + 1) + at(starts, i);
  const [places, ends, fields] = [new Int32Array(members.length), new Int32Array(members.length), new Int32Array(members.length)];
  const next = starts.slice();
  const place = (position: number, end: number, agreeing: number) => {
    const record = at(members, position);
    const cell = at(next, record);
    next[record] = cell + 1;
    places[cell] = position;
    ends[cell] = end;
    fields[cell] = agreeing;
  };
  // Smallest blocks first: what is cut off at the cap is what tells least.
  for (const block of bySize(blockEnds)) {
    const end = at(blockEnds, block);
    for (let position = block === 0 ? 0 : at(blockEnds, block - 1); position < end; position += 1) place(position, end, at(blockFields, block));
  }
  return { members, starts, places, ends, fields, oversize: draft.oversize };
}

/** Numbers of the blocks, smallest first (stable). */
function bySize(blockEnds: Int32Array): Int32Array {
  const sizes = blockEnds.map((end, block) => end - (block === 0 ? 0 : at(blockEnds, block - 1)));
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const counts = new Int32Array(largest + 2);
  for (const size of sizes) counts[size + 1] = at(counts, size + 1) + 1;
  for (let size = 0; size <= largest; size += 1) counts[size + 1] = at(counts, size + 1) + at(counts, size);
  const order = new Int32Array(sizes.length);
  for (const [block, size] of sizes.entries()) {
    order[at(counts, size)] = block;
    counts[size] = at(counts, size) + 1;
  }
  return order;
}
