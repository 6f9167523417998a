import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Problem } from '../../engine/core/errors';
import { header } from '../shared/webhook';

/** A form that the browser posts by itself, without a script: its answer is a page that a person reads. */
export function wantsPage(context: IWebhookFunctions): boolean {
  const type = (header(context, 'content-type') ?? '').toLowerCase();
  const isForm = type.startsWith('application/x-www-form-urlencoded') || type.startsWith('multipart/form-data');
  return isForm && (header(context, 'accept') ?? '').includes('text/html');
}

interface Page {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly problems?: readonly Problem[];
}

/** Answers with a plain page. The person's words are not on it, and no script runs on it. */
export function answerPage(context: IWebhookFunctions, { status, title, text, problems = [] }: Page): IWebhookResponseData {
  const gaps = problems.map(({ field, message }) => `<li><strong>${escape(field.replaceAll('|', ' or ').replaceAll('_', ' '))}</strong> ${escape(message)}</li>`).join('');
  const back = status < 300 ? '' : '<p>Use your browser’s Back button: what you wrote is still there.</p>';
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color:#1f2937;background:#fff}h1{font-size:1.5rem}</style></head><body><main><h1>${escape(title)}</h1><p>${escape(text)}</p>${gaps ? `<ul>${gaps}</ul>` : ''}${back}</main></body></html>`;
  const response = context.getResponseObject();
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  response.status(status).type('text/html').send(html).end();
  return { noWebhookResponse: true };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
