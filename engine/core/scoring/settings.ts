import { z } from 'zod';

/** Weights, bands, segments and the SQL rule: `settings.scoring`. */
export const scoringSettings = z.object({}).strict().default({});
