import { z } from 'zod';

import { DomainError } from '../../core/errors';
import type { SourceField } from '../../core/lead';
import { parseOrThrow } from '../../core/parse';
import { itemSource, requireContact } from './item-source';

const text = z.string().nullish();
const address = z.object({ country: text }).nullish();
const person = z.object({ email: text, name: text, phone: text, address });

/** The events of n8n's Stripe Trigger that name a person. */
const event = z.object({
  id: z.string(),
  type: z.string(),
  created: z.number().optional(),
  livemode: z.boolean().optional(),
  data: z.object({
    object: z.object({
      id: z.string(),
      object: z.string().optional(),
      email: text,
      name: text,
      phone: text,
      description: text,
      preferred_locales: z.array(z.string()).nullish(),
      address,
      customer: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
      customer_details: person.nullish(),
      billing_details: person.nullish(),
      receipt_email: text,
      metadata: z.record(z.string()).nullish(),
    }),
  }),
});

const TYPES = ['customer.created', 'customer.updated', 'checkout.session.completed', 'checkout.session.async_payment_succeeded', 'charge.succeeded', 'payment_intent.succeeded'];

/**
 * A person who comes to the firm by Stripe, e.g. who pays for a consultation on the website. Only the person is read here:
 * what is paid is verified by the Payment Event Trigger and nowhere else.
 */
export const stripeItems = itemSource('stripe_trigger', 'the Stripe Trigger', (raw) => {
  const { type, created, livemode, data } = parseOrThrow(event, raw, 'STRIPE_ITEM_INVALID', 'The item of the Stripe Trigger');
  if (!TYPES.includes(type)) throw new DomainError('STRIPE_ITEM_NOT_A_PERSON', `The event '${type}' names no person; those that do: ${TYPES.join(', ')}`);
  const { object } = data;
  const who = object.customer_details ?? object.billing_details ?? object;
  const [locale] = object.preferred_locales ?? [];
  const given: [label: string, value: string | null | undefined, field?: SourceField['field']][] = [
    ['email', who.email ?? object.email ?? object.receipt_email, 'email'],
    ['name', who.name ?? object.name, 'full_name'],
    ['phone', who.phone ?? object.phone, 'phone'],
    ['country', who.address?.country ?? object.address?.country, 'residence_country'],
    ['language', locale?.slice(0, 2), 'language'],
    ...Object.entries(object.metadata ?? {}).map(([label, value]): [string, string] => [label, value]),
  ];
  const fields = given.flatMap(([label, value, field]) => (value ? [{ label, value, ...(field ? { field } : {}) }] : []));
  requireContact(fields, 'the Stripe Trigger', `'${type}' came without the person's details; listen to customer.created or checkout.session.completed`);
  const customer = typeof object.customer === 'string' ? object.customer : object.customer?.id;
  return {
    source_channel: 'website',
    id: `stripe:${type.startsWith('customer.') ? object.id : (customer ?? object.id)}`,
    is_test: livemode === false,
    captured_at: created ? new Date(created * 1000) : null,
    fields,
    touch: { click_ids: {}, platform: {} },
  };
});
