import { createHmac } from 'node:crypto';

/** Calendly webhook deliveries as its API v2 sends them, signed. */
export interface CalendlyBooking {
  /** Last part of the invitee's URI. */
  readonly invitee: string;
  /** The invitee that this one replaces. */
  readonly oldInvitee?: string;
  readonly newInvitee?: string;
  readonly rescheduled?: boolean;
  readonly email?: string;
  readonly utmContent?: string | null;
  readonly salesforceUuid?: string | null;
  readonly answers?: readonly { question: string; answer: string }[];
  readonly startTime?: string;
  readonly endTime?: string;
  readonly timezone?: string;
  readonly hostEmail?: string;
}

const EVENT_URI = 'https://api.calendly.com/scheduled_events/7f2c0a9e-4d55-4a3f-9d1e-1a2b3c4d5e6f';

export function inviteeUri(invitee: string): string {
  return `${EVENT_URI}/invitees/${invitee}`;
}

/** The body of one delivery, as the bytes that are signed. */
export function calendlyBody(event: 'invitee.created' | 'invitee.canceled' | 'invitee_no_show.created', booking: CalendlyBooking): Buffer {
  const canceled = event === 'invitee.canceled';
  return Buffer.from(
    JSON.stringify({
      created_at: '2025-03-10T15:00:01.000000Z',
      created_by: 'https://api.calendly.com/users/3c5e1d8a-0000-4000-8000-000000000001',
      event,
      payload: {
        cancel_url: `https://calendly.com/cancellations/${booking.invitee}`,
        created_at: '2025-03-10T15:00:00.327602Z',
        email: booking.email ?? 'Priya.Sharma@example.com',
        event: EVENT_URI,
        first_name: null,
        invitee_scheduled_by: null,
        last_name: null,
        name: 'Priya Sharma',
        new_invitee: booking.newInvitee ? inviteeUri(booking.newInvitee) : null,
        no_show: event === 'invitee_no_show.created' ? { created_at: '2025-03-12T15:20:00.000000Z', uri: `https://api.calendly.com/invitee_no_shows/${booking.invitee}` } : null,
        old_invitee: booking.oldInvitee ? inviteeUri(booking.oldInvitee) : null,
        payment: null,
        questions_and_answers: (booking.answers ?? []).map((each, position) => ({ ...each, position })),
        reconfirmation: null,
        reschedule_url: `https://calendly.com/reschedulings/${booking.invitee}`,
        rescheduled: booking.rescheduled ?? false,
        routing_form_submission: null,
        scheduling_method: null,
        status: canceled ? 'canceled' : 'active',
        text_reminder_number: null,
        timezone: booking.timezone ?? 'America/Toronto',
        tracking: {
          utm_campaign: null,
          utm_content: booking.utmContent ?? null,
          utm_medium: null,
          utm_source: null,
          utm_term: null,
          salesforce_uuid: booking.salesforceUuid ?? null,
        },
        updated_at: '2025-03-10T15:00:00.341657Z',
        uri: inviteeUri(booking.invitee),
        ...(canceled ? { cancellation: { canceled_by: 'Priya Sharma', canceler_type: 'invitee', created_at: '2025-03-10T16:00:00.000000Z', reason: 'work' } } : {}),
        scheduled_event: {
          created_at: '2025-03-10T15:00:00.307010Z',
          end_time: booking.endTime ?? '2025-03-12T15:45:00.000000Z',
          event_guests: [],
          event_memberships: [
            {
              buffered_end_time: '2025-03-12T16:00:00.000000Z',
              buffered_start_time: '2025-03-12T14:45:00.000000Z',
              user: 'https://api.calendly.com/users/3c5e1d8a-0000-4000-8000-000000000001',
              user_email: booking.hostEmail ?? 'bo@firm.example',
              user_name: 'Bo',
            },
          ],
          event_type: 'https://api.calendly.com/event_types/5b1f7c1c-0000-4000-8000-000000000002',
          invitees_counter: { total: 1, active: canceled ? 0 : 1, limit: 1 },
          location: { join_url: 'https://calendly.com/events/7f2c0a9e/google_meet', status: 'pushed', type: 'google_conference' },
          meeting_notes_html: null,
          meeting_notes_plain: null,
          name: 'Immigration consultation',
          start_time: booking.startTime ?? '2025-03-12T15:00:00.000000Z',
          status: 'active',
          updated_at: '2025-03-10T15:00:00.307010Z',
          uri: EVENT_URI,
        },
      },
    }),
  );
}

/** The header `Calendly-Webhook-Signature` of a body: `t=…,v1=HMAC-SHA256 hex of "t.body"`. */
export function calendlySignature(body: Buffer, key: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', key).update(`${t}.`).update(body).digest('hex')}`;
}
