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
    /** `weighted` = P6.2.2 rule 4 (all weights 1 is plain round robin); `equal` ignores the weights. */
    mode: z.enum(['weighted', 'equal']).default('weighted'),
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
    default_caps: defaultCaps,
    /** S3: minutes a lead takes; 2 minutes = at most 30 leads an hour. null = no hourly limit. */
    handling_minutes: z.number().positive('must be more than 0').max(60).nullable().default(2),
  })
  .strict()
  .default({});
export type RoutingSettings = z.output<typeof routingSettings>;
