import { execFile } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';

import { DomainError } from '../../core/errors';

/**
 * initdb needs 1.3 GB for a few seconds, so it runs in a child process that gives the memory back.
 * It also makes the ordinary user `salesos`: row security binds it, it would not bind PGlite's superuser.
 */
const CHILD = `
const { PGlite } = require(process.argv[1]);
(async () => {
  const database = await PGlite.create({ dataDir: process.argv[2] });
  await database.exec("create role salesos login; grant create on database postgres to salesos");
  await database.close();
})().catch((error) => { console.error(error); process.exit(1); });
`;

/** Makes the data folder once; a half-made one of an earlier crash is thrown away. */
export async function createFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const temporary = `${folder}.new`;
  rmSync(temporary, { recursive: true, force: true });
  try {
    await promisify(execFile)(process.execPath, ['-e', CHILD, require.resolve('@electric-sql/pglite'), temporary], { timeout: 120_000 });
  } catch (cause) {
    throw new DomainError('STORE_NOT_CREATED', `The embedded store could not be created in ${folder}: check that the folder is writable and has 200 MB free.`, [], { cause });
  }
  renameSync(temporary, folder);
}
