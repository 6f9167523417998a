import path from 'node:path';
import { build } from './build';
import { installPlayground } from './shared/playground';
import { ROOT } from './shared/paths';
import { add, NOTHING, summaryLine, type Count } from './test/count';
import { listTests, runJest } from './test/run-jest';
import { shareOut } from './test/suites';

const TEST_ROOT = path.join(ROOT, 'test');

/** Every suite in turn, the next one even after a failure: one run shows all that is wrong. */
async function runSuites(patterns: readonly string[]): Promise<Count> {
  const files = (await listTests(patterns)).map((file) => path.relative(TEST_ROOT, file).split(path.sep).join('/'));
  const shares = shareOut(files);
  if (shares.some(({ suite }) => suite.needsN8n)) {
    await installPlayground();
    await build();
  }
  let total = NOTHING;
  for (const { suite, files: taken } of shares) {
    const started = Date.now();
    console.log(`\n── ${suite.name}: ${taken.length} test files`);
    const count = await runJest({ ...suite, files: taken.map((file) => path.join(TEST_ROOT, file)) });
    console.log(`── ${suite.name}: ${summaryLine(count)} in ${Math.round((Date.now() - started) / 1000)} s`);
    total = add(total, count);
  }
  return total;
}

/** CI has everything the tests need; there a skipped test is a hole in the check, not a courtesy. */
function verdict({ passed, failed, skipped }: Count): string | null {
  if (failed > 0) return `${failed} tests failed.`;
  if (passed === 0) return 'No test ran: no test file matches the pattern.';
  return process.env['CI'] === 'true' && skipped > 0 ? `${skipped} tests were skipped; with CI=true nothing may be skipped.` : null;
}

async function main(patterns: readonly string[]): Promise<void> {
  const total = await runSuites(patterns);
  const wrong = verdict(total);
  if (wrong) console.log(`\n${wrong}`);
  process.exitCode = wrong ? 1 : 0;
  console.log(`\n${summaryLine(total)}`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
