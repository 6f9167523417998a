import { spawn } from 'node:child_process';
import { ROOT } from './paths';

export interface StepResult {
  readonly code: number;
  /** Both streams in the order they came; empty when the step wrote to the terminal. */
  readonly output: string;
}

export interface StepOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether the step's own output is shown as it comes; otherwise it is collected. Default: collected. */
  readonly show?: boolean;
}

/** Runs a program to its end; never rejects for its exit code. */
export function runStep(file: string, args: readonly string[], options: StepOptions = {}): Promise<StepResult> {
  const child = spawn(file, args, {
    cwd: options.cwd ?? ROOT,
    env: options.env ?? process.env,
    stdio: options.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a JavaScript file of an installed tool under this same Node. */
export function runNode(script: string, args: readonly string[], options: StepOptions = {}): Promise<StepResult> {
  return runStep(process.execPath, [script, ...args], options);
}
