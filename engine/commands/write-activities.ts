import { activityMeaning } from '../core/opportunity';
import { newId, type Tx } from '../store';
import type { Acting } from './act-on-opportunities';
import type { ActivityItem } from './log-activities';

/** `isNew` = false when it was logged before under the same key. */
export type WrittenActivity = Acting<ActivityItem> & { readonly key: string; readonly id: string; readonly isNew: boolean };

/** Predictable, so that a repeated execution logs nothing twice. */
function keyOf({ item, party }: Acting<ActivityItem>): string {
  const { opportunity_id, kind, direction, outcome, occurred_at, dedupe_key } = item;
  return dedupe_key ?? ['activity', opportunity_id, party.id, kind, direction, outcome ?? '', occurred_at.toISOString()].join(':');
}

/** Inserts a batch in one statement, each key once. */
export async function writeActivities(tx: Tx, acting: readonly Acting<ActivityItem>[], at: Date): Promise<WrittenActivity[]> {
  if (acting.length === 0) return [];
  const keyed = acting.map((each) => ({ ...each, key: keyOf(each) }));
  const rows = [...new Map(keyed.map((each) => [each.key, each])).values()].map(({ item, party, record, key }) => ({
    id: newId(),
    account_id: tx.accountId,
    opportunity_id: item.opportunity_id,
    prospect_id: record.prospect_id,
    kind: item.kind,
    direction: item.direction,
    channel: activityMeaning(item).channel,
    outcome: item.outcome,
    by_human: party.kind === 'user',
    user_id: party.kind === 'user' ? party.id : null,
    summary: item.summary,
    call_back_at: item.call_back_at,
    dedupe_key: key,
    occurred_at: item.occurred_at,
    recorded_at: at,
  }));
  const inserted = await tx.db.insertInto('activities').values(rows).onConflict((conflict) => conflict.columns(['account_id', 'dedupe_key']).doNothing()).returning('id').execute();
  const isNew = new Set(inserted.map(({ id }) => id));
  const keys = rows.map(({ dedupe_key }) => dedupe_key);
  const stored = await tx.db.selectFrom('activities').select(['id', 'dedupe_key']).where('account_id', '=', tx.accountId).where('dedupe_key', 'in', keys).execute();
  const idOf = new Map(stored.map(({ id, dedupe_key }) => [dedupe_key, id]));
  return keyed.map((each) => {
    const id = idOf.get(each.key) ?? '';
    return { ...each, id, isNew: isNew.delete(id) };
  });
}
