import { z } from 'zod';

/** What is read of Calendly's webhook (API v2); everything else is kept in the raw delivery only. */
const uri = z.string().url('must be a Calendly URI');
const text = z.string().nullish().transform((value) => value?.trim() || null);

const scheduledEvent = z.object({
  uri,
  start_time: z.coerce.date(),
  end_time: z.coerce.date().nullish(),
  location: z.object({ join_url: text }).nullish().catch(null),
  event_memberships: z.array(z.object({ user_email: text })).nullish(),
});

const invitee = z.object({
  uri,
  email: text,
  timezone: text,
  status: text,
  rescheduled: z.boolean().nullish(),
  old_invitee: text,
  new_invitee: text,
  cancel_url: text,
  reschedule_url: text,
  no_show: z.object({ uri: text }).nullish().catch(null),
  questions_and_answers: z.array(z.object({ answer: text })).nullish(),
  tracking: z.object({ utm_content: text, salesforce_uuid: text }).nullish().catch(null),
  scheduled_event: scheduledEvent,
});
export type Invitee = z.output<typeof invitee>;

/** The envelope says what happened; only then the payload's shape is known. */
export const envelope = z.object({ event: z.string().min(1), created_at: z.coerce.date(), payload: z.unknown() });
export const inviteeDelivery = z.object({
  event: z.enum(['invitee.created', 'invitee.canceled', 'invitee_no_show.created']),
  created_at: z.coerce.date(),
  payload: invitee,
});
export type InviteeDelivery = z.output<typeof inviteeDelivery>;
