import { z } from 'zod';

/** Stages and their probabilities: `settings.pipeline`. */
export const pipelineSettings = z.object({}).strict().default({});
