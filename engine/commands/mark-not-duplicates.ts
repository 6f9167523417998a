import { DomainError } from '../core/errors';
import { type Actor, recordId, type Role } from '../core/model';
import { type Store, type Tx, writeAudit } from '../store';
import { actingParties } from './acting-parties';
import { lockPersons } from './identity/load-persons';
import { answerReviews, linkNotDuplicates } from './identity/write-not-duplicates';
import { attempt, failed, type Result } from './result';
import { roleActor } from './role-actor';

export interface NotDuplicateItem {
  readonly prospect_id: string;
  readonly other_id: string;
  readonly acting_user_id: string;
  readonly reason: string | null;
}

export interface MarkNotDuplicatesInput {
  readonly items: readonly NotDuplicateItem[];
  readonly at: Date;
  readonly actor: Actor;
}

export interface MarkedPair {
  readonly prospect_id: string;
  readonly other_id: string;
}

const ROLES_ALLOWED: readonly Role[] = ['setter', 'closer', 'manager', 'ops', 'admin'];

/**
 * ID-04: remembers that two records are two persons; they are not asked about again and never merged in bulk. Idempotent.
 * Fails per item with `PROSPECT_UNKNOWN`, `PAIR_INVALID` (one is merged into the other: undo that), `USER_UNKNOWN`, `USER_INACTIVE`, `ROLE_NOT_ALLOWED`.
 */
export async function markNotDuplicates(store: Store, accountId: string, { items, at, actor }: MarkNotDuplicatesInput): Promise<Result<MarkedPair>[]> {
  return store.transaction(accountId, async (tx) => {
    const parties = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
    const results: Result<MarkedPair>[] = [];
    for (const item of items) {
      const allowed = attempt(() => roleActor(parties(item.acting_user_id), ROLES_ALLOWED, 'say who is not a duplicate'));
      results.push(allowed.ok ? await markOne(tx, item, allowed.value, at) : allowed);
    }
    return results;
  });
}

async function markOne(tx: Tx, { prospect_id, other_id, reason }: NotDuplicateItem, actor: Actor, at: Date): Promise<Result<MarkedPair>> {
  const ids = [prospect_id, other_id].filter((id) => recordId.safeParse(id).success);
  const persons = await lockPersons(tx, ids);
  const missing = [prospect_id, other_id].find((id) => !persons.has(id));
  if (missing !== undefined) return failed(new DomainError('PROSPECT_UNKNOWN', `Prospect ${missing} is not known in this account; take prospect_id from Dedupe Prospect`));
  const living = (id: string) => persons.get(id)?.merged_into ?? id;
  if (living(prospect_id) === living(other_id)) return failed(new DomainError('PAIR_INVALID', `Prospects ${prospect_id} and ${other_id} are one record; undo the merge instead`, [{ field: 'other_id', message: 'is the same record' }]));
  const pair = { prospect_id, other_id, reason: reason ?? 'a person said so' };
  await linkNotDuplicates(tx, [pair], at);
  await answerReviews(tx, pair, actor.id, at);
  await writeAudit(tx, [{ at, actor, action: 'not_duplicate', subject_kind: 'prospect', subject_id: prospect_id, after: { other_id }, reason }]);
  return { ok: true, prospect_id, other_id };
}
