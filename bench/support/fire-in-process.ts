import { spawn } from 'node:child_process';
import path from 'node:path';

import type { StoreConfig } from '../../engine/store';

/**
 * Fires what is due in a process of its own.
 * @param killAfter kills it as soon as so many clocks have fired; null = lets it finish
 */
export function fireInProcess(config: StoreConfig, killAfter: number | null): Promise<{ fired: number; seconds: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'fire-timers.ts'), JSON.stringify(config)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let fired = 0;
    let started = 0;
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      // The clock starts when the store is open: n8n has it open already.
      if (started === 0) started = performance.now();
      for (const line of text.trim().split('\n')) fired = Math.max(fired, Number(line));
      if (killAfter !== null && fired >= killAfter) child.kill('SIGKILL');
    });
    child.on('exit', (code) => {
      if (code === 0 || (killAfter !== null && fired >= killAfter)) resolve({ fired, seconds: (performance.now() - started) / 1_000 });
      else reject(new Error(`The process that fires ended with code ${code} after ${fired} clocks.`));
    });
  });
}
