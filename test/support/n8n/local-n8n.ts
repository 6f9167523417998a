import { rmSync } from 'node:fs';
import { N8nClient, type Answer } from './n8n-client';
import type { Owner } from './n8n-environment';
import { spawnN8n, tailOf, type N8nProcess } from './n8n-process';
import type { IExecutionResponse } from './n8n-types';
import { waitFor, type Awaited, type WaitOptions } from './wait-for';

export interface RunningN8n {
  readonly baseUrl: string;
  readonly port: number;
  readonly userFolder: string;
  readonly logFile: string;
  readonly client: N8nClient;
  /** Process id of n8n's main process; changes with a restart. */
  pid(): number;
  /** POSTs bytes, text, or an object as JSON to a path such as `/webhook/<id>/webhook`. */
  post(path: string, body: Uint8Array | string | object, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  executions(workflowId?: string): Promise<IExecutionResponse[]>;
  /** As `waitFor`, with the log's tail in the error. */
  waitFor<T>(look: () => Promise<Awaited<T>> | Awaited<T>, options?: WaitOptions): Promise<T>;
  /** Waits until n8n has registered this production path; publishing is asynchronous. */
  waitForPath(path: string, options?: WaitOptions): Promise<void>;
  /** Publishes workflows and waits until n8n has started all their triggers; throws with n8n's own words when one fails. */
  publish(ids: readonly string[]): Promise<void>;
  /** Ends n8n at once, as a power cut would; the folder stays. */
  kill9(): Promise<void>;
  /** Ends n8n in good order and keeps the folder. */
  shutdown(): Promise<void>;
  /** Starts it again on the same folder and port, after kill9 or in place of the running one. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends n8n and removes its folder, if this harness made it. */
  stop(): Promise<void>;
  tail(lines?: number): string;
}

const READY_MS = 120_000;
const SHUTDOWN_MS = 40_000;

/** Where one n8n lives and what it is started with. */
export interface LocalSetup {
  readonly port: number;
  readonly userFolder: string;
  readonly logFile: string;
  readonly env: NodeJS.ProcessEnv;
  readonly made: boolean;
  readonly owner: Owner;
}

/** An n8n process on this machine, started, killed and started again on one folder. */
export class LocalN8n implements RunningN8n {
  readonly baseUrl: string;
  readonly port: number;
  readonly userFolder: string;
  readonly logFile: string;
  readonly client: N8nClient;
  private process: N8nProcess | null = null;
  private readonly onExit = (): void => this.process?.signal('SIGKILL');

  constructor(private readonly setup: LocalSetup) {
    this.port = setup.port;
    this.baseUrl = `http://127.0.0.1:${setup.port}`;
    this.userFolder = setup.userFolder;
    this.logFile = setup.logFile;
    this.client = new N8nClient(this.baseUrl, setup.owner);
  }

  async boot(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const started = spawnN8n(['start'], { ...this.setup.env, ...env }, this.logFile);
    this.process = started;
    process.once('exit', this.onExit);
    const ready = async (): Promise<boolean> => (await this.get('/healthz/readiness')).status === 200;
    const gone = started.ended.then((code) => {
      throw new Error(`n8n ended with ${code} before it was ready:\n${this.tail()}`);
    });
    await Promise.race([this.waitFor(ready, { timeout: READY_MS, what: 'n8n to become ready' }), gone]);
    gone.catch(() => undefined);
    // The editor's API answers a little later than the health check.
    await this.waitFor(async () => this.client.login().then(() => true), { timeout: 30_000, interval: 300, what: "the owner's login" });
  }

  pid(): number {
    if (!this.process) throw new Error('n8n is not running');
    return this.process.pid;
  }

  post(target: string, body: Uint8Array | string | object, headers: Record<string, string> = {}): Promise<Answer> {
    return this.postTo(this.baseUrl, target, body, headers);
  }

  /** The same for another process of this n8n. */
  protected postTo(baseUrl: string, target: string, body: Uint8Array | string | object, headers: Record<string, string>): Promise<Answer> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const bytes = typeof body === 'string' ? body : raw ? Buffer.from(body as Uint8Array) : JSON.stringify(body);
    return this.client.request(target, { method: 'POST', body: bytes, headers: { 'content-type': 'application/json', ...headers } }, baseUrl);
  }

  protected isRunning(): boolean {
    return this.process?.running() ?? false;
  }

  get(target: string): Promise<Answer> {
    return this.client.request(target);
  }

  executions(workflowId?: string): Promise<IExecutionResponse[]> {
    return this.client.executions(workflowId);
  }

  async waitFor<T>(look: () => Promise<Awaited<T>> | Awaited<T>, options?: WaitOptions): Promise<T> {
    try {
      return await waitFor(look, options);
    } catch (error) {
      throw new Error(`${(error as Error).message}; n8n's last lines:\n${this.tail()}`, { cause: (error as Error).cause });
    }
  }

  async waitForPath(target: string, options: WaitOptions = {}): Promise<void> {
    await this.waitFor(async () => isRegistered(await this.get(target)), { what: `${target} to be registered`, ...options });
  }

  async publish(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.client.api('POST', `/workflows/${id}/activate`);
    for (const id of ids) await this.untilPublished(id);
  }

  async kill9(): Promise<void> {
    await this.end('SIGKILL');
  }

  async shutdown(): Promise<void> {
    await this.end('SIGTERM');
  }

  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.shutdown();
    await this.boot(env);
  }

  async stop(): Promise<void> {
    await this.shutdown();
    if (this.setup.made) rmSync(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
  }

  tail(lines?: number): string {
    return tailOf(this.logFile, lines);
  }

  private async untilPublished(id: string): Promise<void> {
    const settled = async () => {
      const publication = await this.client.publication(id);
      return !['in_progress', 'not_published'].includes(publication.status) && publication;
    };
    const { status, failures } = await this.waitFor(settled, { what: `workflow ${id} to be published` });
    if (status !== 'published') throw new Error(`n8n could not start all triggers of workflow ${id}: ${failures.join('; ')}\n${this.tail()}`);
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = this.process;
    if (!running) return;
    running.signal(signal);
    const patience = setTimeout(() => running.signal('SIGKILL'), SHUTDOWN_MS);
    await running.ended;
    clearTimeout(patience);
    process.off('exit', this.onExit);
    this.process = null;
  }
}

/** A GET tells whether a path is registered without touching a POST webhook: n8n's 404 then names the method that is. */
function isRegistered(answer: Answer): boolean {
  return answer.status !== 404 || /not registered for GET/.test(answer.text);
}
