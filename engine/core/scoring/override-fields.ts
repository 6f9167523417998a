import { z } from 'zod';

import { BUDGET_SIGNALS, type Classification, COMPLEXITY_TIERS, CONFIDENCES, countryCode, DOC_READINESS, ENGAGEMENT_LEVELS, LEAD_QUALITIES, RISK_LEVELS, TIMELINE_BUCKETS } from '../model';
import type { ScoringSettings } from './settings';

/** Fields that a human may set; the value of each as the firm's settings allow it, or null = the rules decide again. */
export function overrideSchema({ intents }: ScoringSettings) {
  const programs = [...intents.programs.map(({ name }) => name), 'Mixed'];
  const field = <T extends z.ZodTypeAny>(schema: T) => schema.nullable().optional();
  return z
    .object({
      intent_family: field(z.string().refine(oneOf(intents.families), (value) => ({ message: `'${value}' is not one of: ${intents.families.join(', ')}` }))),
      program_family: field(z.string().refine(oneOf(programs), (value) => ({ message: `'${value}' is not one of: ${programs.join(', ')}` }))),
      eligibility_confidence: field(z.enum(CONFIDENCES)),
      complexity_tier: field(z.enum(COMPLEXITY_TIERS)),
      timeline_bucket: field(z.enum(TIMELINE_BUCKETS)),
      budget_signal: field(z.enum(BUDGET_SIGNALS)),
      doc_readiness: field(z.enum(DOC_READINESS)),
      no_show_risk: field(z.enum(RISK_LEVELS)),
      lead_quality: field(z.enum(LEAD_QUALITIES)),
      engagement_level: field(z.enum(ENGAGEMENT_LEVELS)),
      prior_refusals: field(z.boolean()),
      residence_country: field(countryCode),
      citizenship_country: field(countryCode),
      urgency: field(z.enum(['High', 'Normal'])),
    } satisfies Record<keyof Classification, z.ZodTypeAny>)
    .strict()
    .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'name at least one field to override');
}
export type OverrideFields = z.output<ReturnType<typeof overrideSchema>>;

function oneOf(allowed: readonly string[]): (value: string) => boolean {
  return (value) => allowed.includes(value);
}
