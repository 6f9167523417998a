import { z } from 'zod';

/** P10.4: a link lives 7 to 14 days. */
export const LINK_EXPIRY_DAYS = { min: 7, max: 14, default: 10 } as const;

const expiryDays = z
  .number()
  .int('must be whole days')
  .min(LINK_EXPIRY_DAYS.min, `must be ${LINK_EXPIRY_DAYS.min} to ${LINK_EXPIRY_DAYS.max} days`)
  .max(LINK_EXPIRY_DAYS.max, `must be ${LINK_EXPIRY_DAYS.min} to ${LINK_EXPIRY_DAYS.max} days`);

/** Payment links and what counts as a payment: `settings.payment` (P10.1, P10.4). */
export const paymentSettings = z
  .object({
    /** Only events of this Stripe mode are applied: a test payment can never open a real case. */
    mode: z.enum(['live', 'test']).default('live'),
    link_expiry_days: expiryDays.default(LINK_EXPIRY_DAYS.default),
    /** Where the client lands after paying; null = Stripe's own confirmation page. Landing there proves nothing (P10.5). */
    after_payment_redirect_url: z.string().url('must be a URL such as https://firm.example/thanks').nullable().default(null),
    /**
     * P10.1: whether a case may open on an exception. `never`: a manager's decision is only put on record;
     * `manager_accepted`: the verified money that a manager accepted counts as the price.
     */
    exception_policy: z.enum(['never', 'manager_accepted'], { message: "must be 'never' or 'manager_accepted'" }).default('never'),
    /** P10.6: automatic re-sends of a link whose payment failed. */
    recovery: z
      .object({
        max_resends: z.number().int().min(0).max(3, 'must be at most 3 (P10.6)').default(3),
        /** Hours between a failure and the next re-send. */
        cool_off_hours: z.number().min(1).max(168).default(24),
      })
      .strict()
      .default({}),
  })
  .strict()
  .default({});
export type PaymentSettings = z.output<typeof paymentSettings>;
