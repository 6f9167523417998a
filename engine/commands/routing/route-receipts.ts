import type { OpeningBalance, Verdict, VerdictGroup } from '../../core/routing';
import { newId, type ReceiptDraft } from '../../store';
import type { DecidedRoute } from './decide-routes';
import type { StoredPool } from './read-reps';

/** A page of the ledger is closed when it has so many entries: whoever explains one reads those before it. */
const PAGE_ENTRIES = 200;

export interface RouteReceipts {
  readonly receipts: readonly ReceiptDraft[];
  /** Where the next decisions are entered. */
  readonly page: { readonly id: string; readonly entries: number };
}

/**
 * The receipts of a batch: one entry a decision with every rep, in or out and why. What each rep is owed is kept as a
 * ledger: an opening balance now and then (a new page), and the entries since; a rep's credit before and after any
 * decision is their sum (engine/core/routing/ledger.ts). For hundreds of reps that is a hundredth of writing all out each time.
 */
export function routeReceipts(decided: readonly DecidedRoute[], stored: StoredPool, settings_version: number, decided_at: Date): RouteReceipts {
  const known = stored.page !== null && stored.page.entries < PAGE_ENTRIES ? stored.page : null;
  const page = known ?? { id: newId(), entries: 0 };
  const groupsOf = once(groupVerdicts);
  const common = { settings_version, decided_at };
  const opening = { ...common, kind: 'route_pool' as const, subject_kind: 'pool', subject_id: page.id, inputs: { turn: stored.turn, role: decided[0]?.order.role }, result: openingOf(stored.reps), reasons: [] };
  const entries = decided.map((route, index) => ({ ...common, ...entryOf(route, page.id, page.entries + index), reasons: groupsOf(route.decision.verdicts) }));
  return { receipts: [...(known ? [] : [opening]), ...entries], page: { id: page.id, entries: page.entries + entries.length } };
}

/** Decisions on the same kind of lead share their verdicts. */
function once<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new Map<From, To>();
  return (from) => {
    const value = made.get(from) ?? make(from);
    made.set(from, value);
    return value;
  };
}

function entryOf({ order, opportunity, request, decision, routed, turn, refunded }: DecidedRoute, pool: string, entry: number) {
  const { verdicts: _, running, ...result } = decision;
  return {
    kind: 'route' as const,
    subject_kind: 'opportunity',
    subject_id: opportunity.id,
    inputs: { request, mode: order.mode, from_owner_id: opportunity.owner_id, refunded_to: refunded ? opportunity.owner_id : null, turn, pool, entry },
    result: { ...result, in_running: running.length, sentence: routed.reason },
  };
}

function openingOf(reps: StoredPool['reps']): OpeningBalance {
  return {
    user_ids: reps.map(({ user }) => user.id),
    weights: reps.map(({ weight }) => weight),
    staff: reps.map(({ user }) => user.active && user.certified),
    credits: reps.map(({ load }) => load.credit),
  };
}

function groupVerdicts(verdicts: readonly Verdict[]): VerdictGroup[] {
  const groups = new Map<string, { out: Verdict['out']; detail: string | null; user_ids: string[] }>();
  for (const { user_id, out, detail } of verdicts) {
    const key = `${out} ${detail}`;
    const group = groups.get(key);
    if (group) group.user_ids.push(user_id);
    else groups.set(key, { out, detail, user_ids: [user_id] });
  }
  return [...groups.values()];
}
