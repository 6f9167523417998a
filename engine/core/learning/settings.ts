import { z } from 'zod';

const name = z.string().trim().min(1, 'must not be empty');

/** The learned score (SC-09): `settings.learning`. */
export const learningSettings = z
  .object({
    /** After so many days an opportunity that is still open counts as not won; before, it is not learned from. */
    horizon_days: z.number().int().min(7).max(1095).default(180),
    /** Opportunities with a known outcome below which nothing is learned, and how many of each outcome. */
    min_outcomes: z.number().int().min(50).max(100_000).default(100),
    min_each: z.number().int().min(10).max(10_000).default(20),
    /** Conversion per band is compared month by month by what was won within so many days. */
    alarm_window_days: z.number().int().min(7).max(365).default(45),
    /** Answers of the firm's own forms that may tell something: by the question as the source words it. */
    custom_signals: z
      .array(z.object({ name, question: name, kind: z.enum(['text', 'number']).default('text') }).strict())
      .max(40)
      .default([]),
  })
  .strict()
  .default({});
export type LearningSettings = z.output<typeof learningSettings>;
