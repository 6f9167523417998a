import { DomainError, type Problem } from '../../core/errors';
import { type ActingParty, roleGaps } from '../../core/opportunity';
import type { KnownCase } from './case-opens';
import { failed, type Result } from '../result';

export interface Answer {
  readonly known: KnownCase | null;
  readonly item: { readonly opportunity_id: string; readonly payload_version: number | null };
  readonly party: ActingParty;
  readonly verb: 'confirm' | 'reject';
  /** The state that this answer leads to: giving it again changes nothing. */
  readonly settled: 'confirmed' | 'rejected';
}

/** Whether case ops may answer a handoff now (P11.5, P14.3); every reason against it at once. */
export function answerable({ known, item, party, verb, settled }: Answer): Result<{ known: KnownCase }> {
  const problems = [...roleProblems(party, verb), ...stateProblems(known, item.payload_version, settled)];
  if (known && problems.length === 0) return { ok: true, known };
  const told = problems.map(({ message }) => message).join('; ');
  return failed(new DomainError('HANDOFF_ANSWER_REFUSED', `Nothing to ${verb} for opportunity ${item.opportunity_id}: ${told}`, problems));
}

function roleProblems(party: ActingParty, verb: Answer['verb']): Problem[] {
  return party.kind === 'user' ? roleGaps(party, ['ops'], `${verb} a case`) : [];
}

function stateProblems(known: KnownCase | null, version: number | null, settled: Answer['settled']): Problem[] {
  if (!known) return [{ field: 'case_open', message: 'its handoff is not built yet (Build Handoff Payload: Build)' }];
  const { status, payload_version, rejection_reason } = known.row;
  const problems: Problem[] = [];
  if (version !== null && version !== payload_version) problems.push({ field: 'payload_version', message: `version ${version} is not the one that waits; look at version ${payload_version}` });
  if (status === 'rejected' && settled !== 'rejected') problems.push({ field: 'case_open', message: `version ${payload_version} was rejected ('${rejection_reason ?? ''}'); sales must mend it and build it again` });
  if (status === 'confirmed' && settled !== 'confirmed') problems.push({ field: 'case_open', message: `the case is confirmed since ${known.row.opened_at?.toISOString() ?? 'before'}` });
  return problems;
}
