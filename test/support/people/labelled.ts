import type { MatchRecord } from '../../../engine/core/identity/matching';

/** A record with the truth about it. */
export interface Labelled {
  readonly record: MatchRecord;
  /** Who it is. */
  readonly person: number;
  /** Whose family or agency shares its phone or mailbox; persons of one household are not one person. */
  readonly household: number;
}

/** Shuffles in place: files do not come sorted by person. */
export function shuffled<T>(items: T[], below: (limit: number) => number): T[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = below(index + 1);
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
  return items;
}
