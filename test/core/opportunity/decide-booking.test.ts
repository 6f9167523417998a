import type { AppointmentStatus, Stage } from '../../../engine/core/model';
import { decideBooking, type BookingEvent, type KnownAppointment } from '../../../engine/core/opportunity';
import { at, ID } from './facts';

interface Row {
  ref: string;
  previous: string | null;
  status: AppointmentStatus;
}
interface World {
  stage: Stage;
  rows: Row[];
  refused: string[];
}

function eventOf(kind: BookingEvent['kind'], ref: string, changes: Partial<BookingEvent> = {}): BookingEvent {
  return {
    provider: 'calendly',
    kind,
    provider_ref: ref,
    previous_ref: null,
    rescheduled: false,
    scheduled_at: at,
    ends_at: null,
    time_zone: 'America/Toronto',
    host_email: null,
    join_url: null,
    reschedule_url: null,
    cancel_url: null,
    invitee_email: null,
    opportunity_id: ID,
    occurred_at: at,
    ...changes,
  };
}

/** Applies a decision as the store does. */
function apply(world: World, event: BookingEvent): string {
  const known = (row: Row | undefined): KnownAppointment | null => (row ? { appointment_id: row.ref, provider_ref: row.ref, status: row.status } : null);
  const find = (ref: string | null) => world.rows.find((row) => row.ref === ref);
  const decision = decideBooking(
    {
      opportunity_id: ID,
      stage: world.stage,
      own: known(find(event.provider_ref)),
      previous: known(find(event.previous_ref)),
      previous_refused: world.refused.includes(event.previous_ref ?? ''),
      has_successor: world.rows.some((row) => row.previous === event.provider_ref),
      active: known(world.rows.find((row) => row.status === 'booked')),
    },
    event,
  );
  if (decision.outcome === 'refused') world.refused.push(event.provider_ref);
  if (decision.outcome === 'refused' || decision.outcome === 'unchanged') return decision.outcome;
  const superseded = find(decision.supersedes);
  if (superseded) superseded.status = 'rescheduled';
  const own = find(event.provider_ref);
  if (own) own.status = decision.status;
  else world.rows.push({ ref: event.provider_ref, previous: event.previous_ref, status: decision.status });
  if (decision.stage) world.stage = decision.stage;
  expect(world.rows.filter((row) => row.status === 'booked').length).toBeLessThanOrEqual(1);
  return decision.outcome;
}

function run(events: readonly BookingEvent[], stage: Stage = 'QUALIFIED') {
  const world: World = { stage, rows: [], refused: [] };
  const outcomes = events.map((event) => apply(world, event));
  return { outcomes, stage: world.stage, states: Object.fromEntries(world.rows.map((row) => [row.ref, row.status])) };
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, index) => permutations(list.filter((_, other) => other !== index)).map((rest) => [first, ...rest]));
}

const bookedX = eventOf('booked', 'x');
const cancelledX = eventOf('cancelled', 'x');
const movedX = eventOf('cancelled', 'x', { rescheduled: true });
const bookedY = eventOf('booked', 'y', { previous_ref: 'x' });
const cancelledY = eventOf('cancelled', 'y', { previous_ref: 'x' });
const movedY = eventOf('cancelled', 'y', { previous_ref: 'x', rescheduled: true });
const bookedZ = eventOf('booked', 'z', { previous_ref: 'y' });

describe('bookings', () => {
  it('AP-01: a booking on QUALIFIED sets the appointment, its cancellation gives it back to the setter', () => {
    expect(run([bookedX])).toEqual({ outcomes: ['booked'], stage: 'APPOINTMENT_SET', states: { x: 'booked' } });
    expect(run([bookedX, cancelledX])).toEqual({ outcomes: ['booked', 'cancelled'], stage: 'QUALIFIED', states: { x: 'cancelled' } });
  });

  it.each(['SQL_ASSIGNED', 'CONTACT_ATTEMPTING', 'CONTACTED', 'APPOINTMENT_COMPLETED', 'CLOSED_LOST', 'CASE_OPENED'] as const)('AP-01: a booking on %s is refused', (stage) => {
    expect(run([bookedX], stage)).toEqual({ outcomes: ['refused'], stage, states: {} });
  });

  it('AP-01: a second booking beside an active one is refused, also when it is moved afterwards', () => {
    const other = eventOf('booked', 'other');
    const otherMoved = eventOf('booked', 'other2', { previous_ref: 'other' });
    expect(run([bookedX, other, otherMoved])).toEqual({ outcomes: ['booked', 'refused', 'refused'], stage: 'APPOINTMENT_SET', states: { x: 'booked' } });
  });

  it.each([
    ['booked and cancelled', [bookedX, cancelledX], 'QUALIFIED', { x: 'cancelled' }],
    ['moved', [bookedX, movedX, bookedY], 'APPOINTMENT_SET', { x: 'rescheduled', y: 'booked' }],
    ['moved, then cancelled', [bookedX, movedX, bookedY, cancelledY], 'QUALIFIED', { x: 'rescheduled', y: 'cancelled' }],
  ] as const)('AP-01: %s ends the same in every order and with every event twice', (_title, events, stage, states) => {
    for (const order of permutations(events)) {
      for (const deliveries of [order, [...order, ...order], order.flatMap((event) => [event, event])]) {
        const end = run(deliveries);
        expect({ stage: end.stage, states: end.states }).toEqual({ stage, states });
      }
    }
  });

  it('AP-01: moved twice ends on the last booking in every order', () => {
    for (const order of permutations([bookedX, movedX, bookedY, movedY, bookedZ])) {
      const end = run(order);
      expect(end.stage).toBe('APPOINTMENT_SET');
      expect(end.states.z).toBe('booked');
      expect(Object.values(end.states).filter((status) => status === 'booked')).toHaveLength(1);
    }
  });

  it('AP-05: a no-show goes back to the setter once, and never undoes a held consultation', () => {
    const missed = eventOf('no_show', 'x');
    expect(run([bookedX, missed, missed])).toEqual({ outcomes: ['booked', 'no_show', 'unchanged'], stage: 'QUALIFIED', states: { x: 'no_show' } });
    expect(run([missed]).outcomes).toEqual(['refused']);
    const held: World = { stage: 'APPOINTMENT_COMPLETED', rows: [{ ref: 'x', previous: null, status: 'completed' }], refused: [] };
    expect([apply(held, missed), apply(held, cancelledX), held.stage]).toEqual(['unchanged', 'unchanged', 'APPOINTMENT_COMPLETED']);
  });

  it('AP-01: while a booking is being moved the setter is not sent to book again', () => {
    expect(run([bookedX, movedX])).toEqual({ outcomes: ['booked', 'rescheduled'], stage: 'APPOINTMENT_SET', states: { x: 'rescheduled' } });
  });
});
