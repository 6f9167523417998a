import path from 'node:path';
import { freePortRange } from './free-ports';
import { LocalN8n, type LocalSetup } from './local-n8n';
import type { Answer } from './n8n-client';
import { spawnN8n, type N8nProcess } from './n8n-process';
import type { QueueServers } from './queue-environment';
import { waitFor } from './wait-for';

/** A process beside main: a worker or the webhook processor, started again under the same name and ports. */
class Companion {
  private process: N8nProcess | null = null;
  private readonly onExit = (): void => this.process?.signal('SIGKILL');

  constructor(
    readonly name: string,
    private readonly args: readonly string[],
    private readonly env: NodeJS.ProcessEnv,
    private readonly folder: string,
    private readonly readyUrl: string,
  ) {}

  async start(): Promise<void> {
    if (this.process) return;
    this.process = spawnN8n(this.args, this.env, path.join(this.folder, `${this.name}.log`));
    process.once('exit', this.onExit);
    await waitFor(async () => (await fetch(this.readyUrl)).ok, { timeout: 120_000, what: `n8n's ${this.name} to become ready` });
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = this.process;
    this.process = null;
    if (!running) return;
    running.signal(signal);
    const patience = setTimeout(() => running.signal('SIGKILL'), 40_000);
    await running.ended;
    clearTimeout(patience);
    process.off('exit', this.onExit);
  }
}

/**
 * n8n in queue mode: main, workers and a webhook processor, as in deploy/docker-compose.yml. Deliveries go to the webhook
 * processor, everything else to main, as its proxy sends them. `kill9` takes another process each time: a worker, main,
 * the next worker …; `restart` starts whatever is down.
 */
export class QueueN8n extends LocalN8n {
  private companions: Companion[] = [];
  private processorUrl = '';
  private kills = 0;

  constructor(
    private readonly queueSetup: LocalSetup,
    private readonly servers: QueueServers,
  ) {
    super(queueSetup);
  }

  override async boot(env: Readonly<Record<string, string>> = {}): Promise<void> {
    // Main first: it brings n8n's database up to date.
    if (!this.isRunning()) await super.boot(env);
    if (this.companions.length === 0) this.companions = await this.makeCompanions();
    await Promise.all(this.companions.map((companion) => companion.start()));
  }

  override post(target: string, body: Uint8Array | string | object, headers: Record<string, string> = {}): Promise<Answer> {
    return target.startsWith('/webhook/') ? this.postTo(this.processorUrl, target, body, headers) : super.post(target, body, headers);
  }

  override async kill9(): Promise<void> {
    const victims = [...this.companions.filter(({ name }) => name.startsWith('worker')), null];
    const victim = victims[this.kills++ % victims.length];
    await (victim ? victim.end('SIGKILL') : super.kill9());
  }

  override async restart(): Promise<void> {
    await this.boot();
  }

  override async shutdown(): Promise<void> {
    await super.shutdown();
    await Promise.all(this.companions.map((companion) => companion.end('SIGTERM')));
  }

  /** Each takes two ports: its health check (or its webhooks) and its task broker. */
  private async makeCompanions(): Promise<Companion[]> {
    const first = await freePortRange(2 * (this.servers.workers + 1));
    this.processorUrl = `http://127.0.0.1:${first}`;
    const workers = Array.from({ length: this.servers.workers }, (_, index) => {
      const port = first + 2 * (index + 1);
      return this.companion(`worker-${index + 1}`, ['worker', '--concurrency=10'], port, { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) });
    });
    return [...workers, this.companion('webhook', ['webhook'], first, { N8N_PORT: String(first) })];
  }

  private companion(name: string, args: readonly string[], port: number, own: Record<string, string>): Companion {
    const env = { ...this.queueSetup.env, ...own, N8N_RUNNERS_BROKER_PORT: String(port + 1) };
    return new Companion(name, args, env, this.userFolder, `http://127.0.0.1:${port}/healthz`);
  }
}
