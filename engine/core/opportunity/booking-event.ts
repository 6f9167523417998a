import { z } from 'zod';

import type { Problem } from '../errors';
import { instant, recordId, timeZone } from '../model/fields';

/** What any scheduling tool's webhook says, in our words. Instants are UTC. */
export const bookingEvent = z.object({
  provider: z.string(),
  kind: z.enum(['booked', 'cancelled', 'no_show']),
  /** The booking's own reference at the provider. */
  provider_ref: z.string().min(1),
  /** The booking that this one replaces. */
  previous_ref: z.string().nullable(),
  /** For a cancellation: another booking takes its place. */
  rescheduled: z.boolean(),
  scheduled_at: instant,
  ends_at: instant.nullable(),
  time_zone: timeZone.nullable(),
  host_email: z.string().nullable(),
  join_url: z.string().nullable(),
  reschedule_url: z.string().nullable(),
  cancel_url: z.string().nullable(),
  invitee_email: z.string().nullable(),
  /** Carried by the booking link's tracking parameter or a custom answer. */
  opportunity_id: recordId.nullable(),
  occurred_at: instant,
});
export type BookingEvent = z.infer<typeof bookingEvent>;

/** A genuine delivery of a scheduling tool in our words. `dedupe_key` is the same for every repetition of it. */
export type BookingReading =
  | {
      readonly kind: 'booking';
      readonly dedupe_key: string;
      /** The key under which the booking that this one replaces came in; null = it replaces none. */
      readonly previous_key: string | null;
      readonly event: BookingEvent;
    }
  /** An event that we do not act on. */
  | { readonly kind: 'ignored'; readonly dedupe_key: string; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly dedupe_key: string; readonly problems: readonly Problem[] };
