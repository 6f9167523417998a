import { gunzipSync, inflateSync } from 'node:zlib';
import { parse } from 'node:querystring';

/** One HTTP request as a sender writes it. Header names may have any case; the body is bytes, or text as UTF-8. */
export interface WebhookRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'HEAD';
  /** Path and query as they stand in the request line; default `/webhook/test`. */
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | string[]>>;
  readonly body?: Uint8Array | string;
  /** What n8n's reader of raw bodies throws, e.g. an Error with `status: 413`; only for nodes that read the body themselves. */
  readonly readError?: Error;
}

/** What Express and n8n's body parser hand to a node; `rawBody` is there once n8n has read the body. */
export interface FakeRequest {
  method: string;
  protocol: string;
  originalUrl: string;
  headers: Record<string, string>;
  query: Record<string, string | string[]>;
  params: Record<string, string>;
  body: unknown;
  rawBody?: Buffer;
  contentType: string;
  readRawBody(): Promise<void>;
  get(name: string): string | undefined;
  header(name: string): string | undefined;
}

/** Thrown where n8n itself answers 422 and the node never runs. */
export class UnreadableBody extends Error {}

function decodeBody(request: WebhookRequest, encoding: string | undefined): Buffer {
  const bytes = Buffer.from(request.body ?? '');
  if (encoding === 'gzip') return gunzipSync(bytes);
  return encoding === 'deflate' ? inflateSync(bytes) : bytes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UnreadableBody('Failed to parse request body', { cause });
  }
}

/** n8n's middlewares/body-parser: an unknown content type leaves an empty object beside the raw bytes. */
function parseBody(contentType: string, raw: Buffer): unknown {
  if (raw.length === 0) return {};
  if (contentType === 'application/json') return parseJson(raw.toString('utf8'));
  if (contentType === 'application/x-www-form-urlencoded') return { ...parse(raw.toString('utf8')) };
  return contentType === 'text/plain' ? raw.toString('utf8') : {};
}

const COMMON_TYPES = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];

/** Which bodies n8n parses before the node runs: it depends on the node's version and its `options.binaryData`. */
export type BodyParsing = 'every type' | 'common types' | 'never';

/** The request as a node sees it in n8n 2.40. A multipart body only goes to a node that reads the body itself. */
export function fakeRequest(request: WebhookRequest, parsing: BodyParsing): FakeRequest {
  const headers = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const contentType = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const parsed = parsing === 'every type' || (parsing === 'common types' && COMMON_TYPES.includes(contentType));
  if (parsed && contentType.startsWith('multipart/')) throw new Error('Multipart bodies that n8n parses are not part of this harness');
  const made: FakeRequest = {
    method: request.method ?? 'POST',
    protocol: 'https',
    originalUrl: request.url ?? '/webhook/test',
    headers,
    query: { ...request.query },
    params: {},
    body: undefined,
    contentType,
    readRawBody: async () => {
      if (request.readError) throw request.readError;
      made.rawBody ??= decodeBody(request, headers['content-encoding']);
    },
    get: (name) => headers[name.toLowerCase()],
    header: (name) => headers[name.toLowerCase()],
  };
  if (!parsed) return made;
  made.rawBody = decodeBody(request, headers['content-encoding']);
  made.body = parseBody(contentType, made.rawBody);
  return made;
}

/** Records what a node writes to Express' response by itself. */
export class FakeResponse {
  statusCode = 200;
  headersSent = false;
  writableEnded = false;
  readonly headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  set(name: string, value: string): this {
    this.headers[name.toLowerCase()] = value;
    return this;
  }

  setHeader(name: string, value: string): this {
    return this.set(name, value);
  }

  header(name: string, value: string): this {
    return this.set(name, value);
  }

  getHeader(name: string): string | undefined {
    return this.headers[name.toLowerCase()];
  }

  type(value: string): this {
    return this.set('content-type', value);
  }

  contentType(value: string): this {
    return this.set('content-type', value);
  }

  writeHead(code: number, headers: Record<string, string> = {}): this {
    for (const [name, value] of Object.entries(headers)) this.set(name, value);
    this.headersSent = true;
    return this.status(code);
  }

  write(chunk: string | Uint8Array): boolean {
    this.headersSent = true;
    this.chunks.push(Buffer.from(chunk));
    return true;
  }

  json(value: unknown): this {
    return this.type('application/json').end(JSON.stringify(value));
  }

  send(value?: unknown): this {
    if (value !== undefined && typeof value === 'object' && !(value instanceof Uint8Array)) return this.json(value);
    return this.end(value === undefined ? undefined : (value as string | Uint8Array));
  }

  sendStatus(code: number): this {
    return this.status(code).end();
  }

  end(chunk?: string | Uint8Array): this {
    // Express allows `.send(…).end()`: the second end has nothing to write.
    if (chunk !== undefined) this.write(chunk);
    this.headersSent = true;
    this.writableEnded = true;
    return this;
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}
