import { z } from 'zod';

/** The tenant's id, chosen by the agency: `acme-immigration`. */
export const accountId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{1,62}$/, 'must be 2-63 characters of a-z, 0-9, - and _, starting with a letter or digit');
/** Ids of records that the pack makes (UUID version 7). */
export const recordId = z.string().uuid('must be a record id (UUID)');
/** Ids of users, chosen by the firm: `ana`. */
export const userId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'must be 1-63 characters of a-z, 0-9, dot, - and _');
/** ISO 3166-1 alpha-2. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as CA');
/** BCP 47 primary language, e.g. `en`, `fr`, `pa`. */
export const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as en');
/** ISO 4217, upper case. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as CAD');
/** Integer minor units (cents; whole units for zero-decimal currencies). */
export const minorUnits = z.number().int('must be whole minor units').safe();
export const timeZone = z.string().refine(isTimeZone, (value) => ({ message: `'${value}' is not an IANA time zone such as America/Toronto` }));
export const instant = z.coerce.date();

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** Who did it: a user, a workflow or node, or the system's own clock. */
export const actor = z.object({ kind: z.enum(['user', 'workflow', 'system', 'vendor']), id: z.string().min(1) });
export type Actor = z.infer<typeof actor>;
