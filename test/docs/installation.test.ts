import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const ROOT = path.resolve(__dirname, '../..');
const identified = z.object({ id: z.string().min(1).max(21), name: z.string(), tags: z.array(z.object({ id: z.string().min(1), name: z.string() })) });
const templates = globSync('workflows/[0-9]*.json', { cwd: ROOT }).sort().map((file) => ({ file, ...identified.parse(JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'))) }));
const guide = readFileSync(path.join(ROOT, 'docs/installation.md'), 'utf8');

describe('the installation guide', () => {
  it('PK-02: can import the folder of templates with one command: n8n takes no workflow without an id, and no two tags of one name', () => {
    expect(guide).toContain('n8n import:workflow --separate --input=');
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
    const tags = templates.flatMap((template) => template.tags);
    expect(new Set(tags.map(({ id, name }) => `${id} ${name}`)).size).toBe(new Set(tags.map(({ name }) => name)).size);
  });

  it('PK-02: names every credential that the templates use', () => {
    const names = globSync('workflows/[0-9]*.json', { cwd: ROOT }).flatMap((file) => [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/"id": null,\s*"name": "([^"]+)"/g)].map((match) => match[1]));
    expect([...new Set(names)].filter((name) => !guide.includes(`**${name}**`))).toEqual([]);
  });

  it('pins the n8n that the tests run', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'playground/package.json'), 'utf8')) as { dependencies: { n8n: string } };
    const pinned = [...guide.matchAll(/n8nio\/n8n:([\d.]+)/g)].map((match) => match[1]);
    expect(pinned.length).toBeGreaterThan(0);
    expect(new Set(pinned)).toEqual(new Set([dependencies.n8n]));
  });
});
