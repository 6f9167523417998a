import { z } from 'zod';

/** SLA policies and business calendars: `settings.sla`. */
export const slaSettings = z.object({}).strict().default({});
