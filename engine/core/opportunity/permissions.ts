import { DomainError, describeProblems, type Problem } from '../errors';
import type { Role } from '../model/vocabulary';
import type { ActingParty, OpportunityFacts } from './opportunity-facts';
import { isClosed } from './stage-gates';
import type { PipelineSettings } from './settings';

/** P14.3 with P1.6: which roles do what on an opportunity. The move of a stage has its own table (stage-rules). */
export const ACTION_ROLES = {
  qualify: ['setter', 'manager'],
  record_consultation: ['closer', 'manager'],
  lock_offer: ['closer', 'manager'],
  log_activity: ['setter', 'closer', 'manager'],
} as const satisfies Record<string, readonly Role[]>;
export type SalesAction = keyof typeof ACTION_ROLES;
type ActingUser = Extract<ActingParty, { kind: 'user' }>;

const SENTENCE: Readonly<Record<SalesAction, string>> = {
  qualify: 'qualify an opportunity',
  record_consultation: 'record a consultation',
  lock_offer: 'lock an offer',
  log_activity: 'log a human activity',
};

/** Whether the party may do it on this opportunity; every reason against it. */
export function permissionGaps(action: SalesAction, party: ActingParty, facts: OpportunityFacts, settings: PipelineSettings): Problem[] {
  const allowed: readonly Role[] = ACTION_ROLES[action];
  if (party.kind !== 'user') {
    return [{ field: 'acting_user_id', message: `missing: only a person may ${SENTENCE[action]} (${allowed.join(' or ')})` }];
  }
  const gaps = roleGaps(party, allowed, SENTENCE[action]);
  // A colleague who took the call still logs it: what is not in the system did not happen (P1.4).
  return gaps.length > 0 || action === 'log_activity' ? gaps : assignmentGaps(party, allowed, facts, settings);
}

/** Whether one of the person's roles is among the allowed ones. */
export function roleGaps(party: ActingUser, allowed: readonly Role[], what: string): Problem[] {
  if (party.roles.some((role) => allowed.includes(role))) return [];
  return [{ field: 'acting_user_id', message: `'${party.id}' is ${party.roles.join(' and ')}; only ${allowed.join(' or ')} may ${what}` }];
}

/** P14.3: setters and closers edit what is assigned to them; an opportunity nobody owns is open to the role. */
export function assignmentGaps(party: ActingUser, allowed: readonly Role[], facts: OpportunityFacts, settings: PipelineSettings): Problem[] {
  const acting = party.roles.filter((role) => allowed.includes(role));
  if (!settings.access.assigned_only || acting.includes('manager') || acting.includes('ops')) return [];
  const owners = acting.map((role) => (role === 'setter' ? facts.setter_id : facts.closer_id));
  if (owners.some((owner) => owner === null || owner === party.id)) return [];
  return [{ field: 'acting_user_id', message: `'${party.id}' is not its ${acting.join(' or ')}: it is assigned to '${owners.join("', '")}'; ask that person or a manager` }];
}

/** P11.6: once case ops have confirmed, sales is over; also nothing is sold on a closed opportunity. */
export function hardStop(facts: OpportunityFacts, what: string): DomainError | null {
  if (!isClosed(facts.stage)) return null;
  return facts.stage === 'CASE_OPENED'
    ? new DomainError('SALES_CLOSED', `Opportunity ${facts.opportunity_id} is CASE_OPENED: its case is confirmed and case ops own the client, so sales cannot ${what}`)
    : new DomainError('OPPORTUNITY_CLOSED', `Opportunity ${facts.opportunity_id} is ${facts.stage}: it is closed, so sales cannot ${what}`);
}

/** The refusal of an action, with every reason at once; null when nothing speaks against it. */
export function refusal(code: string, sentence: string, problems: readonly Problem[]): DomainError | null {
  return problems.length === 0 ? null : new DomainError(code, `${sentence}: ${describeProblems(problems)}`, problems);
}
