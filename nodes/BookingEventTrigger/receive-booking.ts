import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readDelivery, TOLERANCE_SECONDS, verifySignature } from '../../engine/adapters/calendly';
import { type AppliedBooking, applyBookingEvent } from '../../engine/commands/apply-booking-event';
import { openAccount, toJson } from '../shared';
import { sourceSecrets } from '../shared/source-secrets';
import { acknowledge, header, headersToKeep, rawBody, refuse } from '../shared/webhook';

const HEADERS = ['calendly-webhook-signature', 'content-type', 'user-agent'];

/** Verifies, stores and applies one delivery; the workflow starts for what changed something and for what was refused. */
export async function receiveBooking(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const received_at = new Date();
  const body = await rawBody(context);
  const { calendly_signing_key } = await sourceSecrets(context);
  const check = verifySignature({
    signature: header(context, 'calendly-webhook-signature'),
    body,
    received_at,
    signing_keys: calendly_signing_key,
    tolerance_seconds: Number(context.getNodeParameter('receiveOptions.toleranceSeconds', TOLERANCE_SECONDS)),
  });
  if (!check.valid) return refuse(context, { status: 401, error: check.code, message: check.message });
  const { store, accountId } = await openAccount(context);
  const applied = await applyBookingEvent(store, accountId, {
    provider: 'calendly',
    reading: readDelivery(body),
    body,
    content_type: header(context, 'content-type'),
    headers: headersToKeep(context, HEADERS),
    received_at,
  });
  return answerTo(context, applied);
}

/** Refused bookings are answered 200 too: Calendly cannot mend them, and the bytes are kept. */
function answerTo(context: IWebhookFunctions, applied: AppliedBooking): IWebhookResponseData {
  const { status, delivery_id, reason } = applied;
  const answer = { status, delivery_id };
  if (status === 'refused') context.logger.warn(`${context.getNode().name}: delivery ${delivery_id} was refused: ${reason}`);
  if (status !== 'applied' && status !== 'refused') return acknowledge(answer);
  const item: INodeExecutionData = { json: toJson({ provider: 'calendly', ...applied }) };
  return { webhookResponse: answer, workflowData: status === 'applied' ? [[item], []] : [[], [item]] };
}
