import { readDelivery } from '../../engine/adapters/calendly';
import { applyBookingEvent, type AppliedBooking, reapplyBookingEvents } from '../../engine/commands/apply-booking-event';
import { newId, type Store } from '../../engine/store';
import { calendlyBody, type CalendlyBooking, inviteeUri } from '../support/calendly';
import { ACCOUNT, at, eventsOf, qualified, seedFirm, seedOpportunities, type SeededOpportunity, stageOf } from '../support/pipeline-rows';
import { describeStores } from '../support/stores';

type Kind = Parameters<typeof calendlyBody>[0];

function deliver(store: Store, kind: Kind, booking: CalendlyBooking, accountId = ACCOUNT): Promise<AppliedBooking> {
  return deliverBytes(store, calendlyBody(kind, booking), accountId);
}

function deliverBytes(store: Store, body: Buffer, accountId = ACCOUNT): Promise<AppliedBooking> {
  return applyBookingEvent(store, accountId, { provider: 'calendly', reading: readDelivery(body), body, content_type: 'application/json', headers: { 'user-agent': 'Calendly' }, received_at: at });
}

async function ready(store: Store, seed: SeededOpportunity = {}): Promise<string> {
  const [id = ''] = await seedOpportunities(store, [{ stage: 'QUALIFIED', qualification: qualified, ...seed }]);
  return id;
}

async function appointmentsOf(store: Store, id: string) {
  return store.transaction(ACCOUNT, async (tx) => {
    const rows = await tx.db.selectFrom('appointments').selectAll().where('opportunity_id', '=', id).orderBy('provider_ref').execute();
    return rows;
  });
}

async function statesOf(store: Store, id: string) {
  const rows = await appointmentsOf(store, id);
  return Object.fromEntries(rows.map(({ provider_ref, status }) => [provider_ref.split('/').at(-1), status]));
}

async function deliveryOf(store: Store, id: string) {
  return store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('raw_deliveries').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

describeStores('Calendly bookings', (open) => {
  it('AP-01: a booking sets the appointment, the stage and the event, and keeps the bytes', async () => {
    const store = await open();
    const id = await ready(store);
    const body = calendlyBody('invitee.created', { invitee: id, utmContent: id });
    const result = await deliverBytes(store, body);
    expect(result).toMatchObject({ status: 'applied', outcome: 'booked', warnings: [], opportunity_id: id, stage: 'APPOINTMENT_SET', closer_id: 'bo', setter_id: 'ana', scheduled_at: new Date('2025-03-12T15:00:00Z'), time_zone: 'America/Toronto' });
    expect(await appointmentsOf(store, id)).toMatchObject([{ id: result.appointment_id, status: 'booked', closer_id: 'bo', setter_id: 'ana', provider_ref: inviteeUri(id), join_url: expect.stringContaining('google_meet'), reschedule_url: `https://calendly.com/reschedulings/${id}` }]);
    expect(await stageOf(store, id)).toMatchObject({ stage: 'APPOINTMENT_SET', probability: 0.35 });
    expect((await eventsOf(store, id)).map(({ type, data, actor }) => [type, data, actor.id])).toMatchObject([
      ['AppointmentBooked', { appointment_id: result.appointment_id, scheduled_at: '2025-03-12T15:00:00.000Z' }, 'calendly'],
      ['StageChanged', { to: 'APPOINTMENT_SET' }, 'calendly'],
    ]);
    const raw = await deliveryOf(store, result.delivery_id);
    expect(raw).toMatchObject({ source: 'calendly', status: 'processed' });
    expect(Buffer.from(raw.body).equals(body)).toBe(true);
  });

  it('IN-08: the same delivery again does nothing', async () => {
    const store = await open();
    const id = await ready(store);
    const first = await deliver(store, 'invitee.created', { invitee: id, utmContent: id });
    const again = await Promise.all([1, 2, 3].map(() => deliver(store, 'invitee.created', { invitee: id, utmContent: id })));
    expect(again.map(({ status, delivery_id }) => [status, delivery_id])).toEqual(Array(3).fill(['duplicate', first.delivery_id]));
    expect(await eventsOf(store, id)).toHaveLength(2);
  });

  it('AP-01: without tracking the one open opportunity of the e-mail is found, whatever its case', async () => {
    const store = await open();
    const id = await ready(store, { email: 'amrit@example.com' });
    expect(await deliver(store, 'invitee.created', { invitee: id, email: 'Amrit@Example.com' })).toMatchObject({ status: 'applied', opportunity_id: id });
  });

  it('AP-01: a stranger, an unknown id and a shared mailbox are kept as rejected with their reason', async () => {
    const store = await open();
    const shared = [await ready(store, { email: 'family@example.com' }), await ready(store, { email: 'family@example.com' })];
    const stranger = await deliver(store, 'invitee.created', { invitee: newId(), email: 'stranger@example.com' });
    const unknown = newId();
    const lost = await deliver(store, 'invitee.created', { invitee: newId(), email: 'stranger@example.com', utmContent: unknown });
    const family = await deliver(store, 'invitee.created', { invitee: newId(), email: 'family@example.com' });
    expect(stranger).toMatchObject({ status: 'refused', reason: "nobody with the invitee's e-mail has an open opportunity", opportunity_id: null });
    expect(lost.reason).toContain(`the tracked opportunity ${unknown} is not known in this account`);
    expect(family.reason).toContain('belongs to 2 open opportunities');
    expect(await deliveryOf(store, family.delivery_id)).toMatchObject({ status: 'rejected', reason: family.reason });
    expect(JSON.stringify([stranger, lost, family])).not.toContain('example.com');
    for (const id of shared) expect(await stageOf(store, id)).toMatchObject({ stage: 'QUALIFIED' });
  });

  it('AP-01: a booking before QUALIFIED is refused, with its receipt', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }]);
    const result = await deliver(store, 'invitee.created', { invitee: id, utmContent: id });
    expect(result).toMatchObject({ status: 'refused', opportunity_id: id, stage: 'CONTACTED', reason: expect.stringContaining('is CONTACTED; appointments are booked only from QUALIFIED') });
    expect(await appointmentsOf(store, id)).toEqual([]);
    const receipts = await store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('receipts').select('result').where('subject_id', '=', id).execute());
    expect(receipts).toEqual([{ result: { allowed: false, to: 'APPOINTMENT_SET' } }]);
  });

  it('IN-07: a booking that was refused too early is applied from its stored bytes once the opportunity is QUALIFIED', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED', qualification: qualified }]);
    const { delivery_id } = await deliver(store, 'invitee.created', { invitee: id, utmContent: id });
    const again = async () => (await reapplyBookingEvents(store, ACCOUNT, { delivery_ids: [delivery_id], read: readDelivery, at }))[0];
    expect(await again()).toMatchObject({ status: 'refused' });
    await store.transaction(ACCOUNT, (tx) => tx.db.updateTable('opportunities').set({ stage: 'QUALIFIED' }).where('id', '=', id).execute());
    expect(await again()).toMatchObject({ status: 'applied', outcome: 'booked', stage: 'APPOINTMENT_SET' });
    expect(await again()).toMatchObject({ status: 'unchanged' });
    expect(await deliveryOf(store, delivery_id)).toMatchObject({ status: 'processed', reason: null });
    expect(await statesOf(store, id)).toEqual({ [id]: 'booked' });
    expect(await reapplyBookingEvents(store, ACCOUNT, { delivery_ids: [newId()], read: readDelivery, at })).toMatchObject([{ ok: false, error: { code: 'DELIVERY_UNKNOWN' } }]);
  });

  it('AP-01: two bookings at the same moment leave one active', async () => {
    const store = await open();
    const id = await ready(store);
    const results = await Promise.all(['x', 'y', 'z'].map((suffix) => deliver(store, 'invitee.created', { invitee: `${id}${suffix}`, utmContent: id })));
    expect(results.map(({ status }) => status).sort()).toEqual(['applied', 'refused', 'refused']);
    expect(Object.values(await statesOf(store, id))).toEqual(['booked']);
  });

  it('AP-01: booked, moved and cancelled end the same in any order, with duplicates', async () => {
    const store = await open();
    const steps = (id: string): [Kind, CalendlyBooking][] => [
      ['invitee.created', { invitee: `${id}a`, utmContent: id }],
      ['invitee.canceled', { invitee: `${id}a`, newInvitee: `${id}b`, rescheduled: true, utmContent: id }],
      ['invitee.created', { invitee: `${id}b`, oldInvitee: `${id}a`, utmContent: id, startTime: '2025-03-14T15:00:00.000000Z' }],
      ['invitee.canceled', { invitee: `${id}b`, oldInvitee: `${id}a`, utmContent: id }],
    ];
    // Every third of the 24 orders; the pure test of decideBooking goes through all of them.
    const orders = permutations([0, 1, 2, 3]).filter((_order, index) => index % 3 === 0);
    for (const order of orders) {
      const id = await ready(store);
      const deliveries = steps(id);
      for (const step of [...order, ...order]) await deliver(store, ...(deliveries[step] as [Kind, CalendlyBooking]));
      expect({ order, stage: (await stageOf(store, id)).stage, states: await statesOf(store, id) }).toEqual({ order, stage: 'QUALIFIED', states: { [`${id}a`]: 'rescheduled', [`${id}b`]: 'cancelled' } });
    }
  });

  it('AP-01: deliveries of one reschedule that come at once end in the new booking', async () => {
    const store = await open();
    const id = await ready(store);
    await deliver(store, 'invitee.created', { invitee: `${id}a`, utmContent: id });
    await Promise.all([
      deliver(store, 'invitee.created', { invitee: `${id}b`, oldInvitee: `${id}a` }),
      deliver(store, 'invitee.canceled', { invitee: `${id}a`, newInvitee: `${id}b`, rescheduled: true }),
    ]);
    expect(await statesOf(store, id)).toEqual({ [`${id}a`]: 'rescheduled', [`${id}b`]: 'booked' });
    expect(await stageOf(store, id)).toMatchObject({ stage: 'APPOINTMENT_SET' });
    expect((await eventsOf(store, id)).map(({ type }) => type)).toEqual(['AppointmentBooked', 'StageChanged', 'AppointmentRescheduled']);
  });

  it('AP-01: a cancellation gives it back to the setter, who may book again', async () => {
    const store = await open();
    const id = await ready(store);
    await deliver(store, 'invitee.created', { invitee: `${id}a`, utmContent: id });
    expect(await deliver(store, 'invitee.canceled', { invitee: `${id}a` })).toMatchObject({ status: 'applied', outcome: 'cancelled', stage: 'QUALIFIED', opportunity_id: id });
    expect(await deliver(store, 'invitee.created', { invitee: `${id}c`, utmContent: id })).toMatchObject({ status: 'applied', outcome: 'booked', stage: 'APPOINTMENT_SET' });
    expect((await eventsOf(store, id)).map(({ type }) => type)).toEqual(['AppointmentBooked', 'StageChanged', 'AppointmentCancelled', 'StageChanged', 'AppointmentBooked', 'StageChanged']);
  });

  it('AP-05: a no-show is an event and goes back to the setter', async () => {
    const store = await open();
    const id = await ready(store);
    await deliver(store, 'invitee.created', { invitee: id, utmContent: id });
    expect(await deliver(store, 'invitee_no_show.created', { invitee: id })).toMatchObject({ status: 'applied', outcome: 'no_show', stage: 'QUALIFIED' });
    expect((await eventsOf(store, id)).at(-2)).toMatchObject({ type: 'AppointmentNoShow' });
  });

  it('RT-05: the host becomes the closer of an opportunity without one; another host is told', async () => {
    const store = await open();
    const none = await ready(store, { closer_id: null });
    expect(await deliver(store, 'invitee.created', { invitee: none, utmContent: none, hostEmail: 'Dan@Firm.example' })).toMatchObject({ closer_id: 'dan', warnings: [] });
    expect(await stageOf(store, none)).toMatchObject({ closer_id: 'dan' });
    expect((await eventsOf(store, none)).map(({ type }) => type)).toContain('OwnerAssigned');
    const other = await ready(store);
    expect(await deliver(store, 'invitee.created', { invitee: other, utmContent: other, hostEmail: 'dan@firm.example' })).toMatchObject({ closer_id: 'dan', warnings: ["booked with 'dan', but the assigned closer is 'bo'"] });
    expect(await stageOf(store, other)).toMatchObject({ closer_id: 'bo' });
    const unknown = await ready(store);
    expect(await deliver(store, 'invitee.created', { invitee: unknown, utmContent: unknown, hostEmail: 'x@y.example' })).toMatchObject({ closer_id: 'bo', warnings: [expect.stringContaining('not an active closer')] });
  });

  it('IN-07: what cannot be read is kept byte for byte and says why; other events are taken and ignored', async () => {
    const store = await open();
    await seedFirm(store);
    const broken = Buffer.from('{"event":"invitee.created","created_at":"2025-03-10T15:00:00Z","payload":{}}');
    const result = await deliverBytes(store, broken);
    expect(result).toMatchObject({ status: 'refused', reason: expect.stringContaining('payload.uri: Required; payload.scheduled_event: Required') });
    const raw = await deliveryOf(store, result.delivery_id);
    expect(raw).toMatchObject({ status: 'rejected' });
    expect(Buffer.from(raw.body).equals(broken)).toBe(true);
    const routing = await deliverBytes(store, Buffer.from('{"event":"routing_form_submission.created","created_at":"2025-03-10T15:00:00Z","payload":{}}'));
    expect(routing.status).toBe('ignored');
  });

  it('GV-01: a booking link of another firm finds nothing here', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'QUALIFIED', qualification: qualified, email: 'tenant@example.com' }], 'other-firm');
    expect(await deliver(store, 'invitee.created', { invitee: id, utmContent: id, email: 'tenant@example.com' })).toMatchObject({ status: 'refused', opportunity_id: null });
    expect(await deliver(store, 'invitee.created', { invitee: id, utmContent: id }, 'other-firm')).toMatchObject({ status: 'applied', opportunity_id: id });
  });
});

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, index) => permutations(list.filter((_, other) => other !== index)).map((rest) => [first, ...rest]));
}
