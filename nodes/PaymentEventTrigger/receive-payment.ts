import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readStripeEvent, SIGNATURE_TOLERANCE_SECONDS, verifyStripeDelivery } from '../../engine/adapters/stripe';
import { type AppliedPaymentEvent, applyPaymentEvent, keepUnreadableEvent, type PaymentDelivery } from '../../engine/commands/apply-payment-event';
import { attempt } from '../../engine/commands/result';
import type { DomainError } from '../../engine/core/errors';
import { type OpenAccount, openAccount, toJson } from '../shared';
import { sourceSecrets } from '../shared/source-secrets';
import { acknowledge, header, headersToKeep, rawBody, refuse } from '../shared/webhook';

const HEADERS = ['stripe-signature', 'content-type', 'user-agent'];
type Received = Omit<PaymentDelivery, 'event' | 'verified_by'>;

/** Verifies, stores and applies one event; the workflow starts for what changed something and for what a manager must see. */
export async function receivePayment(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const received_at = new Date();
  const body = await rawBody(context);
  const refusal = await refusalOf(context, body, received_at);
  if (refusal) return refuse(context, { status: 401, error: refusal.code, message: refusal.message });
  const account = await openAccount(context);
  const received: Received = { provider: 'stripe', body, content_type: header(context, 'content-type'), headers: headersToKeep(context, HEADERS), received_at };
  const read = attempt(() => readStripeEvent(body));
  if (!read.ok) return keepUnreadable(context, account, received, read.error);
  return answerTo(context, await applyPaymentEvent(account.store, account.accountId, { ...received, event: read.value, verified_by: 'webhook' }));
}

async function refusalOf(context: IWebhookFunctions, body: Buffer, receivedAt: Date): Promise<DomainError | null> {
  const { stripe_webhook_secrets } = await sourceSecrets(context);
  const toleranceSeconds = Number(context.getNodeParameter('receiveOptions.toleranceSeconds', SIGNATURE_TOLERANCE_SECONDS));
  const delivery = { body, signature: header(context, 'stripe-signature'), receivedAt, toleranceSeconds };
  const verified = attempt(() => verifyStripeDelivery(delivery, stripe_webhook_secrets));
  return verified.ok ? null : verified.error;
}

/** Genuine but not readable: the bytes are kept, and Stripe shows the answer in its dashboard and sends again for three days. */
async function keepUnreadable(context: IWebhookFunctions, { store, accountId }: OpenAccount, received: Received, error: DomainError): Promise<IWebhookResponseData> {
  const { delivery_id } = await keepUnreadableEvent(store, accountId, { ...received, reason: `${error.code}: ${error.message}` });
  context.logger.error(`${context.getNode().name}: delivery ${delivery_id} cannot be read: ${error.message}`);
  return refuse(context, { status: 422, error: error.code, message: error.message, problems: error.problems });
}

/** What is unmatched or refused is answered 200 too: Stripe cannot mend it, and the bytes are kept. */
function answerTo(context: IWebhookFunctions, applied: AppliedPaymentEvent): IWebhookResponseData {
  const { outcome, delivery_id, reason, event_id, needs_review } = applied;
  const answer = { outcome, delivery_id };
  if (outcome === 'unmatched' || outcome === 'refused') context.logger.warn(`${context.getNode().name}: Stripe event ${event_id} is ${outcome}: ${reason}`);
  if (outcome !== 'applied' && !needs_review) return acknowledge(answer);
  const item: INodeExecutionData = { json: toJson({ provider: 'stripe', ...applied }) };
  return { webhookResponse: answer, workflowData: outcome === 'applied' ? [[item], []] : [[], [item]] };
}
