import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { type Bucket, senderOf, takePost } from '../../engine/core/lead';
import { header, refuse } from '../shared/webhook';

/** Senders that are remembered in this process; the longest silent ones are forgotten first. */
const MOST_SENDERS = 5_000;
const buckets = new Map<string, Bucket>();

/**
 * Answers 429 to an address that posts a form faster than people do; null = go on. Servers that send the token in a header
 * are trusted. It costs no database and comes before everything else, so that a flood costs little.
 */
export function tooFast(context: IWebhookFunctions, at: Date): IWebhookResponseData | null {
  const perMinute = context.getNodeParameter('postsPerMinute', 30) as number;
  if (perMinute <= 0 || isServer(context)) return null;
  const key = `${context.getWorkflow().id ?? ''}|${context.getNode().id}|${senderOf(addressOf(context))}`;
  const { bucket, retry_after_seconds } = takePost(buckets.get(key), perMinute, at);
  buckets.delete(key);
  buckets.set(key, bucket);
  if (buckets.size > MOST_SENDERS) buckets.delete(buckets.keys().next().value ?? '');
  if (retry_after_seconds === null) return null;
  context.getResponseObject().setHeader('Retry-After', String(retry_after_seconds));
  return refuse(context, { status: 429, error: 'TOO_MANY_POSTS', message: `More than ${perMinute} posts a minute came from this address; try again in ${retry_after_seconds} seconds` });
}

/** A browser names its page; a server of the firm sends the token where no page can read it from its own source. */
function isServer(context: IWebhookFunctions): boolean {
  const token = header(context, 'x-sales-os-token') ?? header(context, 'authorization');
  return token !== null && header(context, 'origin') === null;
}

const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd])/i;

/**
 * n8n's own reading of the address (N8N_PROXY_HOPS). Behind a proxy that n8n was not told of, the proxy's last entry: it
 * wrote that one itself, while those before it may be anybody's.
 */
function addressOf(context: IWebhookFunctions): string {
  const ip = (context.getRequestObject().ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  const forwarded = header(context, 'x-forwarded-for')?.split(',').at(-1)?.trim();
  return (ip === '' || PRIVATE.test(ip)) && forwarded ? forwarded : ip;
}
