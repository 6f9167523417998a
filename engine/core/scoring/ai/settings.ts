import { z } from 'zod';

import { currencyCode, minorUnits } from '../../model';
import { LATEST_PROMPT, PROMPT_VERSIONS } from './prompts';

/** Fields that the AI may fill where the rules leave them empty. Never: score, segment, eligibility (P5.3.2: no advice), quality. */
export const AI_FIELDS = [
  'intent_family',
  'program_family',
  'timeline_bucket',
  'budget_signal',
  'doc_readiness',
  'prior_refusals',
  'residence_country',
  'citizenship_country',
  'complexity_tier',
  'urgency',
  'no_show_risk',
] as const;
export type AiField = (typeof AI_FIELDS)[number];

/** `settings.scoring.ai`: whether and how the AI fills gaps (SC-03). Off unless the firm switches it on. */
export const aiSettings = z
  .object({
    enabled: z.boolean().default(false),
    fields: z
      .array(z.enum(AI_FIELDS))
      .min(1)
      .default([...AI_FIELDS]),
    /** From this confidence on a value is used; below it a person looks (Review). */
    threshold: z.number().min(0).max(1).default(0.8),
    prompt: z.enum(PROMPT_VERSIONS).default(LATEST_PROMPT),
    /** Characters of a text that are sent; the rest is cut. */
    max_text_length: z.number().int().min(100).max(20_000).default(4_000),
    max_output_tokens: z.number().int().min(100).max(4_000).default(800),
    timeout_seconds: z.number().min(1).max(300).default(30),
    /** Further tries after 429, 5xx and time-outs, with growing pauses. */
    retries: z.number().int().min(0).max(8).default(3),
    concurrency: z.number().int().min(1).max(50).default(8),
    /** What the provider charges, in minor units a million tokens. */
    prices: z
      .object({ currency: currencyCode.default('USD'), input_minor: minorUnits.nonnegative().default(40), output_minor: minorUnits.nonnegative().default(160) })
      .strict()
      .default({}),
    /** Most that may be spent, in minor units of prices.currency; 0 = nothing. Days and months are the firm's. */
    daily_budget_minor: minorUnits.nonnegative().default(500),
    monthly_budget_minor: minorUnits.nonnegative().default(5_000),
  })
  .strict()
  .default({});
export type AiSettings = z.output<typeof aiSettings>;
