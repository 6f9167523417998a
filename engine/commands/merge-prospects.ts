import { DomainError } from '../core/errors';
import { planMerge } from '../core/identity';
import { type Actor, recordId, type Role } from '../core/model';
import type { Store, Tx } from '../store';
import { actingParties } from './acting-parties';
import { type LoadedPerson, lockPersons } from './identity/load-persons';
import { type MergeOrder, mergePersons, newMergeId } from './identity/merge-persons';
import { attempt, type Result } from './result';
import { roleActor } from './role-actor';

export interface MergeItem {
  /** The record that goes on. */
  readonly prospect_id: string;
  /** The record that goes into it. */
  readonly merged_id: string;
  readonly acting_user_id: string;
  readonly reason: string | null;
}

export interface MergeProspectsInput {
  readonly items: readonly MergeItem[];
  readonly at: Date;
  readonly actor: Actor;
}

export interface MergedProspect {
  readonly merge_id: string;
  readonly prospect_id: string;
  readonly merged_id: string;
  readonly lead_ids: readonly string[];
  /** The journey that was closed as a duplicate; null = there were not two open ones. */
  readonly closed_opportunity_id: string | null;
  /** It was merged so before. */
  readonly already_merged: boolean;
}

/** A wrong merge shows one client's file to another: those who answer for the data decide. */
export const ROLES_THAT_MERGE: readonly Role[] = ['manager', 'ops', 'admin'];

/**
 * ID-04: makes one person of two records. Leads, consents, activities and journeys move to `prospect_id`; its fields are worked out anew from all its
 * leads, consent follows the most restrictive statement, of two open journeys the further one goes on. A snapshot keeps the way back
 * (unmergeProspects). Idempotent. Fails per item with `PROSPECT_UNKNOWN`, `MERGE_INVALID`, `USER_UNKNOWN`, `USER_INACTIVE`, `ROLE_NOT_ALLOWED`.
 */
export async function mergeProspects(store: Store, accountId: string, { items, at, actor }: MergeProspectsInput): Promise<Result<MergedProspect>[]> {
  return store.transaction(accountId, async (tx) => {
    const parties = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
    await lockPersons(tx, personsOf(items));
    const results: Result<MergedProspect>[] = [];
    // One after the other: a record may take part in several.
    for (const item of items) results.push(await mergeOne(tx, item, at, () => roleActor(parties(item.acting_user_id), ROLES_THAT_MERGE, 'merge prospects')));
    return results;
  });
}

function personsOf(items: readonly MergeItem[]): string[] {
  return items.flatMap(({ prospect_id, merged_id }) => [prospect_id, merged_id]).filter((id) => recordId.safeParse(id).success);
}

async function mergeOne(tx: Tx, item: MergeItem, at: Date, actorOf: () => Actor): Promise<Result<MergedProspect>> {
  const persons = await lockPersons(tx, personsOf([item]));
  const planned = attempt(() => orderOf(item, persons, actorOf()));
  if (!planned.ok) return planned;
  const { order } = planned.value;
  if (!order) return { ok: true, ...(await earlier(tx, item)) };
  await mergePersons(tx, [order], at);
  return { ok: true, merge_id: order.merge_id, prospect_id: item.prospect_id, merged_id: item.merged_id, lead_ids: order.merged.rows.leads, closed_opportunity_id: order.close_opportunity_id, already_merged: false };
}

/** null = it is merged so already. */
function orderOf(item: MergeItem, persons: ReadonlyMap<string, LoadedPerson>, actor: Actor): { order: MergeOrder | null } {
  const [survivor, merged] = [known(persons, item.prospect_id), known(persons, item.merged_id)];
  if (merged.merged_into === survivor.id) return { order: null };
  const { close_opportunity_id } = planMerge(survivor, merged);
  return { order: { merge_id: newMergeId(), survivor, merged, close_opportunity_id, actor, reason: item.reason, evidence: { by: 'a person' } } };
}

function known(persons: ReadonlyMap<string, LoadedPerson>, id: string): LoadedPerson {
  const person = persons.get(id);
  if (!person) throw new DomainError('PROSPECT_UNKNOWN', `Prospect ${id} is not known in this account; take prospect_id from Dedupe Prospect`);
  return person;
}

async function earlier(tx: Tx, { prospect_id, merged_id }: MergeItem): Promise<MergedProspect> {
  const row = await tx.db.selectFrom('prospect_merges').select('id').where('account_id', '=', tx.accountId).where('merged_id', '=', merged_id).where('status', '=', 'merged').executeTakeFirst();
  return { merge_id: row?.id ?? '', prospect_id, merged_id, lead_ids: [], closed_opportunity_id: null, already_merged: true };
}
