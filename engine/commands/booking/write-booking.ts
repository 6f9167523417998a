import type { EventDraft } from '../../core/events';
import type { Actor } from '../../core/model';
import type { BookingDecision, BookingEvent } from '../../core/opportunity';
import { appendEvents, newId, type Tx, writeAudit } from '../../store';
import type { OpportunityRecord } from '../load-pipeline';
import { tellClocks } from '../payments/event-clocks';
import type { BookingHost } from './find-host';

export type BookingChange = Extract<BookingDecision, { status: string }>;

export interface WrittenBooking {
  readonly event: BookingEvent;
  readonly change: BookingChange;
  readonly record: OpportunityRecord;
  readonly host: BookingHost;
  readonly actor: Actor;
  readonly at: Date;
}

/** Writes the appointment rows, event and audit entry of a decided booking. @returns the appointment's id */
export async function writeBooking(tx: Tx, booking: WrittenBooking, knownId: string | null): Promise<string> {
  const { change, event, record, actor, at } = booking;
  // First: only one appointment of an opportunity may be `booked`.
  if (change.supersedes) await setStatus(tx, change.supersedes, 'rescheduled', at);
  const id = knownId ?? newId();
  if (knownId) await setStatus(tx, knownId, change.status, at);
  else await insertAppointment(tx, booking, id);
  record.facts = { ...record.facts, active_booking_id: change.status === 'booked' ? id : await activeBooking(tx, record.facts.opportunity_id) };
  const after = { status: change.status, scheduled_at: event.scheduled_at, supersedes: change.supersedes };
  await writeAudit(tx, [{ at, actor, action: `appointment_${change.outcome}`, subject_kind: 'appointment', subject_id: id, after }]);
  if (change.emits) await tellClocks(tx, await appendEvents(tx, [draftOf(change.emits, booking, id)], at), at);
  return id;
}

async function setStatus(tx: Tx, id: string, status: BookingChange['status'], at: Date): Promise<void> {
  await tx.db.updateTable('appointments').set({ status, updated_at: at }).where('account_id', '=', tx.accountId).where('id', '=', id).execute();
}

async function insertAppointment(tx: Tx, { event, change, record, host, at }: WrittenBooking, id: string): Promise<void> {
  await tx.db
    .insertInto('appointments')
    .values({
      id,
      account_id: tx.accountId,
      opportunity_id: record.facts.opportunity_id,
      scheduled_at: event.scheduled_at,
      ends_at: event.ends_at,
      status: change.status,
      time_zone: event.time_zone,
      closer_id: host.closer_id,
      setter_id: record.facts.setter_id,
      join_url: event.join_url,
      reschedule_url: event.reschedule_url,
      cancel_url: event.cancel_url,
      provider: event.provider,
      provider_ref: event.provider_ref,
      previous_ref: event.previous_ref,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

async function activeBooking(tx: Tx, opportunityId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('appointments')
    .select('id')
    .where('account_id', '=', tx.accountId)
    .where('opportunity_id', '=', opportunityId)
    .where('status', '=', 'booked')
    .executeTakeFirst();
  return row?.id ?? null;
}

const KEYS = {
  AppointmentBooked: 'appointment_booked',
  AppointmentRescheduled: 'appointment_rescheduled',
  AppointmentCancelled: 'appointment_cancelled',
  AppointmentNoShow: 'appointment_no_show',
} as const;

function draftOf(type: keyof typeof KEYS, { event, record, actor }: WrittenBooking, id: string): EventDraft {
  const data = { opportunity_id: record.facts.opportunity_id, appointment_id: id, scheduled_at: event.scheduled_at };
  return { type, subject: { kind: 'appointment', id }, occurred_at: event.occurred_at, actor, key: `${KEYS[type]}:${id}`, data };
}
