import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePortRange } from '../test/support/n8n/free-ports';
import { queueServers } from '../test/support/n8n/queue-servers';
import { dropDatabases } from '../test/support/stores';
import { build } from './build';
import { applyDemoFirm } from './demo/apply-demo-firm';
import { reportLines } from './demo/demo-report';
import { DemoWorld } from './demo/demo-world';
import { openPlayground } from './demo/open-playground';
import { runScenario } from './demo/run-scenario';
import { scenario } from './demo/scenario';
import { installPlayground } from './shared/playground';

const started = Date.now();
const say = (line: string): void => console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${line}`);

/**
 * `npm run smoke:queue`: the demo firm on n8n in queue mode, with main, two workers and a webhook processor on this
 * machine, as deploy/docker-compose.yml has them. DATABASE_URL (a user that may create databases) and REDIS_URL say where
 * the servers are; by default on loopback. Ends with 0 only when every lead ended as it should.
 */
async function main(): Promise<void> {
  const queue = await queueServers(2);
  await installPlayground();
  say('Building the pack');
  await build();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-queue-'));
  const playground = await openPlayground({ folder, port: await freePortRange(3), progress: say, queue });
  try {
    const world = new DemoWorld(playground, Date.now().toString(36));
    await applyDemoFirm(world);
    const results = await runScenario(world, scenario(world.run), say);
    console.log(`\n${reportLines(results).join('\n')}\n`);
    process.exitCode = results.every(({ good }) => good) ? 0 : 1;
  } finally {
    await playground.close();
    await dropDatabases();
    if (process.exitCode === 0) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(process.exitCode === 0 ? 'Every lead ended as it should.' : `Not every lead ended as it should; the logs are kept in ${folder}.`);
}

main().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
