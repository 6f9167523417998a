import type { INodeTypeDescription } from 'n8n-workflow';
import type { Owner } from './n8n-environment';
import type { IExecutionResponse } from './n8n-types';

/** An answer as it came: status, headers, and the body as text and, where it is JSON, parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `failures` are n8n's words for each trigger it could not start. */
export interface Publication {
  readonly status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
  readonly failures: readonly string[];
}

/** n8n ties a session to this header; a browser keeps it in its local storage. */
export const BROWSER_ID = 'sales-os';

/** The public and the editor's API of one n8n, as its owner. */
export class N8nClient {
  private cookie = '';
  private apiKey = '';

  constructor(
    readonly baseUrl: string,
    private readonly owner: Owner,
  ) {}

  /** Any request; `path` is below the base URL, of another process where it is given. Bodies are sent byte for byte. */
  request(path: string, init: RequestInit = {}, baseUrl = this.baseUrl): Promise<Answer> {
    return send(baseUrl + path, init);
  }

  /** A call of the editor's own API, signed in; n8n ties the session to the browser-id header. */
  rest(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers: Record<string, string> = { 'browser-id': BROWSER_ID, cookie: this.cookie };
    if (body !== undefined) headers['content-type'] = 'application/json';
    return this.request(`/rest${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  /** A call of the public API; throws for anything but 2xx. */
  async api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { 'x-n8n-api-key': this.apiKey, 'content-type': 'application/json' };
    const answer = await this.request(`/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (answer.status >= 300) throw new Error(`n8n answered ${answer.status} to ${method} ${path}: ${answer.text}`);
    return answer.body as T;
  }

  /** Signs in and makes an API key of its own with every scope the owner has. */
  async login(): Promise<void> {
    const answer = await this.rest('POST', '/login', { emailOrLdapLoginId: this.owner.email, password: this.owner.password });
    if (answer.status !== 200) throw new Error(`n8n refused the owner's login with ${answer.status}: ${answer.text}`);
    this.cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
    const { body: scopes } = await this.rest('GET', '/api-keys/scopes');
    const key = await this.rest('POST', '/api-keys', {
      label: `sales-os ${crypto.randomUUID()}`,
      expiresAt: null,
      scopes: (scopes as { data: string[] }).data,
    });
    if (key.status >= 300) throw new Error(`n8n made no API key (${key.status}): ${key.text}`);
    this.apiKey = (key.body as { data: { rawApiKey: string } }).data.rawApiKey;
  }

  /** The session's cookies, for a browser that should be signed in. */
  cookies(): { name: string; value: string }[] {
    return this.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1) };
    });
  }

  /** How far n8n is with starting a published workflow's triggers (it does so in the background), and what failed. */
  async publication(workflowId: string): Promise<Publication> {
    const { body, status, text } = await this.rest('GET', `/workflows/${workflowId}/publication-status`);
    if (status !== 200) throw new Error(`n8n told no publication status of ${workflowId} (${status}): ${text}`);
    const { data } = body as { data: { status: Publication['status']; triggers: { errorMessage: string | null }[] } };
    return { status: data.status, failures: data.triggers.flatMap(({ errorMessage }) => errorMessage ?? []) };
  }

  /** The node types n8n knows, as it gives them to the editor. */
  async nodeTypes(): Promise<INodeTypeDescription[]> {
    const answer = await this.request('/types/nodes.json', { headers: { 'browser-id': BROWSER_ID, cookie: this.cookie } });
    return answer.body as INodeTypeDescription[];
  }

  /** All executions of a workflow, newest first, with their data; every workflow's without an id. */
  async executions(workflowId?: string): Promise<IExecutionResponse[]> {
    const found: IExecutionResponse[] = [];
    let cursor: string | null | undefined = '';
    while (cursor !== null && cursor !== undefined) {
      const query = new URLSearchParams({ includeData: 'true', limit: '100' });
      if (workflowId) query.set('workflowId', workflowId);
      if (cursor) query.set('cursor', cursor);
      const page: { data: IExecutionResponse[]; nextCursor?: string | null } = await this.api('GET', `/executions?${query}`);
      found.push(...page.data);
      cursor = page.nextCursor;
    }
    return found;
  }
}
