import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './installed-n8n';

type Manifest = { name: string; dependencies?: Record<string, string> } & Record<string, unknown>;

/** package.json as n8n leaves it behind when it installs a community package. */
export function installedManifest(text: string): Manifest {
  const { devDependencies: _dev, peerDependencies: _peer, optionalDependencies: _optional, ...kept } = JSON.parse(text) as Manifest;
  return kept;
}

/**
 * Puts the built pack where n8n looks for installed community packages. It is a copy, not a link to the checkout:
 * from the checkout our nodes would load the development copy of n8n-workflow, and n8n's `instanceof` checks of our
 * errors would fail as they never do in an installation. Dependencies are linked, one by one.
 */
export function stagePackage(userFolder: string, packageDir = ROOT): string {
  const manifest = installedManifest(readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const target = path.join(userFolder, '.n8n/nodes/node_modules', manifest.name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(path.join(packageDir, 'dist'), path.join(target, 'dist'), { recursive: true });
  writeFileSync(path.join(target, 'package.json'), JSON.stringify(manifest, null, 2));
  for (const name of Object.keys(manifest.dependencies ?? {})) linkDependency(packageDir, target, name);
  return target;
}

function linkDependency(packageDir: string, target: string, name: string): void {
  const source = path.join(packageDir, 'node_modules', name);
  if (!existsSync(source)) throw new Error(`${name} is a dependency of the pack and is not installed in ${packageDir}`);
  const link = path.join(target, 'node_modules', name);
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(source, link, 'junction');
}
