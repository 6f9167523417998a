import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths';

interface Manifest {
  n8n: { nodes: string[]; credentials: string[] } & Record<string, unknown>;
}

const MANIFEST = path.join(ROOT, 'package.json');

function compiled(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT })
    .map((file) => `dist/${file.split(path.sep).join('/').replace(/\.ts$/, '.js')}`)
    .sort();
}

/** package.json as it should be: n8n loads exactly the nodes and credentials whose files are there. */
function expected(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  manifest.n8n.nodes = compiled('nodes/*/*.node.ts');
  manifest.n8n.credentials = compiled('credentials/*.credentials.ts');
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Whether package.json lists the nodes and credentials that exist. */
export function manifestInStep(): boolean {
  const text = readFileSync(MANIFEST, 'utf8');
  return text === expected(text);
}

/** Writes the lists; an unchanged file is left alone, so that npm sees no new package.json. */
export function writeManifest(): void {
  const text = readFileSync(MANIFEST, 'utf8');
  const wanted = expected(text);
  if (wanted !== text) writeFileSync(MANIFEST, wanted);
}
