import { z } from 'zod';

/** Case Opened handoff: `settings.handoff`. */
export const handoffSettings = z.object({}).strict().default({});
