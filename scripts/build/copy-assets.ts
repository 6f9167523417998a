import { cpSync, globSync } from 'node:fs';
import path from 'node:path';
import { DIST, ROOT } from '../shared/paths';

/** What n8n reads beside the compiled code: icons and the codex of each node. */
const ASSETS = ['nodes/**/*.svg', 'nodes/**/*.node.json', 'credentials/**/*.svg'];

/** Copies icons and codex files into dist, each to the place of its source; returns how many. */
export function copyAssets(): number {
  const files = ASSETS.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  for (const file of files) cpSync(path.join(ROOT, file), path.join(DIST, file));
  return files.length;
}
