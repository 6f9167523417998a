import { n8nMissing } from '../test/support/n8n/installed-n8n';
import { benchAi } from './ai';
import { benchCore } from './core';
import { benchIdentity } from './identity';
import { benchIntake } from './intake';
import { benchLearn } from './learn';
import { benchPaidToCase } from './paid-to-case';
import { benchReconcile } from './reconcile';
import { benchRouting } from './routing';
import { benchStart } from './start';
import { benchTimers } from './timers';

const BENCHMARKS: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = { ai: benchAi, core: benchCore, identity: benchIdentity, intake: benchIntake, learn: benchLearn, 'paid-to-case': benchPaidToCase, reconcile: benchReconcile, routing: benchRouting, start: benchStart, timers: benchTimers };
/** These need no n8n. */
const ALONE: readonly string[] = ['ai', 'core', 'identity', 'learn', 'reconcile', 'routing', 'timers'];

/** `npm run bench -- intake [flags]`, `… start [flags]`, `… core`, `… identity [flags]`, `… learn [flags]`, `… paid-to-case [flags]`, `… reconcile [flags]`, `… routing [flags]`, `… timers [flags]`; all of them without a name. Exit code 1 when a goal is missed. */
async function main([name = '', ...args]: string[]): Promise<void> {
  const missing = ALONE.includes(name) ? null : n8nMissing();
  if (missing) throw new Error(`No benchmark without a real n8n: ${missing}.`);
  const chosen = name === '' ? Object.values(BENCHMARKS) : [BENCHMARKS[name]];
  for (const bench of chosen) {
    if (!bench) throw new Error(`There is no benchmark '${name}'; there are: ${Object.keys(BENCHMARKS).join(', ')}.`);
    if (!(await bench(args))) process.exitCode = 1;
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
