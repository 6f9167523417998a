import { createHash } from 'node:crypto';

import { recordId, timeZone } from '../../core/model';
import type { BookingEvent, BookingReading } from '../../core/opportunity';
import { toProblems } from '../../core/parse';
import { envelope, type Invitee, inviteeDelivery, type InviteeDelivery } from './payload';

const KINDS = { 'invitee.created': 'booked', 'invitee.canceled': 'cancelled', 'invitee_no_show.created': 'no_show' } as const;

/** Reads the body of a delivery whose signature is right; never throws. */
export function readDelivery(body: Buffer): BookingReading {
  const json = parseJson(body);
  const outer = envelope.safeParse(json);
  if (!outer.success) return { kind: 'unreadable', dedupe_key: bytesKey(body), problems: toProblems(outer.error) };
  if (!Object.hasOwn(KINDS, outer.data.event)) {
    const known = Object.keys(KINDS).join(', ');
    return { kind: 'ignored', dedupe_key: bytesKey(body), reason: `'${outer.data.event}' says nothing about a booking; used are ${known}` };
  }
  const delivery = inviteeDelivery.safeParse(json);
  if (!delivery.success) return { kind: 'unreadable', dedupe_key: bytesKey(body), problems: toProblems(delivery.error) };
  const { old_invitee } = delivery.data.payload;
  const previous_key = old_invitee === null ? null : `invitee.created:${old_invitee}`;
  return { kind: 'booking', dedupe_key: keyOf(delivery.data), previous_key, event: bookingOf(delivery.data) };
}

/** Calendly numbers no deliveries: an invitee is created once and cancelled once; a no-show has its own URI. */
function keyOf({ event, payload }: InviteeDelivery): string {
  return `${event}:${payload.no_show?.uri ?? payload.uri}`;
}

function bytesKey(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return 'the body is not JSON';
  }
}

function bookingOf({ event, created_at, payload }: InviteeDelivery): BookingEvent {
  const { scheduled_event } = payload;
  const zone = timeZone.safeParse(payload.timezone);
  return {
    provider: 'calendly',
    kind: KINDS[event],
    provider_ref: payload.uri,
    previous_ref: payload.old_invitee,
    rescheduled: payload.rescheduled ?? false,
    scheduled_at: scheduled_event.start_time,
    ends_at: scheduled_event.end_time ?? null,
    time_zone: zone.success ? zone.data : null,
    host_email: scheduled_event.event_memberships?.[0]?.user_email?.toLowerCase() ?? null,
    join_url: scheduled_event.location?.join_url ?? null,
    reschedule_url: payload.reschedule_url,
    cancel_url: payload.cancel_url,
    invitee_email: payload.email?.toLowerCase() ?? null,
    opportunity_id: trackedOpportunity(payload),
    occurred_at: created_at,
  };
}

/** The booking link carries the id in utm_content or salesforce_uuid; a hidden question may carry it too. */
function trackedOpportunity({ tracking, questions_and_answers }: Invitee): string | null {
  const places = [tracking?.utm_content, tracking?.salesforce_uuid, ...(questions_and_answers ?? []).map(({ answer }) => answer)];
  const found = places.map((place) => recordId.safeParse(place?.toLowerCase())).find((place) => place.success);
  return found?.data ?? null;
}
