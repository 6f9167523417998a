import type { Actor } from '../core/model';
import type { ActingParty } from '../core/opportunity';
import type { Store, Tx } from '../store';
import { actingParties, type FoundParty } from './acting-parties';
import { loadPipeline, lockOpportunities, type OpportunityRecord, type Pipeline, recordIn } from './load-pipeline';
import { accepted, attempt, failed, inPlace, type Result } from './result';

/** What every action of a person or workflow on an opportunity carries. */
export interface OpportunityAction {
  readonly opportunity_id: string;
  /** null = the workflow itself. */
  readonly acting_user_id: string | null;
}

export interface ActionBatch<Item extends OpportunityAction> {
  readonly items: readonly Item[];
  readonly at: Date;
  /** Who runs it when an item names no user. */
  readonly actor: Actor;
}

/** One item whose opportunity and acting party are known. */
export interface Acting<Item> {
  readonly item: Item;
  readonly party: ActingParty;
  readonly record: OpportunityRecord;
}

/** A statement takes at most 65,535 parameters; an event row has 14. */
const CHUNK = 1_000;

type Work<Item, Done> = (tx: Tx, pipeline: Pipeline, acting: readonly Acting<Item>[]) => Promise<Result<Done>[]>;

/**
 * Runs a batch on locked opportunities, a thousand items a transaction. Items with an unknown user or opportunity are
 * refused by themselves; `work` gets the others and gives one result for each, in order.
 */
export async function actOnOpportunities<Item extends OpportunityAction, Done>(
  store: Store,
  accountId: string,
  batch: ActionBatch<Item>,
  work: Work<Item, Done>,
): Promise<Result<Done>[]> {
  const results: Result<Done>[] = [];
  for (let from = 0; from < batch.items.length; from += CHUNK) {
    const items = batch.items.slice(from, from + CHUNK);
    results.push(...(await store.transaction(accountId, (tx) => actInTransaction(tx, { ...batch, items }, work))));
  }
  return results;
}

/** The same inside the transaction of another command; at most a thousand items. */
export async function actInTransaction<Item extends OpportunityAction, Done>(tx: Tx, { items, at, actor }: ActionBatch<Item>, work: Work<Item, Done>): Promise<Result<Done>[]> {
  const ids = items.map(({ opportunity_id }) => opportunity_id);
  const partyOf = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
  await lockOpportunities(tx, ids);
  const pipeline = await loadPipeline(tx, ids, at);
  const known = items.map((item) => actingOn(pipeline, item, partyOf(item.acting_user_id)));
  return inPlace(known, await work(tx, pipeline, accepted(known)));
}

function actingOn<Item extends OpportunityAction>(pipeline: Pipeline, item: Item, who: FoundParty): Result<{ value: Acting<Item> }> {
  if ('error' in who) return failed(who.error);
  return attempt(() => ({ item, party: who.party, record: recordIn(pipeline, item.opportunity_id) }));
}
