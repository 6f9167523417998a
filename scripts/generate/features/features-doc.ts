import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { ROOT } from '../../shared/paths';
import { type Artefact, runGenerators } from '../artefact';
import { table } from '../markdown';
import { citedRows } from './cited-rows';

const catalogue = z.record(z.record(z.object({ status: z.enum(['done', 'begun', 'open']), feature: z.string() }).strict()));
type Row = z.infer<typeof catalogue>[string][string];

const HEAD = `# Features

<!-- Made by \`npm run generate\` from docs/features.status.json and the titles of the tests; edits belong there. -->

What the pack is to do, row by row, and the tests that show it. **done**: a user can do all of it from the editor or a template.
**begun**: the main line works, what is missing comes later. **open**: not there yet. P4 is page 4 of the playbook, S0 to S4 are the
training documents, X goes beyond both.
`;

/** docs/features.md. @throws Error when a row said to be done has no test, one said to be open has one, or a test cites a row that does not exist */
export function featuresText(): string {
  const sections = catalogue.parse(JSON.parse(readFileSync(path.join(ROOT, 'docs/features.status.json'), 'utf8')));
  const cited = citedRows();
  const rows = Object.values(sections).flatMap((section) => Object.entries(section));
  refuseGaps(rows, cited);
  const count = (status: Row['status']) => rows.filter(([, row]) => row.status === status).length;
  const sum = `${rows.length} rows: ${count('done')} done, ${count('begun')} begun, ${count('open')} open.`;
  return `${[`${HEAD}\n${sum}`, ...Object.entries(sections).map(([title, section]) => `## ${title}\n\n${sectionTable(section, cited)}`)].join('\n\n')}\n`;
}

function refuseGaps(rows: readonly (readonly [string, Row])[], cited: ReadonlyMap<string, string[]>): void {
  const ids = new Set(rows.map(([id]) => id));
  const untested = rows.filter(([id, { status }]) => status === 'done' && !cited.has(id)).map(([id]) => `${id} is said to be done, but no test title cites it`);
  const unknown = [...cited].filter(([id]) => !ids.has(id)).map(([id, files]) => `${id}, cited by ${files.join(', ')}, is not a row`);
  const tested = rows.filter(([id, { status }]) => status === 'open' && cited.has(id)).map(([id]) => `${id} is said to be open, but ${cited.get(id)?.join(', ')} cites it`);
  const gaps = [...untested, ...tested, ...unknown];
  if (gaps.length > 0) throw new Error(`docs/features.status.json and the tests disagree: ${gaps.join('; ')}.`);
}

function sectionTable(section: Record<string, Row>, cited: ReadonlyMap<string, string[]>): string {
  return table(
    ['', 'status', 'feature', 'shown by'],
    Object.entries(section).map(([id, { status, feature }]) => [id, status === 'done' ? '**done**' : status, feature, (cited.get(id) ?? []).map(link).join(', ')]),
  );
}

function link(file: string): string {
  return `[${file.replace(/^test\//, '').replace(/\.test\.ts$/, '')}](../${file})`;
}

export const featuresDoc: Artefact = { file: 'docs/features.md', source: 'docs/features.status.json and the titles of the tests', render: featuresText };

if (require.main === module) void runGenerators([featuresDoc], process.argv.slice(2));
