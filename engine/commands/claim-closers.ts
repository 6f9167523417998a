import { sql } from 'kysely';

import type { EventDraft } from '../core/events';
import type { Actor } from '../core/model';
import { appendEvents, newId, type Tx, writeAudit } from '../store';
import type { OpportunityRecord } from './load-pipeline';

export interface CloserClaim {
  readonly opportunity_id: string;
  readonly record: OpportunityRecord;
  readonly closer_id: string;
  readonly reason: 'host_of_booking' | 'held_consultation';
  readonly actor: Actor;
}

/**
 * P6.1: whoever's calendar was booked, or who held the consultation, is the closer of an opportunity that has none.
 * An assigned closer stays. Counts as an assignment, so that caps and shares see it. The opportunities are locked.
 */
export async function claimClosers(tx: Tx, wanted: readonly CloserClaim[], at: Date): Promise<void> {
  const claims = [...new Map(wanted.map((claim) => [claim.opportunity_id, claim])).values()].filter(({ record }) => record.facts.closer_id === null);
  if (claims.length === 0) return;
  for (const { record, closer_id } of claims) {
    record.version += 1;
    record.facts = { ...record.facts, closer_id };
  }
  const rows = claims.map(({ opportunity_id, closer_id, record }) => ({ id: opportunity_id, closer_id, version: record.version }));
  await sql`
    update salesos.opportunities o set closer_id = m.closer_id, version = m.version,
      waiting_role = case when o.waiting_role = 'closer' then null else o.waiting_role end,
      waiting_since = case when o.waiting_role = 'closer' then null else o.waiting_since end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id uuid, closer_id text, version int)
    where o.account_id = ${tx.accountId} and o.id = m.id`.execute(tx.db);
  const assignments = claims.map(({ opportunity_id, closer_id, reason }) => ({ id: newId(), account_id: tx.accountId, opportunity_id, role: 'closer' as const, user_id: closer_id, reason, assigned_at: at, contested: false, credited_at: null }));
  await tx.db.insertInto('assignments').values(assignments).execute();
  const entry = { at, action: 'owner_assigned', subject_kind: 'opportunity', before: { closer_id: null } };
  await writeAudit(tx, claims.map(({ opportunity_id, closer_id, actor, reason }) => ({ ...entry, actor, subject_id: opportunity_id, after: { closer_id }, reason })));
  await appendEvents(tx, claims.map((claim) => assigned(claim, at)), at);
}

function assigned({ opportunity_id, closer_id, record, reason, actor }: CloserClaim, at: Date): EventDraft {
  return {
    type: 'OwnerAssigned',
    subject: { kind: 'opportunity', id: opportunity_id },
    occurred_at: at,
    actor,
    key: `owner:${opportunity_id}:closer:${record.version}`,
    data: { opportunity_id, role: 'closer', owner_id: closer_id, previous_owner_id: null, reason },
  };
}
