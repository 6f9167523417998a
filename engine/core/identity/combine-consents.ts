import type { ConsentPurpose, ContactChannel } from '../model';

export type ConsentState = 'granted' | 'denied' | 'unknown' | 'withdrawn';

export interface ConsentRecord {
  readonly channel: ContactChannel;
  readonly purpose: ConsentPurpose;
  readonly status: ConsentState;
}

/** Most restrictive first. An unknown never outweighs what a person said. */
const RESTRICTIVE: readonly ConsentState[] = ['withdrawn', 'denied', 'granted', 'unknown'];

/**
 * The state of each channel and purpose over all statements of one person: the most restrictive one wins,
 * whatever record it came with and in whatever order, so a merge never loses an opt-out (ID-05).
 * Sorted by channel and purpose.
 */
export function combineConsents(statements: readonly ConsentRecord[]): ConsentRecord[] {
  const states = new Map<string, ConsentRecord>();
  for (const { channel, purpose, status } of statements) {
    const key = `${channel} ${purpose}`;
    const known = states.get(key);
    if (!known || isStricter(status, known.status)) states.set(key, { channel, purpose, status });
  }
  return [...states].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, state]) => state);
}

function isStricter(status: ConsentState, than: ConsentState): boolean {
  return RESTRICTIVE.indexOf(status) < RESTRICTIVE.indexOf(than);
}
