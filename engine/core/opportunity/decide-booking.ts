import type { AppointmentStatus, Stage } from '../model/vocabulary';
import type { BookingEvent } from './booking-event';

export interface KnownAppointment {
  readonly appointment_id: string;
  readonly provider_ref: string;
  readonly status: AppointmentStatus;
}

/** What is known when a booking event comes in, read under the lock of the opportunity and of the bookings it names. */
export interface BookingFacts {
  readonly opportunity_id: string;
  readonly stage: Stage;
  /** The appointment of the event's own reference. */
  readonly own: KnownAppointment | null;
  readonly previous: KnownAppointment | null;
  /** The reference in `previous_ref` was refused when it was booked. */
  readonly previous_refused: boolean;
  /** A booking that already replaced this one: its event overtook this event. */
  readonly has_successor: boolean;
  readonly active: KnownAppointment | null;
}

export type BookingDecision =
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unchanged'; readonly reason: string }
  | {
      readonly outcome: 'booked' | 'rescheduled' | 'cancelled' | 'no_show';
      /** Status of the event's own appointment, made when it is not known yet. */
      readonly status: AppointmentStatus;
      /** The appointment that gives way. */
      readonly supersedes: string | null;
      readonly stage: 'APPOINTMENT_SET' | 'QUALIFIED' | null;
      readonly emits: 'AppointmentBooked' | 'AppointmentRescheduled' | 'AppointmentCancelled' | 'AppointmentNoShow' | null;
    };

/**
 * AP-01: what a booking event does. Any order and any repetition of the same events ends in the same state:
 * a cancellation that comes first leaves its mark, and a booking that was already replaced never becomes active.
 * P7.2: only from QUALIFIED, one active booking an opportunity.
 */
export function decideBooking(facts: BookingFacts, event: BookingEvent): BookingDecision {
  switch (event.kind) {
    case 'booked':
      return facts.own ? { outcome: 'unchanged', reason: `appointment is already ${facts.own.status}` } : decideNew(facts, event);
    case 'cancelled':
      return decideCancelled(facts, event);
    case 'no_show':
      return decideNoShow(facts);
  }
}

function decideNew(facts: BookingFacts, event: BookingEvent): BookingDecision {
  if (facts.has_successor) return { outcome: 'rescheduled', status: 'rescheduled', supersedes: null, stage: null, emits: null };
  if (facts.stage !== 'QUALIFIED' && facts.stage !== 'APPOINTMENT_SET') {
    return { outcome: 'refused', reason: `opportunity ${facts.opportunity_id} is ${facts.stage}; appointments are booked only from QUALIFIED (P7.2)` };
  }
  const replaced = facts.active && replaces(facts, event) ? facts.active : null;
  if (facts.active && !replaced) {
    return { outcome: 'refused', reason: `opportunity ${facts.opportunity_id} already has the booked appointment ${facts.active.appointment_id}; one active booking at a time (P7.2)` };
  }
  const first = facts.stage === 'QUALIFIED';
  return {
    outcome: first ? 'booked' : 'rescheduled',
    status: 'booked',
    supersedes: replaced?.appointment_id ?? null,
    stage: first ? 'APPOINTMENT_SET' : null,
    emits: first ? 'AppointmentBooked' : 'AppointmentRescheduled',
  };
}

/** The active booking gives way to its own successor; also when the link between them is still under way (two moves in a row). */
function replaces(facts: BookingFacts, event: BookingEvent): boolean {
  if (event.previous_ref === null) return false;
  if (facts.previous) return facts.previous.provider_ref === facts.active?.provider_ref;
  return !facts.previous_refused;
}

function decideCancelled(facts: BookingFacts, event: BookingEvent): BookingDecision {
  const status = event.rescheduled || facts.has_successor ? 'rescheduled' : 'cancelled';
  if (facts.own && facts.own.status !== 'booked') return { outcome: 'unchanged', reason: `appointment is already ${facts.own.status}` };
  const givesWay = !facts.own && !facts.has_successor && replaces(facts, event);
  const replaced = givesWay ? (facts.active?.appointment_id ?? null) : null;
  // The booking that takes its place is on its way: the setter is not sent to book again.
  if (event.rescheduled) return { outcome: 'rescheduled', status, supersedes: replaced, stage: null, emits: null };
  const remains = facts.active !== null && replaced === null && facts.active.appointment_id !== facts.own?.appointment_id;
  const returns = facts.stage === 'APPOINTMENT_SET' && !remains;
  // A cancellation that overtook its booking is kept, but nobody had heard of that booking.
  const emits = facts.own || returns ? 'AppointmentCancelled' : null;
  return { outcome: 'cancelled', status, supersedes: replaced, stage: returns ? 'QUALIFIED' : null, emits };
}

function decideNoShow(facts: BookingFacts): BookingDecision {
  if (!facts.own) return { outcome: 'refused', reason: 'the appointment that was missed is not known' };
  if (facts.own.status !== 'booked') return { outcome: 'unchanged', reason: `appointment is already ${facts.own.status}` };
  const returns = facts.stage === 'APPOINTMENT_SET';
  return { outcome: 'no_show', status: 'no_show', supersedes: null, stage: returns ? 'QUALIFIED' : null, emits: 'AppointmentNoShow' };
}
