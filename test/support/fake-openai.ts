import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a question held, as the API got it. */
export interface AskedQuestion {
  readonly key: string | null;
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format: { readonly type: string; readonly json_schema?: { readonly strict: boolean; readonly schema: { readonly properties: Record<string, unknown>; readonly required: string[] } } };
}

/** How the stand-in answers one question: the content of a good answer, or one of the ways in which the real one fails. */
export type FakeAnswer =
  | { readonly content: string; readonly finish_reason?: 'stop' | 'length' | 'content_filter'; readonly after_ms?: number }
  | { readonly refusal: string }
  | { readonly status: number; readonly message?: string; readonly retry_after_ms?: number }
  | { readonly hang: true }
  | { readonly cut: true }
  | { readonly stall: true };

export type Brain = (question: AskedQuestion, call: number) => FakeAnswer;

/** Fields with one value each; fields that are not named answer null. */
export function saying(values: Readonly<Record<string, { value: string | boolean | null; confidence: number }>>): Brain {
  return (question) => {
    const asked = JSON.parse(question.messages.at(-1)!.content) as { fields: Record<string, unknown> };
    const fields = Object.keys(asked.fields).map((field) => [field, { ...(values[field] ?? { value: null, confidence: 0.9 }), reason: 'the words say so' }]);
    return { content: JSON.stringify(Object.fromEntries(fields)) };
  };
}

/**
 * A server on loopback that behaves as the chat completions of the public API: bearer key, model, JSON schema, usage, errors with
 * their bodies, Retry-After, refusals, cut answers, hangs, slow answers.
 */
export class FakeOpenAi {
  readonly asked: AskedQuestion[] = [];
  /** Most calls that were open at once. */
  most_open = 0;
  brain: Brain;
  private open = 0;
  private readonly server: Server;

  private constructor(brain: Brain) {
    this.brain = brain;
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(brain: Brain = saying({})): Promise<FakeOpenAi> {
    const fake = new FakeOpenAi(brain);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
    if (key !== 'sk-test') return send(response, 401, { error: { message: 'Incorrect API key provided.', type: 'invalid_request_error', param: null, code: 'invalid_api_key' } });
    if (request.method === 'GET' && request.url === '/v1/models') return send(response, 200, { object: 'list', data: [{ id: 'gpt-test', object: 'model' }] });
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return send(response, 404, { error: { message: `Unknown request URL: ${request.method} ${request.url}`, type: 'invalid_request_error', param: null, code: null } });
    this.open += 1;
    this.most_open = Math.max(this.most_open, this.open);
    response.on('close', () => (this.open -= 1));
    this.answer({ key, ...(JSON.parse(Buffer.concat(chunks).toString()) as Omit<AskedQuestion, 'key'>) }, response);
  }

  private answer(question: AskedQuestion, response: ServerResponse): void {
    this.asked.push(question);
    const answer = this.brain(question, this.asked.length);
    if ('hang' in answer) return;
    if ('stall' in answer) return void response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
    if ('cut' in answer) return void response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"id":"chatcmpl-1",', () => response.destroy());
    if ('status' in answer) {
      const headers: Record<string, string> = answer.retry_after_ms === undefined ? {} : { 'retry-after-ms': String(answer.retry_after_ms) };
      return send(response, answer.status, { error: { message: answer.message ?? 'The server had an error', type: 'error', param: null, code: null } }, headers);
    }
    const message = 'refusal' in answer ? { role: 'assistant', content: null, refusal: answer.refusal } : { role: 'assistant', content: answer.content, refusal: null };
    const finish_reason = 'refusal' in answer ? 'stop' : (answer.finish_reason ?? 'stop');
    const usage = { prompt_tokens: 900, completion_tokens: 120, total_tokens: 1020 };
    const body = { id: `chatcmpl-${this.asked.length}`, object: 'chat.completion', created: 1_700_000_000, model: question.model, choices: [{ index: 0, message, finish_reason, logprobs: null }], usage };
    setTimeout(() => send(response, 200, body), 'refusal' in answer ? 0 : (answer.after_ms ?? 0));
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  if (!response.destroyed) response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_test', ...headers }).end(JSON.stringify(body));
}
