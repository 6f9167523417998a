import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { anchor } from '../../scripts/generate/markdown';
import { loadNodes } from '../../scripts/generate/nodes/load-nodes';

const ROOT = path.resolve(__dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md', 'workflows/*.md'], { cwd: ROOT }).sort();

function textOf(page: string): string {
  return readFileSync(path.join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
}

function anchorsOf(page: string): Set<string> {
  return new Set([...textOf(page).matchAll(/^#+ (.*)$/gm)].map((match) => anchor((match[1] ?? '').replace(/[*`]/g, ''))));
}

/** Links to files that do not exist, and to headings that do not. */
function broken(page: string): string[] {
  const targets = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return targets.filter((target) => {
    const [file = '', heading] = target.split('#');
    const resolved = file ? path.join(path.dirname(page), file) : page;
    if (!existsSync(path.join(ROOT, resolved))) return true;
    return heading !== undefined && resolved.endsWith('.md') && !anchorsOf(resolved).has(heading);
  });
}

describe('the documentation', () => {
  it.each(pages)('%s links only to files and headings that exist', (page) => {
    expect(broken(page)).toEqual([]);
  });

  it('PK-01: the README names every node of the pack, and no other', async () => {
    const named = [...readFileSync(path.join(ROOT, 'README.md'), 'utf8').matchAll(/^\| \*\*(.+?)\*\* \|/gm)].map((match) => match[1]).sort();
    expect(named).toEqual((await loadNodes()).map(({ displayName }) => displayName).sort());
  });
});
