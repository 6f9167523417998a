import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../test/support/n8n/installed-n8n';
import { stagePackage } from '../test/support/n8n/stage-package';
import { benchFirstUse } from './first-use';
import { measureStart, type Start } from './support/measure-start';
import { median } from './support/percentile';
import { printTable } from './support/print-table';
import { numbers, readFlags } from './support/read-flags';

const TRACER = path.join(__dirname, 'support/loaded-files.cjs');

/**
 * What the pack costs an n8n that does not use it: pairs of starts, without and with the pack, taking turns. With the
 * pack, none of its files may be loaded. Then what the first use of a new embedded store costs.
 * @returns false when a file was loaded, or time or memory differ by more than bare starts differ among themselves
 */
export async function benchStart(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { pairs: '5', pack: '' });
  const [pairs = 5] = numbers('pairs', flags.pairs, 20);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-bench-start-'));
  try {
    const quick = await comparePairs(folder, pairs, flags.pack || ROOT);
    return (await benchFirstUse(flags.pack)) && quick;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Pair {
  readonly bare: Start;
  readonly pack: Start;
}

async function comparePairs(folder: string, count: number, packageDir: string): Promise<boolean> {
  const loaded = path.join(folder, 'loaded-files.txt');
  const env = { NODE_OPTIONS: `--require=${TRACER}`, SALES_OS_LOADED_FILES: loaded };
  const bare = () => measureStart(path.join(folder, 'bare'), env);
  const pack = () => measureStart(path.join(folder, 'pack'), env);
  stagePackage(path.join(folder, 'pack'), packageDir);
  // The first start of a folder makes n8n's database; it is not counted.
  await bare();
  await pack();
  const pairs: Pair[] = [];
  for (let index = 0; index < count; index += 1) {
    // Who goes first changes from pair to pair.
    if (index % 2 === 0) pairs.push({ bare: await bare(), pack: await pack() });
    else pairs.push({ pack: await pack(), bare: await bare() });
  }
  const same = reportPairs(pairs);
  return noneLoaded(loaded) && same;
}

function reportPairs(pairs: readonly Pair[]): boolean {
  console.log(`\nStart of n8n without and with the pack (no published workflow), ${pairs.length} pairs`);
  const rows = pairs.map(({ bare, pack }, index) => [`pair ${index + 1}`, bare.seconds.toFixed(2), pack.seconds.toFixed(2), bare.resident_mb.toFixed(0), pack.resident_mb.toFixed(0)]);
  printTable(['', 'bare, s', 'pack, s', 'bare, MB', 'pack, MB'], rows);
  return [withinNoise('Start time', 's', pairs, ({ seconds }) => seconds), withinNoise('Memory', 'MB', pairs, ({ resident_mb }) => resident_mb)].every(Boolean);
}

/** The pack's typical cost beside how much bare starts differ among themselves. */
function withinNoise(what: string, unit: string, pairs: readonly Pair[], of: (start: Start) => number): boolean {
  const cost = median(pairs.map(({ bare, pack }) => of(pack) - of(bare))) ?? NaN;
  const alone = pairs.map(({ bare }) => of(bare));
  const noise = Math.max(...alone) - Math.min(...alone);
  const ratio = (median(pairs.map(({ bare, pack }) => of(pack) / of(bare))) ?? NaN).toFixed(3);
  const within = cost <= noise;
  console.log(`${what}: median of the pairs ${cost.toFixed(2)} ${unit} (× ${ratio}); bare starts differ by ${noise.toFixed(2)} ${unit}: ${within ? 'within the noise.' : 'MISSED.'}`);
  return within;
}

/** n8n itself loads every credential class of every package at its start; anything else of ours would be too much. */
const CREDENTIAL = /\/dist\/credentials\/[^/]+\.credentials\.js$/;

function noneLoaded(file: string): boolean {
  const files = existsSync(file) ? [...new Set(readFileSync(file, 'utf8').trim().split('\n'))] : [];
  const others = files.filter((name) => !CREDENTIAL.test(name));
  console.log(`Files of the pack that n8n loaded: ${files.length - others.length} credential types, as of every package, and ${others.length} others.`);
  if (others.length > 0) console.log(`MISSED: none is allowed:\n  ${others.join('\n  ')}`);
  return others.length === 0;
}
