import { z } from 'zod';

import { patternProblem } from './phrase-pattern';

/** Fields that words can say. The others come from the lead's own fields or are derived. */
export const RULE_FIELDS = [
  'intent_family',
  'program_family',
  'eligibility_confidence',
  'timeline_bucket',
  'budget_signal',
  'doc_readiness',
  'prior_refusals',
  'complexity_tier',
  'engagement_level',
  'urgency',
] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** text = sentences of a person; label = short names: campaign parts, UTM words, URL paths, a chosen answer. */
export const RULE_PLACES = ['text', 'label'] as const;
export type RulePlace = (typeof RULE_PLACES)[number];

/** How much a phrase says: a named visa more than a verb, a verb more than a bare word. Within a text the strongest hold. */
export const STRENGTHS = ['strong', 'normal', 'weak'] as const;
export type Strength = (typeof STRENGTHS)[number];

const value = z.union([z.string().min(1), z.boolean(), z.null()]);
const phrase = z
  .string()
  .trim()
  .min(1)
  .superRefine((text, context) => {
    const problem = patternProblem(text);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

/**
 * A deterministic rule as data (SC-02): any of these phrases gives the field this value. A phrase is words; case and
 * accents do not matter. `study*` is a beginning, `wife|husband` are alternatives, `a?` may be missing, `...` stands for
 * up to three words. The longest phrase wins; value null = seen, says nothing (`i have pr` is a status, not a wish).
 */
export const classificationRule = z
  .object({
    field: z.enum(RULE_FIELDS),
    value,
    /** What the phrase means after a negation; null = the value is excluded, nothing more. */
    negated_value: value.default(null),
    phrases: z.array(phrase).min(1),
    places: z
      .array(z.enum(RULE_PLACES))
      .min(1)
      .default([...RULE_PLACES]),
    strength: z.enum(STRENGTHS).default('strong'),
  })
  .strict();
export type ClassificationRule = z.output<typeof classificationRule>;
