import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

import { newId, openStore, storeDelivery } from '../../engine/store';

/**
 * A second process on a store: a test starts it with `startStoreProcess`, and it runs this same file.
 * It prints `open`, or `refused <message>`; then it stores deliveries without end and prints each id after its commit.
 */
export interface StoreProcess {
  readonly child: ChildProcess;
  /** Lines printed so far. */
  readonly lines: readonly string[];
  /** Resolves when a line starts with the text; rejects when the process ends before. */
  line(start: string): Promise<string>;
  ended(): Promise<void>;
}

export function startStoreProcess(folder: string, env: NodeJS.ProcessEnv = {}): StoreProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', __filename, folder], { cwd: path.resolve(__dirname, '../..'), env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = `${rest}${chunk.toString()}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const end = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return { child, lines, ended: () => end, line: (start) => waitForLine(lines, start, end) };
}

async function waitForLine(lines: readonly string[], start: string, end: Promise<void>): Promise<string> {
  let over = false;
  void end.then(() => (over = true));
  for (;;) {
    const found = lines.find((line) => line.startsWith(start));
    if (found !== undefined) return found;
    if (over) throw new Error(`The process ended without a line that starts with '${start}'; it said: ${lines.join(' / ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function main(folder: string): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  let store;
  try {
    store = await openStore({ kind: 'embedded', folder });
  } catch (error) {
    say(`refused ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  say('open');
  for (;;) {
    const key = newId();
    const draft = { source: 'google', dedupe_key: key, headers: {}, content_type: null, body: Buffer.from(key), received_at: new Date(), is_test: false };
    const { delivery_id } = await store.transaction('acme', (tx) => storeDelivery(tx, draft));
    say(`stored ${delivery_id}`);
  }
}

if (require.main === module) void main(process.argv[2] ?? '');
