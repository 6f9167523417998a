import { DomainError } from '../core/errors';
import type { Actor, Role } from '../core/model';
import { actorOf, type FoundParty } from './acting-parties';

/**
 * Who orders something that only some roles may (P14.3). Without an acting user it is the workflow, whose
 * editor n8n has authorised.
 * @throws DomainError `USER_UNKNOWN`, `USER_INACTIVE`, `ROLE_NOT_ALLOWED`
 */
export function roleActor(found: FoundParty, allowed: readonly Role[], what: string): Actor {
  if ('error' in found) throw found.error;
  const { party } = found;
  if (party.kind === 'user' && !party.roles.some((role) => allowed.includes(role))) {
    throw new DomainError('ROLE_NOT_ALLOWED', `User '${party.id}' is ${party.roles.join(' and ')}; only ${allowed.join(' or ')} may ${what}`, [
      { field: 'acting_user_id', message: `must be a ${allowed.join(' or ')}` },
    ]);
  }
  return actorOf(party);
}
