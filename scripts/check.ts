import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './shared/paths';
import { runNode } from './shared/run-step';

const resolve = createRequire(__filename).resolve;
const script = (name: string): string => path.join(ROOT, 'scripts', `${name}.ts`);
const tsx = (file: string): string[] => ['--import', 'tsx', file];

interface Gate {
  readonly name: string;
  readonly args: readonly string[];
}

const tool = (name: string): string => path.join(ROOT, 'node_modules', name);

/** What must hold before the tests are worth their time. Generated files are compared, never written, here. */
const GATES: readonly Gate[] = [
  { name: 'types', args: [resolve('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', args: [tool('eslint/bin/eslint.js'), '.'] },
  { name: 'import fences', args: [tool('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'engine', 'nodes', 'credentials'] },
  { name: 'package.json lists', args: [...tsx(script('build')), '--check'] },
  { name: 'generated files', args: [...tsx(script('generate/all')), '--check'] },
];

async function passes(gate: Gate): Promise<boolean> {
  const started = Date.now();
  const [first = '', ...rest] = gate.args;
  const { code, output } = await runNode(first, rest);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${gate.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output);
  return code === 0;
}

/** Types, lint, fences and generated files, then all tests; `--gates` leaves the tests out. */
async function main(args: readonly string[]): Promise<void> {
  let good = true;
  for (const gate of GATES) good = (await passes(gate)) && good;
  if (!good) {
    process.exitCode = 1;
    return;
  }
  if (args.includes('--gates')) return;
  const { code } = await runNode('--import', ['tsx', script('test')], { show: true });
  process.exitCode = code;
}

void main(process.argv.slice(2));
