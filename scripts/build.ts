import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { copyAssets } from './build/copy-assets';
import { manifestInStep, writeManifest } from './build/manifest';
import { DIST, ROOT } from './shared/paths';
import { runNode } from './shared/run-step';

const resolve = createRequire(__filename).resolve;

async function step(title: string, script: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runNode(script, args);
  if (code !== 0) throw new Error(`${title} failed:\n${output}`);
}

/**
 * Builds the pack into dist/: compiled code, icons and codex, and the metadata that lets n8n start without requiring
 * any of our node files (n8n-generate-metadata; the editor shows stale parameters when it is not run again).
 */
export async function build(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  await step('The compiler', resolve('typescript/bin/tsc'), ['-p', 'tsconfig.build.json']);
  copyAssets();
  writeManifest();
  await step('n8n-generate-metadata', path.join(ROOT, 'node_modules/n8n-core/bin/generate-metadata'), []);
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--check')) {
    if (!manifestInStep()) throw new Error('package.json does not list the nodes and credentials that exist: run `npm run build` and commit it.');
    return;
  }
  const started = Date.now();
  await build();
  console.log(`Built into dist/ in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
