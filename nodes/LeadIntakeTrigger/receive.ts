import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { WEBSITE_HEADERS } from '../../engine/adapters/website';
import { receiveDelivery, type Reception } from '../../engine/commands/receive-delivery';
import type { IncomingDelivery } from '../../engine/core/lead';
import { openAccount, toJson } from '../shared';
import { LEAD_SOURCES, type LeadSourceName } from '../shared/lead-sources';
import { sourceSecrets } from '../shared/source-secrets';
import { accept, acknowledge, header, headersToKeep, rawBody, refuse } from '../shared/webhook';

/** Verifies, stores and answers one delivery; the workflow starts for a new one (IN-09). */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const source = LEAD_SOURCES[context.getNodeParameter('source') as LeadSourceName];
  const delivery = await incomingDelivery(context);
  const secrets = await sourceSecrets(context);
  const { store, accountId } = await openAccount(context);
  const reception = await receiveDelivery(store, accountId, { source, delivery, secrets });
  return answerTo(context, reception, { source: source.source, received_at: delivery.received_at });
}

async function incomingDelivery(context: IWebhookFunctions): Promise<IncomingDelivery> {
  const body = await rawBody(context);
  const kept = headersToKeep(context, WEBSITE_HEADERS);
  const address = context.getRequestObject().ip;
  const headers = kept['x-forwarded-for'] || !address ? kept : { ...kept, 'x-forwarded-for': address };
  return { body, content_type: header(context, 'content-type'), headers, token: tokenOf(context), received_at: new Date() };
}

/** The form token may come in a header or, from senders that cannot set one, in the URL; it is not stored. */
function tokenOf(context: IWebhookFunctions): string | null {
  const bearer = /^Bearer\s+(.+)$/i.exec(header(context, 'authorization') ?? '')?.[1];
  const query = (context.getQueryData() as IDataObject)['token'];
  return header(context, 'x-sales-os-token') ?? bearer ?? (typeof query === 'string' ? query : null);
}

interface Facts {
  readonly source: string;
  readonly received_at: Date;
}

function answerTo(context: IWebhookFunctions, reception: Reception, facts: Facts): IWebhookResponseData {
  if (reception.kind === 'refused') return refuse(context, { status: reception.status, error: reception.code, message: reception.message });
  if (reception.kind === 'rejected') {
    const { status, code, message, problems, delivery_id } = reception;
    context.logger.warn(`${context.getNode().name}: delivery ${delivery_id} was rejected: ${message}`);
    return refuse(context, { status, error: code, message, problems });
  }
  const { delivery_id, duplicate, is_test, payload } = reception;
  const startsNothing = duplicate || (is_test && context.getNodeParameter('testLeads') === 'store');
  if (startsNothing) return acknowledge({ accepted: true, delivery_id, duplicate });
  return accept({ accepted: true, delivery_id, duplicate }, toJson({ delivery_id, ...facts, is_test, payload }));
}
