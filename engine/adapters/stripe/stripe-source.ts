import type Stripe from 'stripe';

import type { PaymentSettings } from '../../core/payment';
import type { FetchedEvent, PaymentSource, Period } from '../../core/reconciliation';
import { readStripeEvent, STRIPE_EVENT_TYPES } from './read-stripe-event';
import { callStripe } from './stripe-errors';
import { assertKeyMode } from './stripe-mode';
import { collectPages } from './stripe-pages';
import { type StripeAccess, stripeClient } from './stripe-sdk';
import { fetchStatement } from './stripe-statement';

/** Stripe keeps its events for 30 days; its objects for ever. */
const EVENTS_LIVE_MS = 30 * 86_400_000;
/** Many small calls: one that is lost is repeated this often. */
const PATIENCE = 5;

/** Reads a Stripe account with the secret key. @throws DomainError when the key is of the other mode */
export function stripeSource(access: StripeAccess, mode: PaymentSettings['mode'], now: Date): PaymentSource {
  const client = stripeClient(access, PATIENCE);
  assertKeyMode(access.secretKey, mode);
  return {
    events: ({ from, before }) => fetchEvents(client, { from: new Date(Math.max(from.getTime(), now.getTime() - EVENTS_LIVE_MS)), before }),
    statement: (period) => fetchStatement(client, period),
  };
}

async function fetchEvents(client: Stripe, { from, before }: Period): Promise<FetchedEvent[]> {
  if (from >= before) return [];
  const created = { gte: Math.floor(from.getTime() / 1000), lt: Math.floor(before.getTime() / 1000) };
  return callStripe('The events of Stripe could not be read', async () => {
    const events = await collectPages((page) => client.events.list({ created, types: [...STRIPE_EVENT_TYPES], limit: 100, ...page }));
    const found = events.map((event): FetchedEvent => {
      const body = Buffer.from(JSON.stringify(event));
      return { event: readStripeEvent(body), body };
    });
    return found.reverse();
  });
}
