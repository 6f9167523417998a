import { type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { stripeGateway } from '../../engine/adapters/stripe';
import { attempt } from '../../engine/commands/result';
import { parseOrThrow } from '../../engine/core/parse';
import type { PaymentGateway } from '../../engine/core/payment';
import { paymentMode } from '../../engine/queries/payment-status';
import { type OpenAccount, toNodeError } from '../shared';

const credential = z.object({ secretKey: z.string(), baseUrl: z.string().default('https://api.stripe.com') });

/** The firm's Stripe account by the node's credential, checked against the firm's mode. @throws NodeOperationError */
export async function stripeOf(context: IExecuteFunctions, { store, accountId }: OpenAccount, at: Date): Promise<PaymentGateway> {
  const data = await context.getCredentials('salesOsStripeApi');
  const mode = await paymentMode(store, accountId, at);
  const made = attempt(() => stripeGateway(parseOrThrow(credential, data, 'STRIPE_CREDENTIAL_INVALID', 'The Stripe credential'), mode));
  if (made.ok) return made.value;
  throw toNodeError(context.getNode(), made.error);
}
