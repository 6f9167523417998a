import { z } from 'zod';

/** Offer catalogue: `settings.offers`. */
export const offersSettings = z.object({}).strict().default({});
