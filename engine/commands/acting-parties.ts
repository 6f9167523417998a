import { z } from 'zod';

import { DomainError } from '../core/errors';
import { ROLES, type Actor } from '../core/model';
import type { ActingParty } from '../core/opportunity';
import type { Tx } from '../store';

export type FoundParty = { readonly party: ActingParty } | { readonly error: DomainError };
/** Finds who acts by id; null = the fallback (a workflow, the system, a vendor). */
export type PartyOf = (userId: string | null) => FoundParty;

const profile = z.object({ owner_roles: z.array(z.enum(ROLES)).default([]) }).catch({ owner_roles: [] });

/**
 * Loads the acting users of a batch with the roles of the users table (P14.3), in one query.
 * An unknown or inactive user is refused: the action of a person must carry who that is.
 */
export async function actingParties(tx: Tx, userIds: readonly (string | null)[], fallback: Actor): Promise<PartyOf> {
  const ids = [...new Set([...userIds, fallback.kind === 'user' ? fallback.id : null].filter((id) => id !== null))];
  const rows = ids.length === 0 ? [] : await tx.db.selectFrom('users').select(['id', 'role', 'active', 'profile']).where('account_id', '=', tx.accountId).where('id', 'in', ids).execute();
  const users = new Map(rows.map((row) => [row.id, row]));
  return (userId) => {
    const id = userId ?? (fallback.kind === 'user' ? fallback.id : null);
    if (id === null) return { party: { kind: fallback.kind === 'user' ? 'system' : fallback.kind, id: fallback.id } };
    const user = users.get(id);
    if (!user) return { error: new DomainError('USER_UNKNOWN', `User '${id}' is not among the firm's users; add the person in Firm Settings (users) or correct Acting User ID`) };
    if (!user.active) return { error: new DomainError('USER_INACTIVE', `User '${id}' is not active in the firm any more and cannot act; let an active person do it`) };
    return { party: { kind: 'user', id, roles: [...new Set([user.role, ...profile.parse(user.profile).owner_roles])] } };
  };
}

/** The party as events and the audit trail name it. */
export function actorOf(party: ActingParty): Actor {
  return { kind: party.kind, id: party.id };
}
