import type { IDataObject, INodeProperties, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { DomainError, type Problem } from '../../engine/core/errors';

/**
 * Asks n8n to leave the body alone, so that the node gets the bytes as they were sent: also of multipart
 * forms, which n8n would otherwise consume, and of broken JSON, which n8n would refuse before the node runs.
 * n8n reads `options.binaryData` of nodes whose version is exactly 1. Put it first in `properties`.
 */
export const unparsedBody: INodeProperties = {
  displayName: 'Unparsed Body',
  name: 'options',
  type: 'hidden',
  default: { binaryData: true },
};

/** The body as sent (after gzip or deflate). Throws `BODY_TOO_LARGE` or `BODY_UNREADABLE`. */
export async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
  const request = context.getRequestObject();
  if (!request.rawBody) await request.readRawBody().catch(unreadable);
  return request.rawBody ?? Buffer.alloc(0);
}

function unreadable(cause: unknown): never {
  if (statusOf(cause) === 413) {
    throw new DomainError('BODY_TOO_LARGE', 'The body is larger than this n8n takes (N8N_PAYLOAD_SIZE_MAX, in MiB)', [], { cause });
  }
  throw new DomainError('BODY_UNREADABLE', 'The body could not be read: the sender broke off or its encoding is wrong', [], { cause });
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** One header's value (the first of several), or null. Names are case-blind. */
export function header(context: IWebhookFunctions, name: string): string | null {
  const value = context.getRequestObject().headers[name.toLowerCase()];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** The headers worth keeping beside a raw delivery; a missing one is left out. */
export function headersToKeep(context: IWebhookFunctions, names: readonly string[]): Record<string, string> {
  const kept = names.map((name) => [name.toLowerCase(), header(context, name)] as const);
  return Object.fromEntries(kept.filter((pair): pair is [string, string] => pair[1] !== null));
}

/** Why a delivery is not taken: `error` is the stable code, `message` one sentence that says how to mend it. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 405 | 409 | 413 | 415 | 422 | 429 | 500;
  readonly error: string;
  readonly message: string;
  readonly problems?: readonly Problem[];
}

/** Answers a delivery that is not taken; no execution starts. */
export function refuse(context: IWebhookFunctions, { status, error, message, problems }: Refusal): IWebhookResponseData {
  const body = problems && problems.length > 0 ? { error, message, problems } : { error, message };
  context.getResponseObject().status(status).json(body).end();
  return { noWebhookResponse: true };
}

/** Answers a challenge in the vendor's own form; no execution starts. */
export function answerPlainly(context: IWebhookFunctions, { status, content_type, body }: { readonly status: number; readonly content_type: string; readonly body: string }): IWebhookResponseData {
  context.getResponseObject().status(status).type(content_type).send(body).end();
  return { noWebhookResponse: true };
}

/** Answers 200 and starts the workflow with these items. n8n answers after its execution row is stored. */
export function accept(answer: IDataObject, ...items: readonly IDataObject[]): IWebhookResponseData {
  return { webhookResponse: answer, workflowData: [items.map((json) => ({ json }))] };
}

/** Answers 200 without an execution: a delivery seen before, or one that needs no workflow. */
export function acknowledge(answer: IDataObject): IWebhookResponseData {
  return { webhookResponse: answer };
}

/**
 * Runs a `webhook()` and never throws: n8n would keep an execution without the payload. Whatever fails is
 * logged in full and answered 500 without details, so that the source sends again.
 */
export async function guarded(context: IWebhookFunctions, receive: () => Promise<IWebhookResponseData>): Promise<IWebhookResponseData> {
  try {
    return await receive();
  } catch (error) {
    return refuse(context, failureOf(context, error));
  }
}

function failureOf(context: IWebhookFunctions, error: unknown): Refusal {
  const code = error instanceof DomainError ? error.code : 'NOT_STORED';
  if (error instanceof DomainError && code === 'BODY_TOO_LARGE') return { status: 413, error: code, message: error.message };
  if (error instanceof DomainError && code === 'BODY_UNREADABLE') return { status: 400, error: code, message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  context.logger.error(`${context.getNode().name}: a delivery was not stored: ${reason}`, { error });
  return { status: 500, error: code, message: 'The delivery was not stored; send it again later. The log of n8n says why.' };
}
