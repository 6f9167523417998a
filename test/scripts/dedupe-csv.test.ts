import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'dedupe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (file: string, ...args: string[]) => ['--import', 'tsx', 'scripts/dedupe-csv.ts', file, ...args];

describe('dedupe-csv', () => {
  it('ID-06: writes id and cluster of every row in order; semicolons, blanks, odd quotes and repeated ids are no obstacle', () => {
    const file = path.join(folder, 'people.csv');
    writeFileSync(file, '\ufeffID;Full Name;E-mail;Phone\n7;"Sharma, Priya";priya@example.com;+91 98123 45678\n8;Priya Sharma;PRIYA@example.com;\n8;Olena "Kovalenko;;0501234567\n;;;\n9;Raj Sharma;;+919812345678\n');
    const out = execFileSync(process.execPath, run(file, '--columns', 'id=ID,name=Full Name,email=E-mail,phone=Phone,dob=Born'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const lines = out.trim().split('\n').map((line) => line.split(','));
    expect(lines[0]).toEqual(['id', 'cluster']);
    expect(lines.slice(1).map(([id]) => id)).toEqual(['7', '8', '8', 'row 4', '9']);
    const [priya, again, olena, , raj] = lines.slice(1).map(([, cluster]) => cluster);
    expect(again).toBe(priya);
    expect(new Set([priya, olena, raj]).size).toBe(3);
  });

  it('ID-06: says what is wrong with its arguments, all at once', () => {
    const { status, stderr } = spawnSync(process.execPath, run('x.csv', '--columns', 'nom=a', '--threshold', '2'), { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/'nom=a' is not a column.*--threshold is a probability/s);
  });
});
