import { DomainError } from '../core/errors';
import { type Actor, recordId, type Role } from '../core/model';
import { lockKeys, type Store, type Tx, writeAudit } from '../store';
import { actingParties } from './acting-parties';
import { identityLocks, loadLeads } from './identity/lead-to-resolve';
import { loadReviews, type OpenReview } from './identity/load-reviews';
import { joinPersons, markReviews, rememberDifferent, rememberRelated, type Settlement, statusOf } from './identity/write-settlements';
import { accepted, attempt, inPlace, type Result } from './result';
import { roleActor } from './role-actor';

export const DECISIONS = ['same', 'different', 'related'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface SettleItem {
  readonly review_id: string;
  /** `related`: two persons of one household or agent. */
  readonly decision: Decision;
  /** For `same`: who it is. null = the only other person of the review. */
  readonly prospect_id: string | null;
  readonly acting_user_id: string;
  readonly reason: string | null;
}

export interface SettleIdentityReviewsInput {
  readonly items: readonly SettleItem[];
  readonly at: Date;
  readonly actor: Actor;
}

export interface SettledReview {
  readonly review_id: string;
  readonly lead_id: string;
  /** The lead's person from now on. */
  readonly prospect_id: string;
  readonly decision: Decision;
  /** An earlier run had settled it so. */
  readonly already_settled: boolean;
}

/** Everybody who works with leads may say who is who; the person is named in the audit trail. */
const ROLES_ALLOWED: readonly Role[] = ['setter', 'closer', 'manager', 'ops', 'admin'];

/**
 * ID-03: a person's answer to an identity review. `different` is remembered and lets the lead go on as the new person it
 * was given, `related` adds that they belong together; `same` merges it into the known person, with a way back (unmergeProspects). Idempotent by review and decision.
 * Fails per item with `REVIEW_UNKNOWN`, `REVIEW_SETTLED`, `SETTLEMENT_INVALID`, `USER_UNKNOWN`, `USER_INACTIVE`, `ROLE_NOT_ALLOWED`.
 */
export async function settleIdentityReviews(store: Store, accountId: string, input: SettleIdentityReviewsInput): Promise<Result<SettledReview>[]> {
  return store.transaction(accountId, async (tx) => {
    const reviews = await lockReviews(tx, input.items.map(({ review_id }) => review_id));
    const parties = await actingParties(tx, input.items.map(({ acting_user_id }) => acting_user_id), input.actor);
    const taken = new Map<string, string>();
    const decided = input.items.map((item) =>
      attempt(() => {
        if (taken.get(item.review_id) && taken.get(item.review_id) !== item.decision) throw settled(item.review_id, taken.get(item.review_id) ?? '');
        const actor = roleActor(parties(item.acting_user_id), ROLES_ALLOWED, 'settle an identity review');
        const settlement = decide(item, reviews.get(item.review_id), actor);
        taken.set(item.review_id, item.decision);
        return settlement;
      }),
    );
    await write(tx, accepted(decided), input.at);
    return inPlace(decided, accepted(decided).map(outcomeOf));
  });
}

/** Locks what resolving and scoring lock, so that nobody meets a person while it moves. */
async function lockReviews(tx: Tx, ids: readonly string[]): Promise<Map<string, OpenReview>> {
  const valid = ids.filter((id) => recordId.safeParse(id).success);
  const before = [...(await loadReviews(tx, valid)).values()];
  const leads = await loadLeads(tx, before.flatMap(({ lead_ids }) => lead_ids));
  await lockKeys(tx, [...[...leads.values()].flatMap(identityLocks), ...before.flatMap(({ candidate_ids }) => candidate_ids.map((id) => `person:${id}`))]);
  return loadReviews(tx, valid);
}

function decide(item: SettleItem, review: OpenReview | undefined, actor: Actor): Settlement {
  if (!review) throw new DomainError('REVIEW_UNKNOWN', `Identity review ${item.review_id} is not known in this account; take review_id from the Review output of Dedupe Prospect`);
  if (review.status !== 'open' && review.status !== statusOf(item.decision)) throw settled(item.review_id, review.status);
  if (review.status !== 'open' || item.decision !== 'same') return { review, item, actor, prospect_id: review.living_id };
  return { review, item, actor, prospect_id: sameAs(item, review) };
}

function settled(id: string, status: string): DomainError {
  return new DomainError('REVIEW_SETTLED', `Identity review ${id} was settled as '${status}' before and is not decided twice`);
}

function sameAs(item: SettleItem, review: OpenReview): string {
  const others = review.candidate_ids.filter((id) => id !== review.living_id && id !== review.prospect_id);
  const chosen = item.prospect_id ?? (others.length === 1 ? others[0] : undefined);
  const refuse = (message: string) => new DomainError('SETTLEMENT_INVALID', `Identity review ${item.review_id}: ${message}`, [{ field: 'prospect_id', message }]);
  if (!chosen || !others.includes(chosen)) throw refuse(`say who it is, one of: ${others.join(', ') || 'nobody was named, so only "different" can be said'}`);
  return chosen;
}

async function write(tx: Tx, all: readonly Settlement[], at: Date): Promise<void> {
  const fresh = [...new Map(all.filter(({ review }) => review.status === 'open').map((one) => [one.review.id, one])).values()];
  if (fresh.length === 0) return;
  await rememberDifferent(tx, fresh.filter(({ item }) => item.decision !== 'same'), at);
  await rememberRelated(tx, fresh.filter(({ item }) => item.decision === 'related'), at);
  await joinPersons(tx, fresh.filter(({ item }) => item.decision === 'same'), at);
  await markReviews(tx, fresh, at);
  await writeAudit(tx, fresh.map(({ review, item, actor, prospect_id }) => ({
    at, actor, action: 'identity_review_settled', subject_kind: 'lead', subject_id: review.lead_id,
    before: { prospect_id: review.prospect_id, candidate_ids: review.candidate_ids }, after: { decision: item.decision, prospect_id }, reason: item.reason,
  })));
}

function outcomeOf({ review, item, prospect_id }: Settlement): Result<SettledReview> {
  return { ok: true, review_id: review.id, lead_id: review.lead_id, prospect_id, decision: item.decision, already_settled: review.status !== 'open' };
}
