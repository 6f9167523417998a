import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePortRange } from '../test/support/n8n/free-ports';
import { build } from './build';
import { applyDemoFirm } from './demo/apply-demo-firm';
import { earlierResults, keepResults, placeLines, reportLines } from './demo/demo-report';
import { DemoWorld } from './demo/demo-world';
import { openPlayground, type Playground } from './demo/open-playground';
import { requirePorts } from './demo/require-ports';
import { runScenario, type DemoResult } from './demo/run-scenario';
import { scenario } from './demo/scenario';
import { startOptions, type StartOptions } from './demo/start-options';
import { PLAYGROUND } from './shared/paths';
import { installPlayground } from './shared/playground';

const started = Date.now();
const say = (line: string): void => console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${line}`);

interface Place {
  readonly folder: string;
  readonly port: number;
}

/** The smoke test has a folder and ports of its own, so that it starts from nothing and disturbs no playground that runs. */
async function placeOf({ smoke, port }: StartOptions): Promise<Place> {
  const data = path.join(PLAYGROUND, '.data');
  const place = smoke ? { folder: path.join(data, `smoke-${process.pid}`), port: await freePortRange(3) } : { folder: path.join(data, 'demo'), port };
  await requirePorts(place.port, 3);
  mkdirSync(place.folder, { recursive: true });
  return place;
}

/** Sets up the demo firm and sends its leads. */
async function runDemo(playground: Playground): Promise<DemoResult[]> {
  const world = new DemoWorld(playground, Date.now().toString(36));
  say('An admin applies the firm settings');
  await applyDemoFirm(world);
  return runScenario(world, scenario(world.run), say);
}

async function smoke(playground: Playground, folder: string): Promise<void> {
  let results: DemoResult[] = [];
  try {
    results = await runDemo(playground);
    console.log(`\n${reportLines(results).join('\n')}\n`);
  } finally {
    await playground.close();
  }
  const good = results.length > 0 && results.every((result) => result.good);
  process.exitCode = good ? 0 : 1;
  if (good) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  console.log(good ? 'Every lead ended as it should.' : `Not every lead ended as it should; n8n's data and log are kept in ${folder}.`);
}

async function stayUp(playground: Playground, folder: string): Promise<void> {
  const earlier = earlierResults(folder);
  const results = earlier ?? (await runDemo(playground));
  keepResults(folder, results);
  console.log(`\n${earlier ? 'What the demo did at its first start (its data is kept):\n' : ''}${reportLines(results).join('\n')}\n`);
  console.log(`${placeLines(playground).join('\n')}\n\nn8n stays up; end it with Ctrl+C. To begin anew, delete ${folder}.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  say('Ending n8n');
  await playground.close();
}

async function main(args: readonly string[]): Promise<void> {
  const options = startOptions(args);
  const { folder, port } = await placeOf(options);
  await installPlayground();
  say('Building the pack');
  await build();
  const playground = await openPlayground({ folder, port, progress: say });
  say(`n8n is up at ${playground.n8n.baseUrl}`);
  await (options.smoke ? smoke(playground, folder) : stayUp(playground, folder));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
