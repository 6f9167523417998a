import { DomainError } from '../errors';
import type { RoutingDecision } from './decision';
import { judgeRep, type Exclusion } from './judge-rep';
import type { Rep } from './rep';
import type { RoutingRequest } from './routing-request';

/** What even a manager cannot pass over: law and certification, not load. */
const NEVER: readonly Exclusion[] = ['inactive', 'not_certified', 'geo'];

/**
 * A manager's choice for one lead (P6.3). It does not touch the fair share of anybody.
 * @throws DomainError `OWNER_NOT_ALLOWED` when the rep may not have the lead at all
 */
export function overrideOwner(request: RoutingRequest, reps: readonly Rep[], ownerId: string): RoutingDecision {
  const verdicts = reps.map((rep) => judgeRep(rep, request));
  const verdict = verdicts.find(({ user_id }) => user_id === ownerId);
  if (!verdict) {
    const known = reps.map(({ user }) => user.id).join(', ') || 'nobody yet';
    throw new DomainError('OWNER_NOT_ALLOWED', `'${ownerId}' takes no leads as ${request.role}; allowed: ${known}`);
  }
  if (verdict.out !== null && NEVER.includes(verdict.out)) {
    throw new DomainError('OWNER_NOT_ALLOWED', `'${ownerId}' cannot be the ${request.role} of this opportunity: ${verdict.detail}`);
  }
  return { outcome: 'assigned', owner_id: ownerId, reason: 'manual_override', runner_up: null, language_used: request.language, verdicts, running: [ownerId] };
}
