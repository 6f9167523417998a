import { z } from 'zod';

import { countryCode } from '../model/fields';
import { CONSENT_PURPOSES, CONTACT_CHANNELS, SOURCE_CHANNELS } from '../model/vocabulary';
import { LEAD_FIELDS } from './lead-fields';

const purpose = z.enum(CONSENT_PURPOSES);
const channel = z.enum(CONTACT_CHANNELS);

/** What a consent box says: which channels and purposes a tick covers, and the text that stands beside it. */
const consentBox = z
  .object({
    channels: z.array(channel).min(1).default([...CONTACT_CHANNELS]),
    purposes: z.array(purpose).min(1),
    text: z.string().optional(),
    text_version: z.string().optional(),
    /** `denied` for a box such as "do not contact me". */
    tick_means: z.enum(['granted', 'denied']).default('granted'),
  })
  .strict();
export type ConsentBox = z.infer<typeof consentBox>;

const CONSENT_BOXES = {
  consent: { purposes: ['service'] },
  consent_service: { purposes: ['service'] },
  consent_marketing: { purposes: ['marketing'] },
  opt_out: { purposes: ['marketing'], tick_means: 'denied' },
  unsubscribe: { purposes: ['marketing'], tick_means: 'denied' },
  do_not_contact: { purposes: ['service', 'marketing'], tick_means: 'denied' },
} satisfies Record<string, z.input<typeof consentBox>>;

/** `email` or, when one of several is enough, `email|phone`. */
const requiredField = z.string().refine(
  (text) => text.split('|').every((name) => (LEAD_FIELDS as readonly string[]).includes(name)),
  (text) => ({ message: `'${text}' names an unknown field; allowed, joined by '|': ${LEAD_FIELDS.join(', ')}` }),
);

const website = z
  .object({
    /** P4.4: enforced on the server as well as by the form. */
    required_fields: z.array(requiredField).default(['email']),
    /** A form without one granted statement for each of these purposes is refused. Marketing must stay voluntary (P3.7). */
    required_consents: z.array(purpose).default(['service']),
    /** A field that people do not see; whoever fills it is a robot. */
    honeypot_field: z.string().min(1).default('hp_field'),
    /** Same bytes again within this time are the same submission; later they are a person who writes again (IN-08). */
    duplicate_window_hours: z.number().int().min(1).max(720).default(24),
  })
  .strict()
  .default({});

/**
 * What the consent words of a platform's lead form cover. Google sends no boxes: its form's own text is declared here.
 * Meta and LinkedIn send boxes by key, and it takes this to know what each of them says; nothing is assumed without it.
 */
const formConsent = consentBox
  .extend({
    /** null = all forms. */
    form_id: z.string().nullable().default(null),
    /** The platform's key of the box; null = what the form's text says to everyone who sends it. */
    box: z.string().min(1).nullable().default(null),
    /** Required without a box; with one, used when the platform does not give the box's text. */
    text: z.string().min(1).optional(),
  })
  .refine(({ box, text }) => box !== null || text !== undefined, { path: ['text'], message: 'is required for a consent without a box: write what the form says' });
export type FormConsent = z.infer<typeof formConsent>;
const forms = z.object({ form_consents: z.array(formConsent).default([]) }).strict().default({});

const spam = z
  .object({
    /** A form sent faster than a person can type. */
    min_seconds: z.number().min(0).default(3),
    /** Points (0-100) by reason; the sum is cut at 100. */
    weights: z
      .object({
        honeypot_filled: weight(100),
        sent_too_fast: weight(40),
        disposable_email: weight(40),
        no_contact: weight(20),
        link_in_name: weight(60),
        links_in_message: weight(25),
        markup_in_message: weight(30),
        spam_words: weight(40),
        gibberish_name: weight(30),
        placeholder_name: weight(30),
        shouting: weight(10),
        repeated_text: weight(25),
        gibberish_message: weight(40),
        robot_user_agent: weight(10),
        prompt_injection: weight(30),
      })
      .strict()
      .default({}),
  })
  .strict()
  .default({});

function weight(points: number) {
  return z.number().int().min(0).max(100).default(points);
}

/** GV-05: how long intake data is kept. */
const retention = z
  .object({
    unconverted_lead_months: z.number().int().min(1).default(24),
    rejected_delivery_days: z.number().int().min(1).default(90),
  })
  .strict()
  .default({});

/** IN-10: when somebody is told that leads come late, wrong or not at all. */
const alerts = z
  .object({
    /** A delivery that no workflow has finished after this time. */
    latency_minutes: z.number().min(1).default(5),
    /** At least so many, and this part of all deliveries of a source within the window, were rejected or not finished. */
    failures: z
      .object({ window_minutes: z.number().int().min(5).default(60), least: z.number().int().min(1).default(5), rate: z.number().gt(0).max(1).default(0.3) })
      .strict()
      .default({}),
    silence: z
      .object({
        /** Silent is who has sent nothing while so many deliveries came in the same hours of earlier weeks, on average. */
        expected_leads: z.number().min(1).default(5),
        weeks: z.number().int().min(1).max(12).default(4),
        /** A fixed number of hours for a source, in place of what its history says: `{ "meta": 24 }`. */
        after_hours: z.record(z.enum(SOURCE_CHANNELS), z.number().positive()).default({}),
      })
      .strict()
      .default({}),
  })
  .strict()
  .default({});

/** Intake and normalisation: `settings.intake` (P3, P4). */
export const intakeSettings = z
  .object({
    /** Country whose national format a phone number without + may have, when the lead gives no hint. null = no guess. */
    default_phone_region: countryCode.nullable().default('CA'),
    /** The firm's own names of fields and questions, by field: `{ "citizenship_country": ["Which passport do you hold?"] }`. */
    field_aliases: z.record(z.enum(LEAD_FIELDS), z.array(z.string().min(1))).default({}),
    /** Consent boxes by field name, in every source. */
    consent_fields: z.record(consentBox).default(CONSENT_BOXES),
    website,
    google: forms,
    meta: forms,
    linkedin: forms,
    spam,
    alerts,
    retention,
    /** Free text longer than this is cut in the lead; the raw delivery keeps all of it. */
    max_text_length: z.number().int().min(100).default(10_000),
  })
  .strict()
  .default({});
export type IntakeSettings = z.output<typeof intakeSettings>;
