import { DomainError } from '../core/errors';
import { type Actor, recordId } from '../core/model';
import { appendEvents, json, type Store, type Tx, writeAudit } from '../store';
import { actingParties } from './acting-parties';
import { lockPersons } from './identity/load-persons';
import { mergeSnapshot } from './identity/merge-persons';
import { type UnmergeOrder, unmergePerson } from './identity/unmerge-person';
import { linkNotDuplicates } from './identity/write-not-duplicates';
import { ROLES_THAT_MERGE } from './merge-prospects';
import { attempt, failed, type Result } from './result';
import { roleActor } from './role-actor';

export interface UnmergeItem {
  /** The record that was merged into another. */
  readonly merged_id: string;
  readonly acting_user_id: string;
  readonly reason: string | null;
}

export interface UnmergeProspectsInput {
  readonly items: readonly UnmergeItem[];
  readonly at: Date;
  readonly actor: Actor;
}

export interface UnmergedProspect {
  readonly merge_id: string;
  /** The record the two had been. */
  readonly prospect_id: string;
  /** The person of its own again, and the leads that are theirs. */
  readonly merged_id: string;
  readonly lead_ids: readonly string[];
  readonly already_undone: boolean;
}

/**
 * ID-04: undoes a merge, also after new events. What the merge moved goes back; a lead that came since goes to the person whose address it
 * has (both: whose name), its consents and journeys follow it, activities follow their journey; what fits nobody stays with the survivor. What either
 * refused stays refused for both (ID-05). The pair is remembered as two persons. Fails per item with `MERGE_UNKNOWN`, `USER_UNKNOWN`, `USER_INACTIVE`, `ROLE_NOT_ALLOWED`.
 */
export async function unmergeProspects(store: Store, accountId: string, { items, at, actor }: UnmergeProspectsInput): Promise<Result<UnmergedProspect>[]> {
  return store.transaction(accountId, async (tx) => {
    const parties = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
    const results: Result<UnmergedProspect>[] = [];
    for (const item of items) {
      const allowed = attempt(() => roleActor(parties(item.acting_user_id), ROLES_THAT_MERGE, 'undo a merge'));
      results.push(allowed.ok ? await unmergeOne(tx, item, allowed.value, at) : allowed);
    }
    return results;
  });
}

async function unmergeOne(tx: Tx, item: UnmergeItem, actor: Actor, at: Date): Promise<Result<UnmergedProspect>> {
  const merge = recordId.safeParse(item.merged_id).success ? await latestMerge(tx, item.merged_id) : undefined;
  if (!merge) return failed(new DomainError('MERGE_UNKNOWN', `Prospect ${item.merged_id} was never merged into another; take merged_id from Merge or from a Prospects Merged event`));
  if (merge.status === 'undone') return { ok: true, merge_id: merge.id, prospect_id: merge.survivor_id, merged_id: merge.merged_id, lead_ids: [], already_undone: true };
  const survivor_id = merge.living_id ?? merge.survivor_id;
  await lockPersons(tx, [survivor_id, merge.merged_id]);
  const order: UnmergeOrder = { merge_id: merge.id, survivor_id, merged_id: merge.merged_id, snapshot: mergeSnapshot.parse(merge.snapshot), merged_at: merge.merged_at, actor };
  const lead_ids = await unmergePerson(tx, order, at);
  await tellEverybody(tx, order, lead_ids, item.reason, at);
  return { ok: true, merge_id: merge.id, prospect_id: survivor_id, merged_id: merge.merged_id, lead_ids, already_undone: false };
}

async function latestMerge(tx: Tx, mergedId: string) {
  return tx.db
    .selectFrom('prospect_merges')
    .innerJoin('prospects', (join) => join.onRef('prospects.account_id', '=', 'prospect_merges.account_id').onRef('prospects.id', '=', 'prospect_merges.merged_id'))
    .select(['prospect_merges.id', 'survivor_id', 'merged_id', 'status', 'snapshot', 'merged_at', 'prospects.merged_into as living_id'])
    .where('prospect_merges.account_id', '=', tx.accountId)
    .where('merged_id', '=', mergedId)
    .orderBy('prospect_merges.id', 'desc')
    .executeTakeFirst();
}

async function tellEverybody(tx: Tx, { merge_id, survivor_id, merged_id, actor }: UnmergeOrder, lead_ids: readonly string[], reason: string | null, at: Date): Promise<void> {
  await tx.db.updateTable('prospect_merges').set({ status: 'undone', undone_at: at, undone_by: json(actor) }).where('account_id', '=', tx.accountId).where('id', '=', merge_id).execute();
  await linkNotDuplicates(tx, [{ prospect_id: survivor_id, other_id: merged_id, reason: reason ?? 'the merge was undone' }], at);
  await writeAudit(tx, [{ at, actor, action: 'prospects_unmerged', subject_kind: 'prospect', subject_id: merged_id, before: { prospect_id: survivor_id }, after: { merge_id, lead_ids }, reason }]);
  const data = { merge_id, prospect_id: survivor_id, merged_id, lead_ids: [...lead_ids] };
  await appendEvents(tx, [{ type: 'ProspectsUnmerged', subject: { kind: 'prospect', id: merged_id }, occurred_at: at, actor, key: `unmerged:${merge_id}`, data }], at);
}
