import { z } from 'zod';

/** The people of the firm: `settings.users`. */
export const usersSettings = z.array(z.object({ id: z.string() })).default([]);
