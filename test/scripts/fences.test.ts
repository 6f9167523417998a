import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const CRUISER = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** One small house: each file breaks the rules it is listed with. */
const HOUSE: Record<string, { text: string; breaks: string[] }> = {
  'engine/core/model.ts': { text: 'export const model = 1;', breaks: [] },
  'engine/core/decide.ts': {
    text: "import { store } from '../store/open'; import fs from 'node:fs'; import pg from 'pg'; export const all = [store, fs, pg];",
    breaks: ['core-is-pure', 'core-no-node', 'core-libraries'],
  },
  'engine/store/open.ts': {
    text: "import { command } from '../commands/do'; import { NodeOperationError } from 'n8n-workflow'; export const store = [command, NodeOperationError];",
    breaks: ['store-knows-no-business', 'engine-knows-no-n8n'],
  },
  'engine/commands/do.ts': { text: "import { model } from '../core/model'; export const command = model;", breaks: [] },
  'engine/queries/report.ts': { text: "import { command } from '../commands/do'; export const report = command;", breaks: ['queries-only-read'] },
  'engine/adapters/google/read.ts': { text: "import { store } from '../../store/open'; export const read = store;", breaks: ['adapters-know-no-store'] },
  'engine/adapters/stripe/read.ts': { text: "import { read } from '../google/read'; export const pay = read;", breaks: ['adapters-stay-apart'] },
  'nodes/One/One.node.ts': { text: "import { store } from '../../engine/store/open'; export const one = store;", breaks: ['nodes-have-no-sql'] },
  'nodes/Two/Two.node.ts': {
    text: "import { one } from '../One/One.node'; import jest from 'jest'; export const two = [one, jest];",
    breaks: ['nodes-stay-apart', 'shipped-code-is-complete'],
  },
  'nodes/Three/a.ts': { text: "import { b } from './b'; export const a = (): number => b();", breaks: ['no-cycles'] },
  'nodes/Three/b.ts': { text: "import { a } from './a'; export const b = (): number => a();", breaks: [] },
};

it('every import fence holds what it says, and a clean file passes', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-fences-'));
  try {
    for (const [file, { text }] of Object.entries(HOUSE)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(path.join(ROOT, file), path.join(folder, file));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    const { stdout } = spawnSync(process.execPath, [CRUISER, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'engine', 'nodes'], { cwd: folder, encoding: 'utf8' });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    const found = new Map<string, Set<string>>();
    for (const { from, rule } of summary.violations) found.set(from, (found.get(from) ?? new Set()).add(rule.name));
    for (const [file, { breaks }] of Object.entries(HOUSE)) expect({ file, rules: [...(found.get(file) ?? [])].sort() }).toEqual({ file, rules: [...breaks].sort() });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
