import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePortRange } from './free-ports';
import { hashPassword } from './installed-n8n';
import { LocalN8n, type LocalSetup, type RunningN8n } from './local-n8n';
import { n8nEnvironment, TEST_OWNER, type Owner } from './n8n-environment';
import { runN8nCommand } from './n8n-process';
import type { CredentialFile, WorkflowFile } from './n8n-types';
import { queueEnvironment, type QueueServers } from './queue-environment';
import { QueueN8n } from './queue-n8n';
import { stagePackage } from './stage-package';

export type { RunningN8n };

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
  /** Starts n8n in queue mode, with workers and a webhook processor beside main. */
  readonly queue?: QueueServers;
  /** Told about each step, for programs that show progress. */
  readonly progress?: (step: string) => void;
}

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
    env: { ...(options.queue ? queueEnvironment(options.queue) : {}), ...options.env },
  });
  const setup: LocalSetup = { port, userFolder, env, made, owner, logFile: path.join(userFolder, 'n8n.log') };
  mkdirSync(userFolder, { recursive: true });
  if (options.packageDir !== null) stagePackage(userFolder, options.packageDir);
  await importInto(setup, options);
  const n8n = options.queue ? new QueueN8n(setup, options.queue) : new LocalN8n(setup);
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
