import { z } from 'zod';

import { countryCode, languageCode, timeZone, userId } from '../model/fields';
import { ROLES } from '../model/vocabulary';
import { localDate, weekHours } from '../sla/week-hours';

/** Roles that own an opportunity (P6.1): at most one active owner for each. */
export const OWNER_ROLES = ['setter', 'closer'] as const;
export type OwnerRole = (typeof OWNER_ROLES)[number];

/** Program family with level: 1 knows it, 2 works in it daily, 3 expert. */
const skill = z
  .object({ program_family: z.string().trim().min(1, 'must name a program family'), level: z.number().int().min(1).max(3).default(1) })
  .strict();

const cap = z.number().int('must be a whole number').nonnegative('must be 0 or more; leave it out for the firm default, null for no cap');
/** P6.3 and the hourly rate of S3. Left out = the firm's default (`routing.default_caps`); null = no cap. */
const caps = z
  .object({
    max_open_opportunities: cap.nullable().optional(),
    daily_sql_limit: cap.nullable().optional(),
    active_appointments_cap: cap.nullable().optional(),
    hourly_limit: cap.nullable().optional(),
  })
  .strict()
  .default({});

/** Planned absence: whole days in the rep's own zone, both included; `to` null = until further notice. */
const pause = z
  .object({ from: localDate, to: localDate.nullable().default(null), reason: z.string().trim().min(1, 'must say why') })
  .strict()
  .superRefine(({ from, to }, context) => {
    if (to !== null && to < from) context.addIssue({ code: 'custom', message: `ends on ${to}, before it starts on ${from}`, path: ['to'] });
  });

const userFields = z
  .object({
    id: userId,
    name: z.string().trim().min(1, 'must not be empty'),
    email: z.string().trim().toLowerCase().email('must be an e-mail address'),
    role: z.enum(ROLES),
    /** Which owner roles the person takes leads for; left out = their own role (S3: people may play several). */
    owner_roles: z.array(z.enum(OWNER_ROLES)).optional(),
    manager_id: userId.nullable().default(null),
    active: z.boolean().default(true),
    /** P15.5: no live lead before certification. Must be said for everybody who takes leads. */
    certified: z.boolean().optional(),
    languages: z.array(languageCode).default(['en']),
    skills: z.array(skill).default([]),
    /** Countries of residence the rep may serve (geo compliance); null = all. */
    countries: z.array(countryCode).nullable().default(null),
    excluded_countries: z.array(countryCode).default([]),
    /** null = the firm's zone. Day limits count in this zone. */
    time_zone: timeZone.nullable().default(null),
    /** null = no hours kept: counts as on shift at all times. */
    working_hours: weekHours.nullable().default(null),
    caps,
    /** Share of leads relative to the others (P6.2.2 rule 4): 2 gets twice as many as 1. 0 = none, but their own prospects and what is given by hand. */
    weight: z.number().nonnegative('must be 0 or more; 0 sends no leads by share').max(10, 'must be at most 10, so that nobody is overloaded').default(1),
    /** P15.6: 0.5 and 0.75 of the standard assignment while ramping, 1 when ramped. */
    ramp_share: z.number().positive('must be more than 0').max(1, 'must be at most 1 (fully ramped)').default(1),
    pauses: z.array(pause).default([]),
  })
  .strict();

/** A person of the firm. For people without an owner role the routing fields have no effect. */
export const firmUser = userFields
  .superRefine((value, context) => {
    if (ownerRolesOf(value).length === 0 || value.certified !== undefined) return;
    const message = 'must say true or false: nobody gets a live lead before certification (playbook 15.5)';
    context.addIssue({ code: 'custom', message, path: ['certified'] });
  })
  .transform((value) => ({ ...value, owner_roles: ownerRolesOf(value), certified: value.certified ?? false }));
export type FirmUser = z.output<typeof firmUser>;

/** The people of the firm: `settings.users`. */
export const usersSettings = z.array(firmUser).default([]);

function ownerRolesOf(value: { role: string; owner_roles?: OwnerRole[] | undefined }): OwnerRole[] {
  if (value.owner_roles) return value.owner_roles;
  const own = OWNER_ROLES.find((role) => role === value.role);
  return own ? [own] : [];
}
