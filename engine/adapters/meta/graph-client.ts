import { createHmac } from 'node:crypto';

import { z } from 'zod';

import { type FetchFailure, SourceApiError } from '../../core/lead';
import { parseExactly } from '../parse-exactly';

/** How to reach the Graph API. */
export interface MetaAccess {
  /** `https://graph.facebook.com`; a stand-in's address in rehearsals. */
  readonly base_url: string;
  /** `v23.0`. */
  readonly version: string;
  /** A system user's token (or a page's), for all pages that have none of their own. */
  readonly access_token: string;
  /** Tokens of single pages by page id. */
  readonly page_tokens: ReadonlyMap<string, string>;
  /** Signs the calls (appsecret_proof), as apps that require it want; null = unsigned. */
  readonly app_secret: string | null;
  /** Pages to list; empty = all that the token has. */
  readonly page_ids: readonly string[];
}

/** What cannot be had by this path and token: deleted, or not visible. Apart from refusals, since only the caller knows which. */
export class NotVisible extends SourceApiError {}

const TIMEOUT_MS = 15_000;
/** Too many calls: by app, user, page, custom level, and the business use cases (lead ads: 80005). */
const THROTTLED = new Set([4, 17, 32, 341, 613]);
const MEND_TOKEN = "make a new token of a system user that has the page's leads (leads_retrieval, pages_show_list, pages_read_engagement, pages_manage_metadata, ads_management) and enter it in the credential 'Sales OS Meta'";

const errorBody = z.object({ error: z.object({ message: z.string().default(''), code: z.number().default(0), error_subcode: z.number().nullish(), is_transient: z.boolean().nullish() }) });

/** Reads one path. @returns the answer's bytes and its JSON; @throws SourceApiError, NotVisible */
export async function getGraph(access: MetaAccess, path: string, query: Readonly<Record<string, string>>, token: string, feed: string | null): Promise<{ bytes: Buffer; json: unknown }> {
  const url = new URL(`${access.base_url.replace(/\/+$/, '')}/${access.version}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (access.app_secret !== null) url.searchParams.set('appsecret_proof', createHmac('sha256', access.app_secret).update(token).digest('hex'));
  return ask(url, token, feed);
}

/** Follows a `paging.next` only where it stays with the host that was asked: the link carries our token's rights. */
export async function getNext(access: MetaAccess, next: string, token: string, feed: string | null): Promise<{ bytes: Buffer; json: unknown }> {
  const url = new URL(next);
  if (url.origin !== new URL(access.base_url).origin) throw refusal('META_PAGING_WRONG', `Meta's next page is at ${url.origin}, not at the Base URL of the credential`, feed);
  url.searchParams.delete('access_token');
  return ask(url, token, feed);
}

async function ask(url: URL, token: string, feed: string | null): Promise<{ bytes: Buffer; json: unknown }> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
    throw new SourceApiError({ code: 'META_NOT_REACHED', message: `Meta could not be reached at ${url.origin}`, needs_access: false, retry_after_ms: null, feed }, { cause });
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const json = jsonOf(bytes);
  if (response.ok && json !== undefined) return { bytes, json };
  throw errorOf(response, json, feed);
}

function errorOf(response: Response, json: unknown, feed: string | null): SourceApiError {
  const parsed = errorBody.safeParse(json);
  const { code, error_subcode, message } = parsed.success ? parsed.data.error : { code: 0, error_subcode: null, message: '' };
  const told = `Meta answers ${response.status}${code ? ` (error ${code}${error_subcode ? `/${error_subcode}` : ''})` : ''}${message ? `: ${message}` : ''}`;
  if (THROTTLED.has(code) || (code >= 80_000 && code <= 80_014) || response.status === 429) {
    return new SourceApiError({ code: 'META_THROTTLED', message: `${told}. It is tried again when Meta allows it`, needs_access: false, retry_after_ms: pauseOf(response), feed });
  }
  if (code === 190 || code === 102 || (response.status === 401 && code === 0)) return lostAccess('META_TOKEN_EXPIRED', `Meta no longer takes the access token: ${MEND_TOKEN}. ${told}`, feed);
  if (code === 10 || (code >= 200 && code <= 299)) return lostAccess('META_PERMISSION_MISSING', `The access token may not read this: ${MEND_TOKEN}. ${told}`, feed);
  if (code === 100 && error_subcode === 33) return new NotVisible({ code: 'META_LEAD_GONE', message: told, needs_access: false, retry_after_ms: null, feed });
  return refusal(response.status >= 500 || code === 1 || code === 2 ? 'META_UNAVAILABLE' : 'META_REFUSED', told, feed);
}

export function lostAccess(code: string, message: string, feed: string | null): SourceApiError {
  return new SourceApiError({ code, message, needs_access: true, retry_after_ms: null, feed });
}

function refusal(code: string, message: string, feed: string | null): SourceApiError {
  return new SourceApiError({ code, message, needs_access: false, retry_after_ms: null, feed } satisfies FetchFailure);
}

/** Retry-After in seconds, or the minutes that the usage header names; without either a minute. */
function pauseOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds * 1_000;
  const minutes = [...(headers.get('x-business-use-case-usage') ?? '').matchAll(/"estimated_time_to_regain_access"\s*:\s*(\d+)/g)].map(([, value]) => Number(value));
  return Math.max(1, ...minutes) * 60_000;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return parseExactly(bytes);
  } catch {
    return undefined;
  }
}
