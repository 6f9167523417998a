import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receiveDelivery, type ReceivedNotice, type Reception } from '../../engine/commands/receive-delivery';
import type { IncomingDelivery, LeadSource } from '../../engine/core/lead';
import { toJson } from '../shared';
import { LEAD_SOURCES, type LeadSourceName } from '../shared/lead-sources';
import { accept, acknowledge, header, headersToKeep, rawBody } from '../shared/webhook';
import { answerInKind, refuseInKind } from './answer-in-kind';
import { publishedIntake, readAccess } from './published-intake';
import { tooFast } from './rate-gate';
import { keepTestLeads } from './test-leads';

/** Verifies, stores and answers one delivery; the workflow starts with an item for each new notice in it (IN-09). */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const source: LeadSource = LEAD_SOURCES[context.getNodeParameter('source') as LeadSourceName];
  const slower = source === LEAD_SOURCES.website ? tooFast(context, new Date()) : null;
  if (slower) return slower;
  const delivery = await incomingDelivery(context, source);
  const { store, accountId, secrets } = await (publishedIntake(context)?.access() ?? readAccess(context));
  const reception = await receiveDelivery(store, accountId, { source, delivery, secrets });
  return answerTo(context, reception, { source: source.source, received_at: delivery.received_at });
}

async function incomingDelivery(context: IWebhookFunctions, source: LeadSource): Promise<IncomingDelivery> {
  const body = await rawBody(context);
  const { ip, protocol, originalUrl } = context.getRequestObject();
  const headers = headersToKeep(context, source.headers);
  if (ip && source.headers.includes('x-forwarded-for')) headers['x-forwarded-for'] ??= ip;
  const url = `${protocol}://${header(context, 'host') ?? ''}${originalUrl}`;
  return { body, content_type: header(context, 'content-type'), headers, token: tokenOf(context), url, received_at: new Date() };
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
  if (reception.kind === 'refused') return refuseInKind(context, { status: reception.status, error: reception.code, message: reception.message });
  if (reception.kind === 'rejected') {
    const { status, code, message, problems, delivery_id } = reception;
    context.logger.warn(`${context.getNode().name}: delivery ${delivery_id} was rejected: ${message}`);
    return refuseInKind(context, { status, error: code, message, problems });
  }
  const testsRun = context.getNodeParameter('testLeads') !== 'store';
  const starting = reception.notices.filter(({ duplicate, is_test }) => !duplicate && (!is_test || testsRun));
  const answer = answerOf(reception.notices);
  if (starting.length === 0) return answerInKind(context, facts.source, acknowledge(answer));
  return answerInKind(context, facts.source, start(context, answer, starting.map(({ delivery_id, is_test, payload }) => toJson({ delivery_id, ...facts, is_test, payload }))));
}

/** A delivery with one notice is answered by its id; one with several, or none, by a list. */
function answerOf(notices: readonly ReceivedNotice[]): IDataObject {
  const [first, ...others] = notices.map(({ delivery_id, duplicate }) => ({ delivery_id, duplicate }));
  return first && others.length === 0 ? { accepted: true, ...first } : { accepted: true, deliveries: first ? [first, ...others] : [] };
}

/** By the published trigger, which gathers; in the editor and in a webhook processor by this very call. */
function start(context: IWebhookFunctions, answer: IDataObject, leads: readonly IDataObject[]): IWebhookResponseData {
  const isTest = context.getMode() === 'manual';
  if (isTest) keepTestLeads(context, leads);
  const intake = isTest ? undefined : publishedIntake(context);
  if (!intake) return accept(answer, ...leads);
  intake.start(leads.map((json) => ({ json })));
  return acknowledge(answer);
}
