import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { generatedOutcomes } from '../support/generated-outcomes';

const SCRIPT = resolve(__dirname, '../../scripts/learn-score-csv.ts');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-score-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', SCRIPT, ...args], { encoding: 'utf8' });
  return { status, out: stdout, error: stderr };
}

/** A list as a school's CRM exports it: semicolons, gaps called Select, an id, a constant, a column filled in afterwards. */
function list(leads: number): string {
  const table = generatedOutcomes({ leads, seed: 21 });
  const header = ['Lead ID', 'Country', 'Notes', ...table.columns.map(({ name }) => name), 'Created', 'Converted'];
  const lines = Array.from({ length: leads }, (_, row) => [
    `L-${row}`,
    'India',
    table.labels[row] && row % 3 ? '"said: ""will come back""; soon"' : 'Select',
    ...table.columns.map(({ values }) => values[row] ?? 'Select'),
    new Date(table.times![row]!).toISOString(),
    table.labels[row] ? 'Yes' : 'No',
  ]);
  const path = join(folder, `${leads}.csv`);
  writeFileSync(path, '\uFEFF' + [header, ...lines].map((cells) => cells.join(';')).join('\r\n'));
  return path;
}

describe('learn-score-csv', () => {
  it('SC-09: judges a list on its newest leads and writes a prediction for each of them', () => {
    const predictions = join(folder, 'out.csv');
    const { status, out } = run(list(1500), '--label', 'converted', '--time', 'created', '--ignore', 'notes', '--predictions', predictions);
    expect(status).toBe(0);
    expect(out).toContain("1500 rows, delimiter ';', won = 'Yes'");
    expect(out).toContain("Country: left out, always 'India'");
    expect(out).toContain('450 leads that were not learned from (newest leads)');
    expect(out).toMatch(/AUC +0\.7\d+ +0\.\d+ to 0\.\d+/);
    expect(out).toContain('Better than the base rate');
    expect(out).not.toContain('Leakage suspects');
    const lines = readFileSync(predictions, 'utf8').trim().split('\n');
    expect(lines[0]).toBe('row,Lead ID,outcome,probability');
    expect(lines[1]).toMatch(/^1051,L-1050,[01],0\.\d{6}$/);
    expect(lines).toHaveLength(451);
  });

  it('SC-09: names a column that was filled in afterwards and says how good the score is without it', () => {
    const { out } = run(list(1500), '--label', 'Converted', '--ignore', 'Created');
    expect(out).toMatch(/Notes \(AUC alone 0\.\d+\): .*of \d+ leads with 'said: "will come back"; soon' \d+ were won/);
    expect(out).toContain('Without the leakage suspects: 450 leads');
  });

  it('SC-09: says what is wrong with a call: the file, the columns, the values', () => {
    expect(run().error).toMatch(/name one CSV file; --label names the column/);
    expect(run(list(100), '--label', 'won').error).toContain("--label: there is no column 'won'; there are: Lead ID, Country, Notes");
    expect(run(list(100), '--label', 'source_channel').error).toMatch(/No value of source_channel means won; say which one with --positive. Its values: '/);
    expect(run(list(100), '--label', 'Converted', '--positive', 'ja')).toMatchObject({ status: 1, error: expect.stringContaining("when --positive is 'ja'") });
  });
});
