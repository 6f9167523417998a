import { z } from 'zod';

/** Intake and normalisation: `settings.intake`. */
export const intakeSettings = z.object({}).strict().default({});
