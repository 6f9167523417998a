import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions, INode, INodeCredentialTestResult } from 'n8n-workflow';
import { z } from 'zod';

import { linkedinLeads } from '../../engine/adapters/linkedin';
import { metaLeads } from '../../engine/adapters/meta';
import { secretLines } from '../../engine/adapters/same-secret';
import type { LeadFetcher, LeadLister } from '../../engine/core/lead';
import { parseOrThrow } from '../../engine/core/parse';

/** What the API of a source can do for us. */
export type LeadApi = LeadFetcher & LeadLister;

/** Sources whose leads can be asked for. Their credentials are optional in a node: only what sends pointers, or is polled, needs one. */
export const LEAD_APIS = {
  linkedin: { credential: 'salesOsLinkedInApi', label: 'Sales OS LinkedIn', open: openLinkedIn },
  meta: { credential: 'salesOsMetaApi', label: 'Sales OS Meta', open: openMeta },
} as const;
export type LeadApiName = keyof typeof LEAD_APIS;
export const LEAD_API_NAMES = Object.keys(LEAD_APIS) as [LeadApiName, ...LeadApiName[]];

interface CredentialReader {
  getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
  getNode(): INode;
}

/** The APIs whose credential the node has, new for each run. @throws DomainError `CREDENTIAL_INVALID` */
export async function leadApis(context: CredentialReader): Promise<Partial<Record<LeadApiName, LeadApi>>> {
  const apis: Partial<Record<LeadApiName, LeadApi>> = {};
  for (const name of LEAD_API_NAMES) {
    const api = await leadApi(context, name);
    if (api) apis[name] = api;
  }
  return apis;
}

/** The API of one source, or undefined without its credential. A template names the credential without an id: nobody has chosen one yet. */
export async function leadApi(context: CredentialReader, name: LeadApiName): Promise<LeadApi | undefined> {
  const { credential, open } = LEAD_APIS[name];
  return context.getNode().credentials?.[credential]?.id ? open(await context.getCredentials(credential)) : undefined;
}

const url = (fallback: string) => z.string().trim().default('').transform((text) => text || fallback).refine((text) => /^https?:\/\/\S+$/.test(text), 'must be a URL such as https://graph.facebook.com');
const lines = z.string().optional().transform(secretLines);
const optional = z.string().trim().optional().transform((text) => text || null);
const accessToken = z.string({ required_error: 'is required' }).trim().min(1, 'is required');

const metaData = z.object({
  accessToken,
  pageTokens: lines.refine((all) => all.every((line) => /^\d+\s+\S+$/.test(line)), 'must be a page ID, a space and its token on each line'),
  pageIds: lines.refine((all) => all.every((line) => /^\d+$/.test(line)), 'must be page IDs such as 104500000000001, one per line'),
  appSecret: optional,
  apiVersion: z.string().regex(/^v\d+\.\d+$/, 'must be a version such as v23.0').default('v23.0'),
  baseUrl: url('https://graph.facebook.com'),
});

function openMeta(data: ICredentialDataDecryptedObject): LeadApi {
  const { accessToken: access_token, pageTokens, pageIds, appSecret, apiVersion, baseUrl } = parseOrThrow(metaData, data, 'CREDENTIAL_INVALID', 'The Sales OS Meta credential');
  const page_tokens = new Map(pageTokens.map((line) => line.split(/\s+/) as [string, string]));
  return metaLeads({ base_url: baseUrl, version: apiVersion, access_token, page_tokens, app_secret: appSecret, page_ids: pageIds });
}

const OWNER = /^urn:li:(sponsoredAccount|organization):\d+$/;
const linkedInData = z
  .object({
    accessToken,
    owners: lines.refine((all) => all.every((line) => OWNER.test(line)), 'must be URNs such as urn:li:sponsoredAccount:507000001, one per line'),
    refreshToken: optional,
    clientId: optional,
    clientSecret: optional,
    apiVersion: z.string().regex(/^20\d{4}$/, 'must be a year and month such as 202606').default('202606'),
    baseUrl: url('https://api.linkedin.com'),
    tokenUrl: url('https://www.linkedin.com/oauth/v2/accessToken'),
  })
  .refine(({ refreshToken, clientId, clientSecret }) => refreshToken === null || (clientId !== null && clientSecret !== null), { path: ['refreshToken'], message: 'needs the Client ID and the Client Secret of the app' });

function openLinkedIn(data: ICredentialDataDecryptedObject): LeadApi {
  const { accessToken: access_token, owners, refreshToken, clientId, clientSecret, apiVersion, baseUrl, tokenUrl } = parseOrThrow(linkedInData, data, 'CREDENTIAL_INVALID', 'The Sales OS LinkedIn credential');
  const renewal = refreshToken === null ? null : { url: tokenUrl, client_id: clientId ?? '', client_secret: clientSecret ?? '', refresh_token: refreshToken };
  return linkedinLeads({ base_url: baseUrl, version: apiVersion, access_token, renewal, owners });
}

/** The Test button: lists the last hour's leads of every page or account, which takes all the rights that are needed. */
async function testApi(open: (data: ICredentialDataDecryptedObject) => LeadApi, credential: ICredentialsDecrypted, none: string): Promise<INodeCredentialTestResult> {
  try {
    const api = open({ ...credential.data });
    const feeds = await api.listFeeds();
    if (feeds.length === 0) return { status: 'Error', message: none };
    const to = new Date();
    for (const feed of feeds) for await (const _leads of api.listLeads(feed, { from: new Date(to.getTime() - 3_600_000), to })) break;
    return { status: 'OK', message: `Reads the leads of ${feeds.length === 1 ? feeds[0] : `${feeds.length} (${feeds.slice(0, 5).join(', ')}${feeds.length > 5 ? ' …' : ''})`}` };
  } catch (error) {
    return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
  }
}

export async function salesOsMetaApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
  return testApi(openMeta, credential, 'The token is taken, but it has no page: give its system user access to the pages');
}

export async function salesOsLinkedInApiTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
  return testApi(openLinkedIn, credential, 'Enter the owners to poll (urn:li:sponsoredAccount:…), so that the token can be tried on their leads');
}
