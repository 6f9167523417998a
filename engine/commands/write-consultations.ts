import { sql } from 'kysely';

import type { EventDraft } from '../core/events';
import { appendEvents, newId, type Tx, writeAudit } from '../store';
import type { Acting } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import { claimClosers, type CloserClaim } from './claim-closers';
import type { ConsultationItem } from './record-consultations';

type Held = Acting<ConsultationItem>;

/**
 * Stores the notes, completes the booked appointments and logs the meetings, one statement each for the batch.
 * The facts follow: the gates of the next move see the consultation.
 * @returns the completed appointment of an opportunity
 */
export async function writeConsultations(tx: Tx, held: readonly Held[], at: Date): Promise<ReadonlyMap<string, string>> {
  if (held.length === 0) return new Map();
  const completed = await completeAppointments(tx, held, at);
  await storeNotes(tx, held, at);
  await claimClosers(tx, held.map(claimOf), at);
  await logMeetings(tx, held, completed, at);
  return completed;
}

function claimOf({ item, party, record }: Held): CloserClaim {
  return { opportunity_id: item.opportunity_id, record, closer_id: party.id, reason: 'held_consultation', actor: actorOf(party) };
}

async function storeNotes(tx: Tx, held: readonly Held[], at: Date): Promise<void> {
  for (const { record } of held) {
    record.version += 1;
    record.facts = { ...record.facts, consultation_at: at, active_booking_id: null };
  }
  const rows = held.map(({ item, record }) => ({ id: item.opportunity_id, notes: item.notes, version: record.version }));
  const last = [...new Map(rows.map((row) => [row.id, row])).values()];
  await sql`
    update salesos.opportunities o set consultation = m.notes, consultation_at = ${at}, version = m.version
    from jsonb_to_recordset(${JSON.stringify(last)}::jsonb) as m(id uuid, notes jsonb, version int)
    where o.account_id = ${tx.accountId} and o.id = m.id`.execute(tx.db);
  const entry = { at, action: 'consultation_recorded', subject_kind: 'opportunity' };
  await writeAudit(tx, held.map(({ item, party }) => ({ ...entry, actor: actorOf(party), subject_id: item.opportunity_id, after: { decision: item.notes.decision } })));
}

async function completeAppointments(tx: Tx, held: readonly Held[], at: Date): Promise<Map<string, string>> {
  const booked = held.flatMap(({ record }) => (record.facts.active_booking_id ? [record.facts.active_booking_id] : []));
  if (booked.length === 0) return new Map();
  const rows = await tx.db
    .updateTable('appointments')
    .set({ status: 'completed', updated_at: at })
    .where('account_id', '=', tx.accountId)
    .where('id', 'in', booked)
    .returning(['id', 'opportunity_id', 'scheduled_at'])
    .execute();
  const partyOf = new Map(held.map(({ item, party }) => [item.opportunity_id, party]));
  const events = rows.flatMap((row): EventDraft[] => {
    const party = partyOf.get(row.opportunity_id);
    if (!party) return [];
    const data = { opportunity_id: row.opportunity_id, appointment_id: row.id, scheduled_at: row.scheduled_at };
    return [{ type: 'AppointmentCompleted', subject: { kind: 'appointment', id: row.id }, occurred_at: at, actor: actorOf(party), key: `appointment_completed:${row.id}`, data }];
  });
  await appendEvents(tx, events, at);
  return new Map(rows.map((row) => [row.opportunity_id, row.id]));
}

/** P1.4: what is not in the system did not happen; a meeting is logged once an appointment. */
async function logMeetings(tx: Tx, held: readonly Held[], completed: ReadonlyMap<string, string>, at: Date): Promise<void> {
  const rows = held.flatMap(({ item, record, party }) => {
    const appointmentId = completed.get(item.opportunity_id);
    if (!appointmentId) return [];
    return [
      {
        id: newId(),
        account_id: tx.accountId,
        opportunity_id: item.opportunity_id,
        prospect_id: record.prospect_id,
        kind: 'meeting' as const,
        direction: 'outbound' as const,
        channel: null,
        outcome: null,
        by_human: true,
        user_id: party.id,
        summary: 'Consultation held',
        call_back_at: null,
        dedupe_key: `meeting:${appointmentId}`,
        occurred_at: at,
        recorded_at: at,
      },
    ];
  });
  if (rows.length === 0) return;
  await tx.db.insertInto('activities').values(rows).onConflict((conflict) => conflict.columns(['account_id', 'dedupe_key']).doNothing()).execute();
}
