import { z } from 'zod';

import { languageCode } from '../model/fields';

const cap = z.number().int('must be a whole number').positive('must be at least 1; null = no cap').nullable();

/** P6.3. The playbook names the caps, not their sizes: these are a careful start for one rep. */
const defaultCaps = z
  .object({
    max_open_opportunities: cap.default(60),
    daily_sql_limit: cap.default(20),
    active_appointments_cap: cap.default(25),
  })
  .strict()
  .default({});

const level = z.number().int().min(1).max(3).default(1);

/** Routing order and caps: `settings.routing` (P6.2, P6.3, S3). */
export const routingSettings = z
  .object({
    /**
     * `weighted` = P6.2.2 rule 4 (all weights 1 is plain round robin); `equal` ignores the weights; `random` does too and draws the
     * order in which the reps get their equal parts, so that they can be compared (S3).
     */
    mode: z.enum(['weighted', 'equal', 'random']).default('weighted'),
    /** Mode `random`: the same seed draws the same order again. */
    seed: z.string().trim().min(1, 'must not be empty').default('sales-os'),
    /** P6.2.2 rule 4: top performers get slightly more. At most `bound` more or less than their weight says. */
    performance: z
      .object({
        enabled: z.boolean().default(false),
        bound: z.number().min(0, 'must be 0 or more').max(0.5, 'must be at most 0.5, so that nobody is overloaded').default(0.25),
        /** Days looked back on, and leads a rep must have had in them to be judged. */
        days: z.number().int().min(7, 'must be at least 7').max(365).default(90),
        min_leads: z.number().int().min(1).default(20),
      })
      .strict()
      .default({}),
    /** Language is a hard constraint; these are tried, in order, when nobody speaks (or is available for) it. */
    language_fallback: z
      .object({
        languages: z.array(languageCode).default(['en']),
        when: z.enum(['nobody_speaks', 'nobody_available']).default('nobody_speaks'),
      })
      .strict()
      .default({}),
    /** What happens when every skilled rep is full or away: any other rep, or the waiting queue. */
    skill_fallback: z.enum(['any', 'wait']).default('any'),
    /** Skill level that counts as skilled, by complexity of the case. */
    min_skill_level: z.object({ Simple: level, Medium: level, Complex: level }).strict().default({}),
    /** Reps outside their working hours: like others, only when nobody is on shift, or never. */
    outside_hours: z.enum(['assign', 'prefer_on_shift', 'wait']).default('prefer_on_shift'),
    /** A known prospect goes back to their last owner in that role (RT-05). */
    sticky_owner: z.boolean().default(true),
    /** … also when they are away now, if they are back within this many days; 0 = who is away loses the lead. */
    sticky_max_away_days: z.number().min(0, 'must be 0 or more').max(60).default(0),
    default_caps: defaultCaps,
    /** S3: minutes a lead takes; 2 minutes = at most 30 leads an hour. null = no hourly limit. */
    handling_minutes: z.number().positive('must be more than 0').max(60).nullable().default(2),
  })
  .strict()
  .default({});
export type RoutingSettings = z.output<typeof routingSettings>;
