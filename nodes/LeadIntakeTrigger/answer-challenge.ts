import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { LeadSource } from '../../engine/core/lead';
import { LEAD_SOURCES, type LeadSourceName } from '../shared/lead-sources';
import { sourceSecrets } from '../shared/source-secrets';
import { answerPlainly, refuse } from '../shared/webhook';

/** Answers the GET by which a source checks that the URL is ours; it starts no execution and needs no store. */
export async function answerChallenge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const source: LeadSource = LEAD_SOURCES[context.getNodeParameter('source') as LeadSourceName];
  if (!source.challenge) return refuse(context, { status: 405, error: 'POST_ONLY', message: 'The URL works: leads are sent to it by POST' });
  const answer = source.challenge(textQuery(context.getQueryData() as IDataObject), await sourceSecrets(context));
  if ('code' in answer) return refuse(context, { status: answer.status, error: answer.code, message: answer.message });
  return answerPlainly(context, answer);
}

function textQuery(query: IDataObject): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
