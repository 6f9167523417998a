import { z } from 'zod';

/** The fields that we read of Stripe's objects; all others are left alone, so that a new API version does not break us. */

const metadata = z.record(z.string()).nullish().transform((value) => value ?? {});
export type Metadata = z.output<typeof metadata>;

/** A reference that Stripe may have expanded into the object. */
export const reference = z.union([z.string(), z.object({ id: z.string() })]).nullish();
const amount = z.number().int();
const currency = z.string().length(3);

export function idOf(value: z.output<typeof reference>): string | null {
  return typeof value === 'string' ? value : (value?.id ?? null);
}

export const intentObject = z.object({
  id: z.string(),
  amount_received: amount,
  currency,
  metadata,
  last_payment_error: z
    .object({ code: z.string().nullish(), decline_code: z.string().nullish(), message: z.string().nullish() })
    .nullish(),
});

export const chargeObject = z.object({
  id: z.string(),
  amount_refunded: amount,
  currency,
  metadata,
  payment_intent: reference,
});

export const disputeObject = z.object({
  id: z.string(),
  status: z.string(),
  metadata,
  charge: reference,
  payment_intent: reference,
});

export const sessionObject = z.object({
  id: z.string(),
  mode: z.string(),
  payment_status: z.string(),
  amount_total: amount.nullish(),
  currency: currency.nullish(),
  metadata,
  payment_intent: reference,
  payment_link: reference,
});
