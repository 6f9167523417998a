import type * as PgliteModule from '@electric-sql/pglite';

import { DomainError } from '../../core/errors';
import type { Backend } from '../backend';
import { withBaselineCompiler } from './baseline-compiler';
import { createFolder } from './create-folder';
import { lockFolder } from './folder-lock';

type PGlite = PgliteModule.PGlite;

/**
 * Opens the embedded PostgreSQL (PGlite) in `folder`, or in memory for tests.
 * @throws DomainError `STORE_NEEDS_POSTGRES` in n8n's queue mode, `STORE_IN_USE`, `STORE_NOT_CREATED`
 */
export async function openEmbedded(folder: string): Promise<Backend> {
  refuseQueueMode();
  const inMemory = folder.startsWith('memory://');
  const unlock = inMemory ? () => undefined : lockFolder(folder);
  try {
    if (!inMemory) await createFolder(folder);
    const database = inMemory ? await openInMemory() : await openOnDisk(folder);
    return backendOf(database, folder, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function refuseQueueMode(): void {
  if (process.env.EXECUTIONS_MODE !== 'queue') return;
  throw new DomainError(
    'STORE_NEEDS_POSTGRES',
    'n8n runs in queue mode: several processes cannot share the embedded store. Set Store to PostgreSQL in the Sales OS Account credential.',
  );
}

// A plain `import()` would pick the ES module's types, which clash with this CommonJS build.
function load(): typeof PgliteModule {
  return require('@electric-sql/pglite') as typeof PgliteModule;
}

/** PostgreSQL's default of 128 MB would lie inside n8n's memory; the files are in the system's cache anyway. */
const SHARED_BUFFERS = '16MB';

async function openOnDisk(folder: string): Promise<PGlite> {
  const { PGlite } = load();
  // PGlite starts with fsync off (-F): an acknowledged lead must survive a power cut.
  const startParams = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', `shared_buffers=${SHARED_BUFFERS}`];
  return withBaselineCompiler(() => PGlite.create({ dataDir: folder, username: 'salesos', startParams }));
}

async function openInMemory(): Promise<PGlite> {
  const database = await load().PGlite.create('memory://');
  await database.exec('create role salesos login; grant create on database postgres to salesos; set session authorization salesos');
  return database;
}

function backendOf(database: PGlite, folder: string, unlock: () => void): Backend {
  const { PGliteDialect } = require('kysely') as typeof import('kysely');
  const { fromPglite } = require('pg-boss') as typeof import('pg-boss');
  return {
    kind: 'embedded',
    label: folder,
    dialect: new PGliteDialect({ pglite: database }),
    queueDatabase: fromPglite(database),
    script: async (text) => void (await database.exec(text)),
    listen: async (channel, wake, reconnected) => {
      const stop = await database.listen(channel, wake);
      reconnected();
      return stop;
    },
    // PGlite has no autovacuum: without this the planner has no statistics and the queue's tables only grow.
    tidy: async () => void (await database.exec('vacuum (analyze, skip_locked)')),
    close: async () => {
      if (!database.closed) await database.close();
      unlock();
    },
  };
}
