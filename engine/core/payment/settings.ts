import { z } from 'zod';

/** Payment links: `settings.payment`. */
export const paymentSettings = z.object({}).strict().default({});
