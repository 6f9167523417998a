import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for whatever a workflow tells of an event: it counts how often each id came. */
export class EventRecorder {
  readonly seen = new Map<string, number>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const id = new URL(request.url ?? '/', 'http://recorder').searchParams.get('id') ?? '';
      this.seen.set(id, (this.seen.get(id) ?? 0) + 1);
      response.end('{}');
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
