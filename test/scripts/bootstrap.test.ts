import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const { isFresh, lockHash } = createRequire(__filename)('../../scripts/bootstrap/install.cjs') as {
  isFresh(folder: string, proof: string): boolean;
  lockHash(folder: string): string;
};
const { OFFLINE } = createRequire(__filename)('../../scripts/bootstrap/run.cjs') as { OFFLINE: RegExp };

describe('the bootstrap of a fresh clone', () => {
  let folder = '';
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-bootstrap-'));
    write('package-lock.json', '{"version":1}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('PK-07: installs again when the lockfile has changed, and not when only its date has', () => {
    expect(isFresh(folder, 'tool')).toBe(false);
    write('node_modules/tool', '');
    write('node_modules/.installed-lock-sha256', lockHash(folder));
    utimesSync(path.join(folder, 'package-lock.json'), new Date(), new Date(Date.now() + 60_000));
    expect(isFresh(folder, 'tool')).toBe(true);
    write('package-lock.json', '{"version":2}');
    expect(isFresh(folder, 'tool')).toBe(false);
  });

  it('takes an installation somebody made by hand with npm, if it is complete', () => {
    write('node_modules/.package-lock.json', '{}');
    expect(isFresh(folder, 'tool')).toBe(false);
    write('node_modules/tool', '');
    expect(isFresh(folder, 'tool')).toBe(true);
  });

  it("knows npm's words for a missing network", () => {
    expect(OFFLINE.exec('npm error network request to https://example.com failed, reason: getaddrinfo ENOTFOUND example.com')?.[1]).toBe('ENOTFOUND');
    expect(OFFLINE.test('npm error code EUSAGE')).toBe(false);
  });

  it('names the commands there are when asked for another one', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'scripts/bootstrap.cjs'), 'dance'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe('There is no command "dance"; there are: start, test, check, build, smoke-queue.');
  });
});
