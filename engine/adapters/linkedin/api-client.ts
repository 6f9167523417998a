import { createHash } from 'node:crypto';

import { z } from 'zod';

import { type FetchFailure, SourceApiError } from '../../core/lead';
import { parseExactly } from '../parse-exactly';

/** How to reach the Lead Sync API. */
export interface LinkedInAccess {
  /** `https://api.linkedin.com`; a stand-in's address in rehearsals. */
  readonly base_url: string;
  /** `202606`: LinkedIn keeps each monthly version for a year. */
  readonly version: string;
  readonly access_token: string;
  /** Renews the access token when it has run out; null = it must be entered anew every two months. */
  readonly renewal: { readonly url: string; readonly client_id: string; readonly client_secret: string; readonly refresh_token: string } | null;
  /** URNs of the ad accounts and organisations to list. */
  readonly owners: readonly string[];
}

export interface Answer {
  readonly bytes: Buffer;
  readonly json: unknown;
}

export class NotFound extends SourceApiError {}

const TIMEOUT_MS = 15_000;
/** LinkedIn counts by day; without a word from it an hour is a fair pause. */
const THROTTLE_PAUSE_MS = 15 * 60_000;
const MEND_TOKEN = "make a new access token with r_marketing_leadgen_automation (and r_ads, or r_organization_admin for organic forms) and enter it in the credential 'Sales OS LinkedIn'";

/** Renewed tokens by the refresh token they came from, for all runs of this process. */
const renewed = new Map<string, string>();

/** Reads one path with its query, already in Rest.li's encoding. @throws SourceApiError, NotFound */
export async function getLinkedIn(access: LinkedInAccess, pathAndQuery: string, feed: string | null): Promise<Answer> {
  const known = access.renewal === null ? undefined : renewed.get(keyOf(access.renewal.refresh_token));
  try {
    return await ask(access, pathAndQuery, known ?? access.access_token, feed);
  } catch (error) {
    const isExpired = error instanceof SourceApiError && error.code === 'LINKEDIN_TOKEN_EXPIRED';
    if (!isExpired || access.renewal === null) throw error;
    return ask(access, pathAndQuery, await renew(access.renewal, feed), feed);
  }
}

async function ask(access: LinkedInAccess, pathAndQuery: string, token: string, feed: string | null): Promise<Answer> {
  const url = `${access.base_url.replace(/\/+$/, '')}/rest/${pathAndQuery}`;
  const headers = { authorization: `Bearer ${token}`, 'linkedin-version': access.version, 'x-restli-protocol-version': '2.0.0' };
  const response = await reach(url, { headers }, feed);
  const bytes = Buffer.from(await response.arrayBuffer());
  const json = jsonOf(bytes);
  if (response.ok && json !== undefined) return { bytes, json };
  throw errorOf(response, json, access.version, feed);
}

async function reach(url: string, init: RequestInit, feed: string | null): Promise<Response> {
  return fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
    throw problem({ code: 'LINKEDIN_NOT_REACHED', message: `LinkedIn could not be reached at ${new URL(url).origin}`, feed }, { cause });
  });
}

const errorBody = z.object({ message: z.string().default(''), code: z.string().nullish() });

function errorOf(response: Response, json: unknown, version: string, feed: string | null): SourceApiError {
  const parsed = errorBody.safeParse(json);
  const told = `LinkedIn answers ${response.status}${parsed.success && parsed.data.message ? `: ${parsed.data.message}` : ''}`;
  if (response.status === 401) return problem({ code: 'LINKEDIN_TOKEN_EXPIRED', message: `LinkedIn no longer takes the access token: ${MEND_TOKEN}. ${told}`, needs_access: true, feed });
  if (response.status === 403) return problem({ code: 'LINKEDIN_PERMISSION_MISSING', message: `The access token may not read these leads: ${MEND_TOKEN}; its member needs a role on the ad account or page. ${told}`, needs_access: true, feed });
  if (response.status === 426) return problem({ code: 'LINKEDIN_VERSION_GONE', message: `LinkedIn no longer serves version ${version}: enter a newer API Version in the credential 'Sales OS LinkedIn'. ${told}`, needs_access: true, feed });
  if (response.status === 429) return problem({ code: 'LINKEDIN_THROTTLED', message: `${told}. It is tried again when LinkedIn allows it`, retry_after_ms: pauseOf(response), feed });
  if (response.status === 404) return new NotFound({ code: 'LINKEDIN_LEAD_GONE', message: told, needs_access: false, retry_after_ms: null, feed });
  return problem({ code: response.status >= 500 ? 'LINKEDIN_UNAVAILABLE' : 'LINKEDIN_REFUSED', message: told, feed });
}

export function problem(failure: Pick<FetchFailure, 'code' | 'message' | 'feed'> & Partial<FetchFailure>, options?: ErrorOptions): SourceApiError {
  return new SourceApiError({ needs_access: false, retry_after_ms: null, ...failure }, options);
}

function pauseOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : THROTTLE_PAUSE_MS;
}

const tokens = z.object({ access_token: z.string().min(1) });

async function renew({ url, client_id, client_secret, refresh_token }: NonNullable<LinkedInAccess['renewal']>, feed: string | null): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token, client_id, client_secret });
  const response = await reach(url, { method: 'POST', body }, feed);
  const parsed = tokens.safeParse(jsonOf(Buffer.from(await response.arrayBuffer())));
  if (!response.ok || !parsed.success) throw problem({ code: 'LINKEDIN_TOKEN_EXPIRED', message: `The access token has run out and LinkedIn answers ${response.status} to its renewal: ${MEND_TOKEN}, with its refresh token`, needs_access: true, feed });
  renewed.set(keyOf(refresh_token), parsed.data.access_token);
  return parsed.data.access_token;
}

function keyOf(refreshToken: string): string {
  return createHash('sha256').update(refreshToken).digest('hex');
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return parseExactly(bytes);
  } catch {
    return undefined;
  }
}
