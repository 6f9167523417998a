import { z } from 'zod';

import { ladder } from './ladder-settings';

const minutes = z.number().positive('must be more than 0 minutes').max(525_600, 'must be at most a year');
/** `wall` runs day and night, `business` only while the calendar is open. */
const clock = z.enum(['wall', 'business']);
/** Calendar id; null = `sla.default_calendar`. */
const calendar = z.string().min(1).nullable().default(null);
const enabled = z.boolean().default(true);
/** Business time by the owner's own working hours and leave instead of the calendar's. */
const owner_hours = z.boolean().default(false);

/** One deadline of fixed length. */
function deadline(target: number, kind: z.infer<typeof clock>, steps: Parameters<typeof ladder>[0]) {
  return z
    .object({ enabled, clock: clock.default(kind), target_minutes: minutes.default(target), calendar, owner_hours, ladder: ladder(steps) })
    .strict()
    .default({});
}

const byBand = z.object({ Hot: minutes.nullable().default(30), Warm: minutes.nullable().default(240), Cold: minutes.nullable().default(null) }).strict().default({});

const dayWindow = z
  .object({ from_day: z.number().int().min(0), to_day: z.number().int().min(0) })
  .strict()
  .refine(({ from_day, to_day }) => from_day <= to_day, { message: 'must not be before from_day', path: ['to_day'] });

/** P6.4 and P8.3: active touches on days 0, 1, 2-3 and 4-7; each window needs one touch by its last day's end. */
const followUp = z
  .object({
    enabled,
    calendar,
    ladder: ladder({ notify_rep: 100, notify_manager: 125, coach: 125 }),
    windows: z
      .array(dayWindow)
      .min(1, 'needs at least one window')
      .default([
        { from_day: 0, to_day: 0 },
        { from_day: 1, to_day: 1 },
        { from_day: 2, to_day: 3 },
        { from_day: 4, to_day: 7 },
      ]),
  })
  .strict()
  .default({});

/** P6.4: reminders on days 1, 3 and 7 after the link was delivered (day 0). */
const chase = z
  .object({ enabled, calendar, ladder: ladder({ notify_rep: 100, notify_manager: 125 }), days: z.array(z.number().int().positive('must be a day after the link, 1 or more')).min(1, 'needs at least one day').default([1, 3, 7]) })
  .strict()
  .default({});

/** The SLA policies of P6.4 and P11.5 with the playbook's targets. */
export const slaPolicies = z
  .object({
    AutomatedFirstResponse: deadline(2, 'wall', { notify_manager: 100 }),
    FirstHumanAttempt: z
      .object({
        enabled,
        clock: clock.default('business'),
        /** By band; null = no clock for that band. */
        target_minutes: byBand,
        /** A segment's own target goes before its band's. */
        segment_minutes: z.record(minutes).default({}),
        calendar,
        owner_hours,
        ladder: ladder({ warn: 75, notify_rep: 100, notify_manager: 125, reassign: 150, coach: 150 }),
        /** Who gets a lead by reassignment gets the whole time again; the lead's own clock runs on beside it. */
        restart_on_reassign: z.boolean().default(true),
        /** So often the ladder takes a lead away; then it stays where it is and with the manager. */
        max_reassignments: z.number().int().min(0).max(10).default(2),
      })
      .strict()
      .default({}),
    FollowUpCadence: followUp,
    PaymentChase: chase,
    OpsValidation: deadline(24 * 60, 'wall', { warn: 75, notify_manager: 100 }),
    HandoffFix: deadline(8 * 60, 'business', { warn: 75, notify_rep: 100, notify_manager: 125, coach: 150 }),
  })
  .strict()
  .default({});
export type SlaPolicies = z.output<typeof slaPolicies>;

/** Ready-made targets that a firm may start from; what its document says itself goes before. */
export const SLA_PRESETS: Record<'playbook' | 'speed_to_call', z.input<typeof slaPolicies>> = {
  playbook: {},
  /** S4: called within 5 minutes, five times within 14 days before an opportunity is lost. */
  speed_to_call: {
    FirstHumanAttempt: { target_minutes: { Hot: 5, Warm: 5, Cold: 5 } },
    FollowUpCadence: {
      windows: [
        { from_day: 0, to_day: 0 },
        { from_day: 1, to_day: 2 },
        { from_day: 3, to_day: 5 },
        { from_day: 6, to_day: 9 },
        { from_day: 10, to_day: 14 },
      ],
    },
  },
};

