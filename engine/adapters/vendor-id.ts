import { z } from 'zod';

/** Vendors write their ids as text or as numbers; they are names, not quantities. Empty and missing are null. */
export const vendorId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));
export const requiredVendorId = z.union([z.string().min(1), z.number()], { errorMap: () => ({ message: 'is required' }) }).transform(String);
