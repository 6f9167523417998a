import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePortRange } from './free-ports';
import { hashPassword } from './installed-n8n';
import { N8nClient, type Answer } from './n8n-client';
import { n8nEnvironment, TEST_OWNER, type Owner } from './n8n-environment';
import { runN8nCommand, spawnN8n, tailOf, type N8nProcess } from './n8n-process';
import type { CredentialFile, IExecutionResponse, WorkflowFile } from './n8n-types';
import { stagePackage } from './stage-package';
import { waitFor, type Awaited, type WaitOptions } from './wait-for';

export interface StartN8nOptions {
  /** First of a range of two ports; default: a free range. */
  readonly port?: number;
  /** n8n's user folder; default: a fresh temporary one that `stop()` removes. A given folder is kept. */
  readonly userFolder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the built pack, default this checkout; null starts a bare n8n. */
  readonly packageDir?: string | null;
  readonly workflows?: readonly WorkflowFile[];
  readonly credentials?: readonly CredentialFile[];
  /** Ids to publish; default: every workflow of `workflows` that has an id. */
  readonly publish?: readonly string[];
  readonly owner?: Owner;
  readonly encryptionKey?: string;
  /** Told about each step, for programs that show progress. */
  readonly progress?: (step: string) => void;
}

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

/** Boots a real n8n with the built pack, as somebody would after installing it. Only processes started here are ever ended. */
export async function startN8n(options: StartN8nOptions = {}): Promise<RunningN8n> {
  const port = options.port ?? (await freePortRange(2));
  const made = options.userFolder === undefined;
  const userFolder = options.userFolder ?? mkdtempSync(path.join(os.tmpdir(), 'sales-os-n8n-'));
  const owner = options.owner ?? TEST_OWNER;
  const env = n8nEnvironment({
    userFolder,
    port,
    ownerEmail: owner.email,
    ownerPasswordHash: hashPassword(owner.password),
    encryptionKey: options.encryptionKey ?? 'test',
    env: options.env ?? {},
  });
  const setup: LocalSetup = { port, userFolder, env, made, owner, logFile: path.join(userFolder, 'n8n.log') };
  mkdirSync(userFolder, { recursive: true });
  if (options.packageDir !== null) stagePackage(userFolder, options.packageDir);
  await importInto(setup, options);
  const n8n = new LocalN8n(setup);
  options.progress?.('Starting n8n');
  try {
    await n8n.boot();
    await n8n.publish(options.publish ?? (options.workflows ?? []).flatMap(({ id }) => (id ? [id] : [])));
  } catch (error) {
    await n8n.stop();
    throw error;
  }
  return n8n;
}

/** Imports through n8n's own commands while it is down: the way that keeps ids. */
async function importInto(setup: LocalSetup, { workflows = [], credentials = [], progress }: StartN8nOptions): Promise<void> {
  const run = async (command: string, data: readonly unknown[]): Promise<void> => {
    if (data.length === 0) return;
    progress?.(`Importing ${data.length} ${command === 'import:workflow' ? 'workflows' : 'credentials'}`);
    const file = path.join(setup.userFolder, `${command.replace(':', '-')}.json`);
    writeFileSync(file, JSON.stringify(data), { mode: 0o600 });
    // A log of its own: at the first start it holds n8n's hundreds of migrations.
    await runN8nCommand([command, `--input=${file}`], setup.env, path.join(setup.userFolder, 'import.log'));
    rmSync(file);
  };
  await run('import:credentials', credentials);
  await run('import:workflow', workflows);
}

interface LocalSetup {
  readonly port: number;
  readonly userFolder: string;
  readonly logFile: string;
  readonly env: NodeJS.ProcessEnv;
  readonly made: boolean;
  readonly owner: Owner;
}

class LocalN8n implements RunningN8n {
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
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const bytes = typeof body === 'string' ? body : raw ? Buffer.from(body as Uint8Array) : JSON.stringify(body);
    return this.client.request(target, { method: 'POST', body: bytes, headers: { 'content-type': 'application/json', ...headers } });
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
