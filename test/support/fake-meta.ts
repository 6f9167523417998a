import { createHmac } from 'node:crypto';

import { type ApiAnswer, type ApiCall, type FakeApi, startFakeApi } from './fake-api';
import { graphFormOf, graphLeadOf, MetaWorld } from './fake-meta/meta-world';

export { leadgenBody, metaDelivery, signedByMeta } from './fake-meta/deliveries';
export { type MetaForm, type MetaLead, MetaWorld } from './fake-meta/meta-world';

export const META_TOKEN = 'EAAG-system-user';

export interface FakeMeta extends FakeApi {
  readonly world: MetaWorld;
  /** Tokens that are taken, with the pages each may read; '*' = all. */
  readonly tokens: Map<string, readonly string[]>;
  /** Wants a proof of this app secret with each call; null = does not. */
  requireProofOf(appSecret: string | null): void;
}

/** Starts a Graph API on loopback that behaves as Meta's documentation says, as far as leads need it. */
export async function startFakeMeta(): Promise<FakeMeta> {
  const world = new MetaWorld();
  const tokens = new Map<string, readonly string[]>([[META_TOKEN, ['*']]]);
  let proofSecret: string | null = null;
  const api = await startFakeApi((call, baseUrl) => {
    const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? call.url.searchParams.get('access_token') ?? '';
    const pages = tokens.get(token);
    if (!pages) return graphError(401, 190, 463, 'Error validating access token: Session has expired');
    if (proofSecret !== null && call.url.searchParams.get('appsecret_proof') !== createHmac('sha256', proofSecret).update(token).digest('hex')) return graphError(400, 100, null, 'API calls from the server require an appsecret_proof argument');
    return route(world, call, { pages, baseUrl, token });
  });
  return { ...api, world, tokens, requireProofOf: (secret) => void (proofSecret = secret) };
}

interface Caller {
  readonly pages: readonly string[];
  readonly baseUrl: string;
  readonly token: string;
}

function route(world: MetaWorld, { url }: ApiCall, caller: Caller): ApiAnswer {
  const [, , id = '', edge] = url.pathname.split('/');
  const sees = (page: string) => caller.pages.includes('*') || caller.pages.includes(page);
  const pages = [...new Set([...world.forms.values()].map(({ page }) => page))];
  if (id === 'me' && edge === 'accounts') return listed(pages.filter(sees).map((page) => ({ id: page })), url, caller);
  if (edge === 'leadgen_forms') return sees(id) ? listed([...world.forms.values()].filter(({ page }) => page === id).map(graphFormOf), url, caller) : graphError(403, 200, null, '(#200) Requires pages_manage_ads permission');
  if (edge === 'leads') return listed([...world.leads.values()].filter(({ form, created }) => form === id && passes(created, url)).map(graphLeadOf), url, caller);
  const lead = world.leads.get(id);
  if (lead && sees(lead.page)) return { status: 200, body: graphLeadOf(lead) };
  const form = world.forms.get(id);
  if (form && sees(form.page)) return { status: 200, body: graphFormOf(form) };
  if (pages.includes(id)) return { status: 200, body: { id, access_token: caller.token } };
  return graphError(400, 100, 33, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`);
}

interface Filter {
  readonly field: string;
  readonly operator: 'GREATER_THAN' | 'LESS_THAN';
  readonly value: number;
}

function passes(created: Date, url: URL): boolean {
  const seconds = Math.floor(created.getTime() / 1_000);
  const filters = JSON.parse(url.searchParams.get('filtering') ?? '[]') as Filter[];
  return filters.every(({ operator, value }) => (operator === 'GREATER_THAN' ? seconds > value : seconds < value));
}

/** Cursor paging; Meta puts the token into the link to the next page. Pages are short here, so that every list has several. */
function listed(data: readonly unknown[], url: URL, { baseUrl, token }: Caller): ApiAnswer {
  const size = Math.min(2, Number(url.searchParams.get('limit') ?? 25));
  const from = Number(url.searchParams.get('after') ?? 0);
  const next = new URL(url.pathname + url.search, baseUrl);
  next.searchParams.set('after', String(from + size));
  next.searchParams.set('access_token', token);
  const paging = { cursors: { before: String(from), after: String(from + size) }, ...(from + size < data.length ? { next: next.href } : {}) };
  return { status: 200, body: { data: data.slice(from, from + size), paging } };
}

export function graphError(status: number, code: number, subcode: number | null, message: string, headers: Record<string, string> = {}): ApiAnswer {
  return { status, headers, body: { error: { message, type: code === 190 ? 'OAuthException' : 'GraphMethodException', code, ...(subcode === null ? {} : { error_subcode: subcode }), fbtrace_id: 'A1b2C3' } } };
}
