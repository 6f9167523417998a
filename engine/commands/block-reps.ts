import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { Actor } from '../core/model';
import { currentSettings, newId, type Store, type Tx, writeAudit } from '../store';
import { actingParties } from './acting-parties';
import { accepted, attempt, inPlace, type Result } from './result';
import { roleActor } from './role-actor';

export interface BlockItem {
  readonly prospect_id: string;
  readonly user_id: string;
  /** Why; shown in every routing receipt of the prospect. */
  readonly reason: string;
  /** false lifts the block. */
  readonly blocked: boolean;
  readonly acting_user_id: string | null;
}

export interface BlockedRep {
  readonly prospect_id: string;
  readonly user_id: string;
  readonly blocked: boolean;
  readonly reason: string;
}

/**
 * A conflict of interest, or a rep who must not or will not serve a person: routing passes them over from now on. What they own
 * stays theirs until it is reassigned. The same again changes nothing. One result an item, in order.
 */
export async function blockReps(store: Store, accountId: string, { items, at, actor }: { items: readonly BlockItem[]; at: Date; actor: Actor }): Promise<Result<BlockedRep>[]> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const reps = settings.users.filter(({ owner_roles }) => owner_roles.length > 0).map(({ id }) => id);
    const known = await knownProspects(tx, items.map(({ prospect_id }) => prospect_id));
    const partyOf = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
    const checked = items.map((item) =>
      attempt(() => {
        if (!reps.includes(item.user_id)) throw new DomainError('REP_UNKNOWN', `'${item.user_id}' takes no leads in this firm; allowed: ${reps.join(', ') || 'nobody yet'}`);
        if (!known.has(item.prospect_id)) throw new DomainError('PROSPECT_UNKNOWN', `Prospect ${item.prospect_id} is not known in this account; take prospect_id from Dedupe Prospect or Route Owner`);
        return { item, by: roleActor(partyOf(item.acting_user_id), ['manager', 'admin'], 'block reps') };
      }),
    );
    const valid = accepted(checked);
    await write(tx, valid.map(({ item, by }) => ({ ...item, by: by.id })), at);
    await writeAudit(tx, valid.map(({ item, by }) => ({ at, actor: by, action: item.blocked ? 'rep_blocked' : 'rep_unblocked', subject_kind: 'prospect', subject_id: item.prospect_id, after: { user_id: item.user_id }, reason: item.reason })));
    return inPlace(checked, valid.map(({ item: { acting_user_id: _, ...block } }) => ({ ok: true as const, ...block })));
  });
}

async function knownProspects(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.db.selectFrom('prospects').select('id').where('account_id', '=', tx.accountId).where('id', 'in', [...new Set(ids)]).execute();
  return new Set(rows.map(({ id }) => id));
}

async function write(tx: Tx, items: readonly (BlockItem & { by: string })[], at: Date): Promise<void> {
  const rows = items.filter(({ blocked }) => blocked).map(({ prospect_id, user_id, reason, by }) => ({ id: newId(), prospect_id, user_id, reason, by }));
  const lifted = items.filter(({ blocked }) => !blocked).map(({ prospect_id, user_id }) => ({ prospect_id, user_id }));
  if (rows.length > 0) {
    await sql`
      insert into salesos.routing_blocks (id, account_id, prospect_id, user_id, reason, blocked_by, blocked_at)
      select b.id, ${tx.accountId}, b.prospect_id, b.user_id, b.reason, b.by, ${at}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b(id uuid, prospect_id uuid, user_id text, reason text, by text)
      on conflict (account_id, prospect_id, user_id) do nothing`.execute(tx.db);
  }
  if (lifted.length > 0) {
    await sql`
      delete from salesos.routing_blocks b using jsonb_to_recordset(${JSON.stringify(lifted)}::jsonb) as l(prospect_id uuid, user_id text)
      where b.account_id = ${tx.accountId} and b.prospect_id = l.prospect_id and b.user_id = l.user_id`.execute(tx.db);
  }
}
