import { sql } from 'kysely';

import { DomainError } from '../../core/errors';
import { type Band, type SlaPolicy, type Stage, TERMINAL_STAGES } from '../../core/model';
import type { OwnerRole } from '../../core/routing';
import type { SubjectRef } from '../../queries/read-timers';
import type { Tx } from '../../store';

/** What a clock is about. */
export interface TimerSubject {
  readonly opportunity_id: string | null;
  readonly lead_id: string | null;
  readonly prospect_id: string | null;
  readonly stage: Stage | null;
  readonly closed: boolean;
  readonly paid: boolean;
  readonly band: Band | null;
  readonly segment: string | null;
  /** When the opportunity was made. */
  readonly created_at: Date | null;
  /** When the lead came in. */
  readonly captured_at: Date | null;
  /** Whose clock it is: the setter's until the appointment, the closer's after it, nobody's for ops. */
  ownerOf(policy: SlaPolicy): string | null;
}

interface SubjectRow {
  opportunity_id: string | null;
  lead_id: string;
  prospect_id: string | null;
  stage: Stage | null;
  payment_state: string | null;
  band: Band | null;
  segment: string | null;
  setter_id: string | null;
  closer_id: string | null;
  created_at: Date | null;
  captured_at: Date;
}

const CLOSER_POLICIES: readonly SlaPolicy[] = ['PaymentChase', 'HandoffFix'];
/** Who owns what a policy measures. */
export function ownerRoleOf(policy: SlaPolicy): OwnerRole {
  return CLOSER_POLICIES.includes(policy) ? 'closer' : 'setter';
}

const OWNERLESS: readonly SlaPolicy[] = ['AutomatedFirstResponse', 'OpsValidation'];

/** Reads the subjects of a batch in one statement. */
export async function readSubjects(tx: Tx, refs: readonly SubjectRef[]): Promise<{ of(ref: SubjectRef): TimerSubject }> {
  const opportunityIds = refs.flatMap(({ opportunity_id }) => opportunity_id ?? []);
  const leadIds = refs.flatMap(({ opportunity_id, lead_id }) => (opportunity_id === null && lead_id !== null ? [lead_id] : []));
  const rows = opportunityIds.length + leadIds.length === 0 ? [] : await query(tx, opportunityIds, leadIds);
  const byOpportunity = new Map(rows.map((row) => [row.opportunity_id, row]));
  const byLead = new Map(rows.map((row) => [row.lead_id, row]));
  return {
    of: ({ opportunity_id, lead_id }) => {
      if (opportunity_id === null && lead_id === null) {
        throw new DomainError('SLA_SUBJECT_MISSING', 'An SLA clock needs an opportunity_id or a lead_id; take it from Route Owner, Score & Segment or the Sales Event Trigger');
      }
      const row = opportunity_id !== null ? byOpportunity.get(opportunity_id) : byLead.get(lead_id ?? '');
      if (row) return subjectOf(row);
      throw opportunity_id !== null
        ? new DomainError('OPPORTUNITY_UNKNOWN', `Opportunity ${opportunity_id} is not known in this account; take opportunity_id from Score & Segment or from an event`)
        : new DomainError('LEAD_UNKNOWN', `Lead ${lead_id} is not known in this account; take lead_id from Normalize Lead or from an event`);
    },
  };
}

async function query(tx: Tx, opportunityIds: readonly string[], leadIds: readonly string[]): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`
    select o.id as opportunity_id, l.id as lead_id, coalesce(o.prospect_id, l.prospect_id) as prospect_id, o.stage, o.payment_state,
      coalesce(o.band, l.band) as band, coalesce(o.segment, l.segment) as segment, o.setter_id, o.closer_id, o.created_at, l.captured_at
    from salesos.leads l
    left join salesos.opportunities o on o.account_id = l.account_id and o.lead_id = l.id
    where l.account_id = ${tx.accountId} and l.id = any(${array(leadIds)}::uuid[] || array(
      select lead_id from salesos.opportunities where account_id = ${tx.accountId} and id = any(${array(opportunityIds)}::uuid[])))`.execute(tx.db);
  return rows;
}

function array(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

function subjectOf({ payment_state, setter_id, closer_id, ...row }: SubjectRow): TimerSubject {
  return {
    ...row,
    closed: TERMINAL_STAGES.some((stage) => stage === row.stage),
    paid: payment_state === 'PAID',
    ownerOf: (policy) => (OWNERLESS.includes(policy) ? null : CLOSER_POLICIES.includes(policy) ? closer_id : setter_id),
  };
}
