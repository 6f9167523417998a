import { z } from 'zod';

/** Routing order and caps: `settings.routing`. */
export const routingSettings = z.object({}).strict().default({});
