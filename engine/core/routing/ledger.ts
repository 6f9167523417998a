import type { RoutingDecision } from './decision';
import type { Verdict } from './judge-rep';
import { refundShare } from './refund-share';

/** Reps with the same answer; `out` null = able, and in the running where there was a share. */
export interface VerdictGroup {
  readonly out: Verdict['out'];
  readonly detail: string | null;
  readonly user_ids: readonly string[];
}

/** What each is owed when a page of the ledger begins, in columns: one entry a rep, in the order of `user_ids`. */
export interface OpeningBalance {
  readonly user_ids: readonly string[];
  readonly weights: readonly number[];
  /** Who shares in what is given back. */
  readonly staff: readonly boolean[];
  readonly credits: readonly number[];
}

/** One decision as the ledger needs it. */
export interface LedgerEntry {
  readonly reason: RoutingDecision['reason'];
  readonly owner_id: string | null;
  /** Whose share got the lead back first; null = nobody's. */
  readonly refunded_to: string | null;
  readonly verdicts: readonly VerdictGroup[];
}

/** Whom a decision was shared out among; nobody where it was not the fair share that decided. */
export function runningOf({ reason, verdicts }: LedgerEntry): readonly string[] {
  const shared = reason === 'fair_share' || reason === 'fair_share_unskilled';
  return shared ? verdicts.filter(({ out }) => out === null).flatMap(({ user_ids }) => user_ids) : [];
}

/** The credits after the entries of a batch, from its opening balance. */
export function creditsAfter(opening: OpeningBalance, entries: readonly LedgerEntry[]): Map<string, number> {
  const weightOf = new Map(opening.user_ids.map((id, index) => [id, opening.weights[index] ?? 0]));
  let credits = new Map(opening.user_ids.map((id, index) => [id, opening.credits[index] ?? 0]));
  for (const entry of entries) {
    if (entry.refunded_to !== null) credits = refund(opening, credits, entry.refunded_to);
    const running = runningOf(entry);
    if (running.length < 2) continue;
    const total = running.reduce((sum, id) => sum + (weightOf.get(id) ?? 0), 0);
    for (const id of running) credits.set(id, (credits.get(id) ?? 0) + (weightOf.get(id) ?? 0) / total - (id === entry.owner_id ? 1 : 0));
  }
  return credits;
}

function refund(opening: OpeningBalance, credits: ReadonlyMap<string, number>, userId: string): Map<string, number> {
  const staff = opening.user_ids.flatMap((user_id, index) => (opening.staff[index] ? [{ user_id, weight: opening.weights[index] ?? 0, credit: credits.get(user_id) ?? 0 }] : []));
  return new Map([...credits, ...refundShare(staff, userId)]);
}
