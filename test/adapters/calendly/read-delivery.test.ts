import { readDelivery } from '../../../engine/adapters/calendly';
import type { BookingEvent } from '../../../engine/core/opportunity';
import { calendlyBody, inviteeUri } from '../../support/calendly';

const ID = '0190a000-0000-7000-8000-000000000001';

function bookingOf(body: Buffer): BookingEvent {
  const reading = readDelivery(body);
  if (reading.kind !== 'booking') throw new Error(`read as ${reading.kind}`);
  return reading.event;
}

describe('Calendly deliveries', () => {
  it('AP-01: a booking is read into our words', () => {
    const reading = readDelivery(calendlyBody('invitee.created', { invitee: 'a', utmContent: ID }));
    expect(reading).toEqual({
      kind: 'booking',
      dedupe_key: `invitee.created:${inviteeUri('a')}`,
      previous_key: null,
      event: {
        provider: 'calendly',
        kind: 'booked',
        provider_ref: inviteeUri('a'),
        previous_ref: null,
        rescheduled: false,
        scheduled_at: new Date('2025-03-12T15:00:00Z'),
        ends_at: new Date('2025-03-12T15:45:00Z'),
        time_zone: 'America/Toronto',
        host_email: 'bo@firm.example',
        join_url: 'https://calendly.com/events/7f2c0a9e/google_meet',
        reschedule_url: 'https://calendly.com/reschedulings/a',
        cancel_url: 'https://calendly.com/cancellations/a',
        invitee_email: 'priya.sharma@example.com',
        opportunity_id: ID,
        occurred_at: new Date('2025-03-10T15:00:01Z'),
      },
    });
  });

  it.each([
    ['utm_content', { utmContent: ID }],
    ['salesforce_uuid', { salesforceUuid: ID.toUpperCase() }],
    ['a hidden question', { answers: [{ question: 'Goal', answer: 'PR' }, { question: 'Reference', answer: ` ${ID} ` }] }],
  ])('AP-01: the opportunity is found in %s', (_where, tracking) => {
    expect(bookingOf(calendlyBody('invitee.created', { invitee: 'a', ...tracking })).opportunity_id).toBe(ID);
  });

  it('AP-01: a campaign name in utm_content is no opportunity', () => {
    expect(bookingOf(calendlyBody('invitee.created', { invitee: 'a', utmContent: 'summer-banner' })).opportunity_id).toBeNull();
  });

  it('AP-01: a reschedule names both bookings and both deliveries', () => {
    const reading = readDelivery(calendlyBody('invitee.created', { invitee: 'b', oldInvitee: 'a' }));
    expect(reading).toMatchObject({ previous_key: `invitee.created:${inviteeUri('a')}`, event: { previous_ref: inviteeUri('a') } });
    expect(bookingOf(calendlyBody('invitee.canceled', { invitee: 'a', newInvitee: 'b', rescheduled: true }))).toMatchObject({ kind: 'cancelled', rescheduled: true });
  });

  it('AP-05: a no-show has its own key', () => {
    expect(readDelivery(calendlyBody('invitee_no_show.created', { invitee: 'a' }))).toMatchObject({ dedupe_key: 'invitee_no_show.created:https://api.calendly.com/invitee_no_shows/a', event: { kind: 'no_show' } });
  });

  it('AP-01: an unknown time zone is not known, never guessed', () => {
    expect(bookingOf(calendlyBody('invitee.created', { invitee: 'a', timezone: 'Mars/Olympus' })).time_zone).toBeNull();
  });

  it('AP-01: other events are ignored by name; a wrong shape names every gap', () => {
    expect(readDelivery(Buffer.from('{"event":"routing_form_submission.created","created_at":"2025-03-10T15:00:00Z","payload":{}}'))).toMatchObject({
      kind: 'ignored',
      reason: expect.stringContaining("'routing_form_submission.created' says nothing about a booking"),
    });
    expect(readDelivery(Buffer.from('not json'))).toMatchObject({ kind: 'unreadable', dedupe_key: expect.stringMatching(/^sha256:/) });
    const broken = readDelivery(Buffer.from('{"event":"invitee.created","created_at":"2025-03-10T15:00:00Z","payload":{"scheduled_event":{"uri":"x"}}}'));
    expect(broken.kind === 'unreadable' && broken.problems.map(({ field }) => field)).toEqual(['payload.uri', 'payload.scheduled_event.uri', 'payload.scheduled_event.start_time']);
  });
});
