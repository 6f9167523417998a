import { z } from 'zod';

import { currencyCode, instant, minorUnits } from '../model/fields';

/**
 * What a provider's event says about one payment, free of the provider's vocabulary. Ids from the
 * metadata are plain strings here: a stranger's event must be readable before it can be refused.
 */
const common = z.object({
  event_id: z.string().min(1),
  event_type: z.string().min(1),
  occurred_at: instant,
  live_mode: z.boolean(),
  account_id: z.string().nullable(),
  opportunity_id: z.string().nullable(),
  offer_id: z.string().nullable(),
  payment_id: z.string().nullable(),
  /** One try to pay: the payment intent. Refunds and disputes carry nothing else that ties them to a payment. */
  intent_id: z.string().nullable(),
  link_id: z.string().nullable(),
  session_id: z.string().nullable(),
});
const money = { amount_minor: minorUnits, currency: currencyCode };

export const paymentEvent = z.discriminatedUnion('kind', [
  common.extend({ kind: z.literal('succeeded'), ...money }),
  common.extend({ kind: z.literal('failed'), reason: z.string() }),
  /** The client finished the checkout page with a method that pays later: nothing is paid yet. */
  common.extend({ kind: z.literal('checkout_unpaid') }),
  common.extend({ kind: z.literal('checkout_paid'), ...money }),
  common.extend({ kind: z.literal('checkout_failed'), reason: z.string() }),
  common.extend({ kind: z.literal('checkout_expired') }),
  /** `refunded_minor` is the total refunded so far, not this refund. */
  common.extend({ kind: z.literal('refunded'), refunded_minor: minorUnits.nonnegative(), currency: currencyCode }),
  common.extend({ kind: z.literal('disputed'), dispute_id: z.string(), dispute_status: z.enum(['open', 'won', 'lost']) }),
]);
export type PaymentEvent = z.infer<typeof paymentEvent>;
export type PaymentEventOf<K extends PaymentEvent['kind']> = Extract<PaymentEvent, { kind: K }>;

/** A provider's event as it came in, verified; `payment_event` is null when it says nothing about a payment. */
export interface ProviderEvent {
  readonly event_id: string;
  readonly event_type: string;
  readonly live_mode: boolean;
  readonly occurred_at: Date;
  readonly payment_event: PaymentEvent | null;
}
