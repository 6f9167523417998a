import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the ops system behaves for the next calls, one each; `ok` when the list is empty. */
export type OpsMood = 'ok' | 'down' | 'slow' | '500' | '500_after_storing' | 'lost_answer';

export interface OpsMessageJson {
  readonly type: string;
  readonly delivery_id: string;
  readonly opportunity_id: string;
  readonly payload_version: number;
  readonly payload?: { readonly client: { readonly name: string } };
  readonly reason?: string;
}

export interface FakeOps {
  /** The Delivery URL of the credential. */
  readonly url: string;
  /** What it holds, once per delivery id, in the order of arrival. */
  readonly cases: readonly OpsMessageJson[];
  /** Every call that reached it, with whether its signature held. */
  readonly calls: readonly { readonly id: string; readonly genuine: boolean; readonly headers: Readonly<Record<string, string | string[] | undefined>> }[];
  behave(...moods: OpsMood[]): void;
  /** Answers a handoff at the webhook of the Case Ops Trigger, signed as its own code would. @returns the status and body */
  answer(webhook: string, message: object, options?: { readonly id?: string; readonly secret?: string; readonly at?: Date; readonly body?: string }): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** The recipe of docs/handoff.md in the words of a system that has none of our code. */
export function signatureOf(id: string, timestamp: string, body: string, secret: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64');
}

/** A case system of another vendor on loopback: stores what is signed, once per id, and has its moods. */
export async function startFakeOps({ secret, port = 0 }: { secret: string; port?: number }): Promise<FakeOps> {
  const cases: OpsMessageJson[] = [];
  const calls: FakeOps['calls'][number][] = [];
  const moods: OpsMood[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const mood = moods.shift() ?? 'ok';
    if (mood === 'down') return void request.socket.destroy();
    const body = await bodyOf(request);
    const header = (name: string) => String(request.headers[name] ?? '');
    const id = header('webhook-id');
    const genuine = header('webhook-signature').split(' ').includes(`v1,${signatureOf(id, header('webhook-timestamp'), body, secret)}`);
    calls.push({ id, genuine, headers: request.headers });
    if (!genuine) return void response.writeHead(401).end('bad signature');
    if (mood === '500') return void response.writeHead(500).end('database is locked');
    if (!cases.some(({ delivery_id }) => delivery_id === id)) cases.push(JSON.parse(body) as OpsMessageJson);
    if (mood === '500_after_storing') return void response.writeHead(500).end('could not notify the team');
    if (mood === 'lost_answer') return void request.socket.destroy();
    if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, 1_500));
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"stored":true}');
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  let answers = 0;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/sales`,
    cases,
    calls,
    behave: (...next) => void moods.push(...next),
    answer: async (webhook, message, options = {}) => {
      const body = options.body ?? JSON.stringify(message);
      const id = options.id ?? `ans_${(answers += 1)}_${Date.now()}`;
      const timestamp = String(Math.floor((options.at ?? new Date()).getTime() / 1000));
      const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signatureOf(id, timestamp, body, options.secret ?? secret)}` };
      const response = await fetch(webhook, { method: 'POST', headers, body });
      const text = await response.text();
      return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text } };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
