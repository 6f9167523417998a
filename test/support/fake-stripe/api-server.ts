import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { createPrice, createProduct, updateCatalog } from './catalog-routes';
import type { FakeCheckout } from './checkout';
import { parseForm, type FormObject } from './form-body';
import { createLink, shownLink, updateLink } from './link-routes';
import { StripeApiError, unknownObject } from './stripe-error';
import type { StripeObject, StripeState } from './stripe-state';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly idempotency_key: string | null;
}

/** `before`: the connection breaks before anything happens; `after`: it happens and the answer is lost. */
export type Fault = 'before' | 'after' | 500 | 429;

interface Saved {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
}

/** Stripe's HTTP API, as far as payment links need it. */
export class ApiServer {
  readonly requests: ApiRequest[] = [];
  readonly faults: Fault[] = [];
  readonly server: Server = createServer((request, response) => void this.handle(request, response));
  private readonly saved = new Map<string, Saved>();

  constructor(
    private readonly state: StripeState,
    private readonly checkout: FakeCheckout,
    private readonly secretKey: string,
  ) {}

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request);
    this.requests.push(call);
    const fault = this.faults.shift();
    if (fault === 'before') return void request.socket.destroy();
    if (fault === 500 || fault === 429) return send(response, fault, { error: { type: fault === 500 ? 'api_error' : 'invalid_request_error', code: fault === 429 ? 'rate_limit' : undefined, message: 'Please try again later.' } });
    const { status, body, replayed } = this.answer(call, request);
    if (fault === 'after') return void request.socket.destroy();
    send(response, status, body, replayed ? { 'idempotent-replayed': 'true' } : {});
  }

  private answer(call: ApiRequest, request: IncomingMessage): { status: number; body: unknown; replayed?: boolean } {
    try {
      if (request.headers.authorization !== `Bearer ${this.secretKey}`) throw new StripeApiError(401, 'invalid_request_error', 'Invalid API Key provided: sk_****');
      return this.once(call, () => this.route(call, baseUrlOf(request)));
    } catch (error) {
      if (error instanceof StripeApiError) return { status: error.status, body: error.body };
      return { status: 500, body: { error: { type: 'api_error', message: String(error) } } };
    }
  }

  /** A key seen before gives the first answer; what failed validation was never saved. */
  private once(call: ApiRequest, work: () => unknown): { status: number; body: unknown; replayed?: boolean } {
    const key = call.method === 'POST' ? call.idempotency_key : null;
    const fingerprint = `${call.path}?${call.body}`;
    const saved = key === null ? undefined : this.saved.get(key);
    if (saved && saved.fingerprint !== fingerprint) {
      throw new StripeApiError(400, 'idempotency_error', 'Keys for idempotent requests can only be used with the same parameters they were first used with.');
    }
    if (saved) return { ...saved, replayed: true };
    const body = structuredClone(work());
    if (key !== null) this.saved.set(key, { fingerprint, status: 200, body });
    return { status: 200, body };
  }

  private route({ method, path, body }: ApiRequest, baseUrl: string): unknown {
    const url = new URL(path, baseUrl);
    const [, , ...parts] = url.pathname.split('/');
    const [resource = '', id = '', verb = ''] = parts[0] === 'checkout' ? [`checkout/${parts[1]}`, ...parts.slice(2)] : parts;
    if (method === 'GET' && resource === 'events') return id ? this.state.events.find((event) => event.id === id) : page(this.eventsOf(url.searchParams), url.searchParams, resource);
    if (resource === 'balance') return { object: 'balance', livemode: this.state.liveMode, available: [], pending: [] };
    return method === 'POST' ? this.post(resource, id, verb, parseForm(body), baseUrl) : this.get(resource, id, url.searchParams);
  }

  private post(resource: string, id: string, verb: string, form: FormObject, baseUrl: string): unknown {
    if (resource === 'payment_links') return shownLink(id ? updateLink(this.state, id, form) : createLink(this.state, form, baseUrl));
    if (resource === 'products') return id ? updateCatalog(this.state, 'product', id, form) : createProduct(this.state, form);
    if (resource === 'prices') return id ? updateCatalog(this.state, 'price', id, form) : createPrice(this.state, form);
    if (resource === 'checkout/sessions' && verb === 'expire') return this.checkout.expire(id);
    throw notFound(resource);
  }

  private get(resource: string, id: string, query: URLSearchParams): unknown {
    const object = OBJECT_OF[resource];
    if (!object) throw notFound(resource);
    const expanded = (found: StripeObject) => expand(this.state, object === 'payment_link' ? shownLink(found) : found, query);
    if (id) {
      const found = this.state.find(id, object);
      if (!found) throw unknownObject(object, id);
      return expanded(found);
    }
    const filters = ['payment_link', 'status', 'active', 'payment_intent'].filter((name) => query.has(name));
    const matches = (found: StripeObject) => isCreatedIn(found, query) && filters.every((name) => String(found[name]) === query.get(name));
    const listed = page(this.state.list(object, matches), query, resource);
    return { ...listed, data: listed.data.map(expanded) };
  }

  /** Newest first, as Stripe lists them; after 30 days they are gone. */
  private eventsOf(query: URLSearchParams): StripeObject[] {
    const types = [...query].filter(([name]) => name.startsWith('types[')).map(([, type]) => type);
    const oldest = this.state.seconds() - 30 * 86_400;
    const found = this.state.events.filter((event) => event.created >= oldest && isCreatedIn({ created: event.created }, query) && (types.length === 0 || types.includes(event.type)));
    return [...found].reverse() as unknown as StripeObject[];
  }
}

const OBJECT_OF: Readonly<Record<string, string>> = {
  payment_links: 'payment_link',
  products: 'product',
  prices: 'price',
  'checkout/sessions': 'checkout.session',
  payment_intents: 'payment_intent',
  charges: 'charge',
  disputes: 'dispute',
  refunds: 'refund',
  balance_transactions: 'balance_transaction',
};

/** `created[gte]=…&created[lt]=…` */
function isCreatedIn(object: { readonly [field: string]: unknown }, query: URLSearchParams): boolean {
  const created = Number(object.created);
  const bound = (name: string) => (query.has(`created[${name}]`) ? Number(query.get(`created[${name}]`)) : null);
  const [gte, gt, lte, lt] = [bound('gte'), bound('gt'), bound('lte'), bound('lt')];
  return (gte === null || created >= gte) && (gt === null || created > gt) && (lte === null || created <= lte) && (lt === null || created < lt);
}

/** `expand[]=data.latest_charge` puts the object where its id stands; one level is enough here. */
function expand(state: StripeState, object: StripeObject, query: URLSearchParams): StripeObject {
  const paths = [...query].filter(([name]) => name.startsWith('expand[')).map(([, path]) => path.replace(/^data\./, ''));
  const found = paths.flatMap((path) => {
    const id = object[path];
    const inner = typeof id === 'string' ? state.find(id) : undefined;
    return inner ? [[path, inner] as const] : [];
  });
  return found.length === 0 ? object : { ...object, ...Object.fromEntries(found) };
}

function page(found: StripeObject[], query: URLSearchParams, resource: string) {
  const after = query.get('starting_after');
  const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
  const limit = Number(query.get('limit') ?? 10);
  return { object: 'list', url: `/v1/${resource}`, has_more: found.length > from + limit, data: found.slice(from, from + limit) };
}

function notFound(resource: string): StripeApiError {
  return new StripeApiError(404, 'invalid_request_error', `Unrecognized request URL (${resource}).`);
}

async function callOf(request: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const key = request.headers['idempotency-key'];
  return { method: request.method ?? '', path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8'), idempotency_key: typeof key === 'string' ? key : null };
}

function baseUrlOf(request: IncomingMessage): string {
  return `http://${request.headers.host}`;
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
