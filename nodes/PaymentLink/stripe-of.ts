import { type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { type StripeAccess, stripeGateway, stripeSource } from '../../engine/adapters/stripe';
import { attempt } from '../../engine/commands/result';
import { parseOrThrow } from '../../engine/core/parse';
import type { PaymentGateway, PaymentSettings } from '../../engine/core/payment';
import type { PaymentSource } from '../../engine/core/reconciliation';
import { paymentMode } from '../../engine/queries/payment-status';
import { type OpenAccount, toNodeError } from '../shared';

const credential = z.object({ secretKey: z.string(), baseUrl: z.string().default('https://api.stripe.com') });

/** The firm's Stripe account by the node's credential, checked against the firm's mode, for making and ending links. @throws NodeOperationError */
export async function stripeOf(context: IExecuteFunctions, account: OpenAccount, at: Date): Promise<PaymentGateway> {
  return openStripe(context, account, at, stripeGateway);
}

/** The same account for reading what it holds. @throws NodeOperationError */
export async function sourceOf(context: IExecuteFunctions, account: OpenAccount, at: Date): Promise<PaymentSource> {
  return openStripe(context, account, at, (access, mode) => stripeSource(access, mode, at));
}

async function openStripe<T>(context: IExecuteFunctions, { store, accountId }: OpenAccount, at: Date, open: (access: StripeAccess, mode: PaymentSettings['mode']) => T): Promise<T> {
  const data = await context.getCredentials('salesOsStripeApi');
  const mode = await paymentMode(store, accountId, at);
  const made = attempt(() => open(parseOrThrow(credential, data, 'STRIPE_CREDENTIAL_INVALID', 'The Stripe credential'), mode));
  if (made.ok) return made.value;
  throw toNodeError(context.getNode(), made.error);
}
