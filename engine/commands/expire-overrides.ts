import type { Store } from '../store';
import { scoreLeads } from './score-leads';

const SYSTEM = { kind: 'system', id: 'overrides' } as const;

/**
 * SC-02: leads with an override whose time is over are scored again by the rules; the change is audited and told by
 * LeadScored as any other. When none is due it is one look at an index.
 */
export async function expireOverrides(store: Store, accountId: string, { at, limit }: { at: Date; limit: number }): Promise<number> {
  const due = await store.transaction(accountId, ({ db }) =>
    db.selectFrom('leads').select('id').where('account_id', '=', accountId).where('overrides_expire_at', '<=', at).orderBy('overrides_expire_at').limit(limit).execute(),
  );
  if (due.length === 0) return 0;
  const results = await scoreLeads(store, accountId, { lead_ids: due.map(({ id }) => id), at, actor: SYSTEM });
  return results.filter(({ ok }) => ok).length;
}
