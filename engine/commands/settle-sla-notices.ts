import type { Store } from '../store';
import { flagCoaching } from './sla/flag-coaching';
import { reassignOverdue } from './sla/reassign-overdue';
import { sendDigests } from './sla/send-digests';

export interface SettledNotices {
  /** People who got a digest. */
  readonly digests: number;
  readonly reassigned: number;
  /** Reps flagged for coaching. */
  readonly flagged: number;
}

/**
 * SL-03: carries out what the ladders have asked for: one digest a person, reassignments by the routing rules, coaching where
 * the misses make a pattern. Call it when nothing is due any more, so that a digest holds all of an outage. A process that
 * dies in between leaves the rest open for the next call; what was done is not done again.
 */
export async function settleSlaNotices(store: Store, accountId: string, { at, limit }: { at: Date; limit: number }): Promise<SettledNotices> {
  const waiting = await store.transaction(accountId, (tx) =>
    tx.db.selectFrom('sla_notices').select('status').distinct().where('account_id', '=', tx.accountId).where('settled_at', 'is', null).where('status', 'in', ['digest', 'open']).execute(),
  );
  const has = (status: string): boolean => waiting.some((row) => row.status === status);
  return {
    digests: has('digest') ? await sendDigests(store, accountId, at) : 0,
    reassigned: has('open') ? await reassignOverdue(store, accountId, { at, limit }) : 0,
    flagged: has('open') ? await flagCoaching(store, accountId, { at, limit }) : 0,
  };
}
