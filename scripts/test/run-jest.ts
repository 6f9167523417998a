import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../shared/paths';
import { runStep } from '../shared/run-step';
import { countOf, type Count, type JestResults } from './count';

const JEST = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', path.join(ROOT, 'node_modules/jest/bin/jest.js')];
const JEST_CONFIG = createRequire(__filename)('../../jest.config.js') as Record<string, unknown>;
const REPORTER = path.join(ROOT, 'scripts/test/progress-reporter.cjs');

/** Absolute paths of the test files whose path matches one of the patterns; all of them without a pattern. */
export async function listTests(patterns: readonly string[]): Promise<string[]> {
  const { code, output } = await runStep(process.execPath, [...JEST, '--listTests', '--json', ...patterns]);
  if (code !== 0) throw new Error(`jest could not list the tests:\n${output}`);
  const line = output.split('\n').find((text) => text.startsWith('['));
  return line ? (JSON.parse(line) as string[]).sort() : [];
}

export interface JestRun {
  readonly files: readonly string[];
  readonly maxWorkers: number;
  readonly limitMinutes: number;
}

/** Runs jest on these files with its output shown. A run that hangs or dies counts as one failure more. */
export async function runJest(run: JestRun): Promise<Count> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-test-'));
  const outputFile = path.join(folder, 'results.json');
  const config = path.join(folder, 'jest.config.json');
  try {
    writeFileSync(config, JSON.stringify({ ...JEST_CONFIG, rootDir: ROOT, verbose: false, reporters: [[REPORTER, { counts: outputFile }]] }));
    const ended = await untilEnd([...JEST, `--config=${config}`, `--maxWorkers=${run.maxWorkers}`, '--runTestsByPath', ...run.files], run.limitMinutes);
    if (!existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 };
    const count = countOf(JSON.parse(readFileSync(outputFile, 'utf8')) as JestResults);
    return ended || count.failed > 0 ? count : { ...count, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function untilEnd(args: readonly string[], limitMinutes: number): Promise<boolean> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  const timer = setTimeout(() => {
    console.log(`This suite did not end within ${limitMinutes} minutes; it is ended and counts as failed.`);
    child.kill('SIGKILL');
  }, limitMinutes * 60_000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}
