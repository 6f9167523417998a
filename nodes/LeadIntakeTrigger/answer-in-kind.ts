import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerPlainly, type Refusal, refuse } from '../shared/webhook';
import { answerPage, wantsPage } from './form-page';

const NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

/**
 * The answer in the form that the sender reads: TwiML without a message for Twilio (anything else is an error in its log), a
 * page for a form that the browser posts by itself, JSON for all others. The delivery is durable by now.
 */
export function answerInKind(context: IWebhookFunctions, source: string, answered: IWebhookResponseData): IWebhookResponseData {
  const { workflowData } = answered;
  const started = workflowData ? { workflowData } : {};
  if (source === 'twilio') return { ...started, ...answerPlainly(context, { status: 200, content_type: 'text/xml', body: NO_REPLY }) };
  if (source === 'website' && wantsPage(context)) return { ...started, ...answerPage(context, { status: 200, title: 'Thank you', text: 'We have received your message and will contact you.' }) };
  return answered;
}

export function refuseInKind(context: IWebhookFunctions, refusal: Refusal): IWebhookResponseData {
  if (context.getNodeParameter('source') !== 'website' || !wantsPage(context)) return refuse(context, refusal);
  const { status, problems = [] } = refusal;
  const text = problems.length > 0 ? 'The form is not complete yet:' : 'The form could not be taken. Please reach us by phone or e-mail.';
  return answerPage(context, { status, title: 'Not sent', text, problems });
}
