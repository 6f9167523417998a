import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './installed-n8n';
import { installedManifest } from './stage-package';

const run = promisify(execFile);

/** How n8n 2.40 installs a community package's dependencies: no scripts, no development or peer packages. */
const GUI_INSTALL = ['install', '--ignore-scripts', '--bin-links=false', '--install-strategy=shallow', '--package-lock=false', '--no-audit', '--no-fund'];

/** Packs the checkout into a tarball, as a release does. @returns the tarball and the paths inside it */
export async function packTarball(folder: string): Promise<{ tarball: string; files: string[] }> {
  mkdirSync(folder, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, env: npmEnvironment() });
  const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  if (!packed) throw new Error('npm pack made nothing');
  return { tarball: path.join(folder, packed.filename), files: packed.files.map((file) => file.path) };
}

/** Does with a tarball what n8n does when somebody installs it under Settings > Community nodes. */
export async function installTarball(tarball: string, userFolder: string): Promise<string> {
  const modules = path.join(userFolder, '.n8n/nodes/node_modules');
  mkdirSync(modules, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', modules]);
  const manifest = installedManifest(readFileSync(path.join(modules, 'package/package.json'), 'utf8'));
  const target = path.join(modules, manifest.name);
  renameSync(path.join(modules, 'package'), target);
  writeFileSync(path.join(target, 'package.json'), JSON.stringify(manifest, null, 2));
  await run('npm', GUI_INSTALL, { cwd: target, env: npmEnvironment() });
  return target;
}

/** An npm of its own: what `npm test` tells its children about this checkout must not reach it. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const { npm_config_local_prefix: _prefix, ...rest } = process.env;
  return rest;
}
