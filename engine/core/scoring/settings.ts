import { z } from 'zod';

import { CONSENT_PURPOSES, countryCode, INTENT_FAMILIES, minorUnits, ROLES } from '../model';
import { aiSettings } from './ai/settings';
import { classificationRule } from './classification-rule';
import { RULE_LANGUAGES } from './rule-book';
import { DEFAULT_SEGMENTS, segment } from './segments';

const name = z.string().trim().min(1, 'must not be empty');
const points = z.number().int('must be whole points').min(-100).max(100);

/** P5.4: points a signal adds to the score; 0 switches a signal off. */
const weights = z
  .object({
    supported_intent: points.default(20),
    timeline_within_90_days: points.default(20),
    budget_strong: points.default(15),
    documents_ready: points.default(15),
    engagement_high: points.default(15),
    referral: points.default(10),
    spam_risk: points.default(-40),
    unreachable: points.default(-20),
  })
  .strict()
  .default({});

const DEFAULT_PROGRAMS = [
  { name: 'Express Entry', intent: 'PR' },
  { name: 'PNP', intent: 'PR' },
  { name: 'LMIA', intent: 'Work' },
  { name: 'Study Permit', intent: 'Study' },
  { name: 'Visitor Visa', intent: 'Visitor' },
];

/** P5.2: the firm's own lists; which of the intents it serves (P5.5 criterion 1), and the intent behind a program. */
const intents = z
  .object({
    families: z
      .array(name)
      .min(1)
      .default([...INTENT_FAMILIES]),
    supported: z.array(name).min(1).default(['PR', 'Work', 'Study']),
    programs: z.array(z.object({ name, intent: name }).strict()).default(DEFAULT_PROGRAMS),
  })
  .strict()
  .superRefine(({ families, supported, programs }, context) => {
    const known = (intent: string, path: (string | number)[]) => {
      if (families.includes(intent)) return;
      context.addIssue({
        code: 'custom',
        path,
        message: `'${intent}' is not one of intents.families: ${families.join(', ')}`,
      });
    };
    supported.forEach((intent, index) => known(intent, ['supported', index]));
    programs.forEach(({ intent }, index) => known(intent, ['programs', index, 'intent']));
  })
  .default({});

/** P5.5 criterion 2, by country of residence. */
const regions = z
  .object({
    /** `all`, or the countries the firm serves; then a lead whose residence is not known is no SQL yet. */
    supported: z.union([z.literal('all'), z.array(countryCode).min(1)]).default('all'),
    excluded: z.array(countryCode).default([]),
  })
  .strict()
  .default({});

/** P5.4: from this score on; below warm is Cold. */
const bands = z
  .object({
    hot: z.number().int().min(1).max(100).default(80),
    warm: z.number().int().min(1).max(100).default(50),
  })
  .strict()
  .refine(
    ({ hot, warm }) => hot > warm,
    ({ hot, warm }) => ({ message: `hot (${hot}) must be above warm (${warm})` }),
  )
  .default({});

/** P5.5. */
const sql = z
  .object({
    threshold: z.number().int().min(0).max(100).default(70),
    /** Contact for one of these purposes must be granted on a channel by which the person can be reached. */
    consent_purposes: z.array(z.enum(CONSENT_PURPOSES)).min(1).default(['service']),
  })
  .strict()
  .default({});

const spam = z
  .object({
    /** Spam score of intake from which "spam risk detected" counts. */
    risk_from: z.number().int().min(0).max(100).default(50),
    /** Spam score from which the lead is disqualified (P8.6). */
    disqualify_from: z.number().int().min(0).max(100).default(90),
  })
  .strict()
  .default({});

/** Amounts that a lead names, in minor units of the firm's currency. */
const budget = z
  .object({
    strong_from_minor: minorUnits.positive().default(300_000),
    medium_from_minor: minorUnits.positive().default(100_000),
  })
  .strict()
  .default({});

const disqualification = z
  .object({
    /** P8.6: a stated intent or residence that the firm does not serve is out of scope; false = such leads are nurtured. */
    out_of_scope: z.boolean().default(true),
    /** How long an earlier "out of scope" or "duplicate or spam" of the same person still counts. */
    remembered_days: z.number().int().min(0).max(3650).default(90),
  })
  .strict()
  .default({});

const segments = z
  .array(segment)
  .min(1)
  .superRefine((library, context) => {
    const names = library.map((entry) => entry.name);
    names.forEach((own, index) => {
      if (names.indexOf(own) !== index)
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `'${own}' stands twice` });
    });
    const last = library.at(-1);
    if (last && Object.keys(last.when).length > 0) {
      context.addIssue({
        code: 'custom',
        path: [library.length - 1, 'when'],
        message: 'the last segment must take every lead: leave its `when` empty',
      });
    }
  })
  .default([...DEFAULT_SEGMENTS]);

/** Weights, bands, segments and the SQL rule: `settings.scoring` (P5). `{}` is the playbook. */
export const scoringSettings = z
  .object({
    intents,
    regions,
    weights,
    bands,
    sql,
    spam,
    /** Outbound calls and WhatsApp messages without an answer; more than this many cost the unreachable points. */
    unreachable_after: z.number().int().min(0).max(1000).default(5),
    budget,
    disqualification,
    segments,
    /** Which of the pack's own rule books are used. */
    standard_rules: z
      .object({ languages: z.array(z.enum(RULE_LANGUAGES)).default([...RULE_LANGUAGES]) })
      .strict()
      .default({}),
    /** The firm's own classification rules; they are tried before the standard ones, and replace those of the same words. */
    rules: z.array(classificationRule).default([]),
    ai: aiSettings,
    /** Who may override a classification (SC-02). P14.3: setters edit their leads, managers override. */
    override_roles: z.array(z.enum(ROLES)).min(1).default(['setter', 'manager']),
  })
  .strict()
  .default({});
export type ScoringSettings = z.output<typeof scoringSettings>;
export type ScoreWeights = ScoringSettings['weights'];
