import { z } from 'zod';

import { countryCode } from './fields';
import { BUDGET_SIGNALS, COMPLEXITY_TIERS, CONFIDENCES, DOC_READINESS, ENGAGEMENT_LEVELS, LEAD_QUALITIES, RISK_LEVELS, TIMELINE_BUCKETS } from './vocabulary';

/**
 * P5.2: the canonical categorisation. null = not known (missing is not negative).
 * intent_family and program_family are strings because a firm may set its own list.
 */
export const classification = z.object({
  intent_family: z.string().nullable(),
  program_family: z.string().nullable(),
  eligibility_confidence: z.enum(CONFIDENCES),
  complexity_tier: z.enum(COMPLEXITY_TIERS).nullable(),
  timeline_bucket: z.enum(TIMELINE_BUCKETS).nullable(),
  budget_signal: z.enum(BUDGET_SIGNALS).nullable(),
  doc_readiness: z.enum(DOC_READINESS).nullable(),
  no_show_risk: z.enum(RISK_LEVELS).nullable(),
  lead_quality: z.enum(LEAD_QUALITIES).nullable(),
  engagement_level: z.enum(ENGAGEMENT_LEVELS),
  prior_refusals: z.boolean().nullable(),
  residence_country: countryCode.nullable(),
  citizenship_country: countryCode.nullable(),
  urgency: z.enum(['High', 'Normal']).nullable(),
});
export type Classification = z.infer<typeof classification>;

/** Where each value came from: the rule, the AI or a human (SC-02). */
export const provenance = z.record(z.object({ source: z.enum(['rule', 'ai', 'human', 'default']), detail: z.string() }));
export type Provenance = z.infer<typeof provenance>;
