import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { N8N_BIN, NODE_BIN } from './installed-n8n';

/** One n8n process of our own. It leads a process group, so that its task runner ends with it. */
export interface N8nProcess {
  readonly pid: number;
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  running(): boolean;
  signal(signal: NodeJS.Signals): void;
}

/** Starts `n8n <args>`; both output streams are appended to `logFile`, because n8n spins when a pipe is closed early. */
export function spawnN8n(args: readonly string[], env: NodeJS.ProcessEnv, logFile: string): N8nProcess {
  const log = openSync(logFile, 'a');
  const child = spawn(NODE_BIN, [N8N_BIN, ...args], { env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw new Error(`n8n ${args.join(' ')} could not be started with ${NODE_BIN}`);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { pid, ended, running: () => stillRuns(child), signal: (signal) => signalGroup(child, pid, signal) };
}

function stillRuns(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function signalGroup(child: ChildProcess, pid: number, signal: NodeJS.Signals): void {
  if (!stillRuns(child)) return;
  // SIGTERM goes to n8n alone, which ends its children in good order; SIGKILL must take them too.
  if (signal === 'SIGKILL') process.kill(-pid, signal);
  else child.kill(signal);
}

/** Runs an n8n command to its end; throws with the log's tail when it fails. */
export async function runN8nCommand(args: readonly string[], env: NodeJS.ProcessEnv, logFile: string): Promise<void> {
  const code = await spawnN8n(args, env, logFile).ended;
  if (code !== 0) throw new Error(`n8n ${args.join(' ')} ended with ${code}:\n${tailOf(logFile)}`);
}

/** The last lines of a log; empty when there is none. */
export function tailOf(logFile: string, lines = 40): string {
  return existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
}
