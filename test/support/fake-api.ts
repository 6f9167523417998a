import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a vendor's stand-in answers to one request. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The next calls fail so: the connection breaks, or this answer comes. */
export type ApiFault = 'disconnect' | ApiAnswer;

export interface ApiCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeApi {
  readonly url: string;
  readonly calls: readonly ApiCall[];
  fail(...faults: ApiFault[]): void;
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers as `answer` says; JSON bodies may be given as text, byte for byte. */
export async function startFakeApi(answer: (call: ApiCall, baseUrl: string) => ApiAnswer): Promise<FakeApi> {
  const calls: ApiCall[] = [];
  const faults: ApiFault[] = [];
  const server = createServer((request, response) => {
    void callOf(request).then((call) => {
      calls.push(call);
      const fault = faults.shift();
      if (fault === 'disconnect') return void request.socket.destroy();
      const { status, body, headers = {} } = fault ?? answer(call, baseUrlOf(server));
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: baseUrlOf(server),
    calls,
    fail: (...more) => void faults.push(...more),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function baseUrlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function callOf(request: IncomingMessage): Promise<ApiCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return { method: request.method ?? '', url: new URL(request.url ?? '/', 'http://fake'), headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
}
