import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { DomainError } from '../../core/errors';

/**
 * Holds the operating system's lock on the embedded store: two processes on one PGlite folder lose data
 * without an error. A SQLite file held EXCLUSIVE is released by the kernel when the holder dies, also by
 * kill -9 and in a new container; pid files are not (docs/decisions/0003).
 * Both files stand beside the data folder. Not for network file systems.
 * @throws DomainError `STORE_IN_USE` naming the holder
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(dirname(folder), { recursive: true });
  const database = openLockFile(`${folder}.lock`);
  try {
    database.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive');
  } catch (cause) {
    database.close();
    throw new DomainError('STORE_IN_USE', inUse(folder), [], { cause });
  }
  writeHolder(folder);
  return () => database.close();
}

function openLockFile(file: string): DatabaseSync {
  // Loaded late: n8n's start must not require it.
  const { DatabaseSync } = require('node:sqlite') as typeof import('node:sqlite');
  return new DatabaseSync(file, { timeout: 0 });
}

/** Only for the message; never used to decide. Renamed into place so that a reader sees all or nothing. */
function writeHolder(folder: string): void {
  const temporary = `${folder}.holder.${process.pid}`;
  writeFileSync(temporary, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }));
  renameSync(temporary, `${folder}.holder.json`);
}

function inUse(folder: string): string {
  return (
    `The embedded store in ${folder} is open in another process (${readHolder(folder)}). ` +
    'It serves one process at a time: stop the other one, or give the Sales OS Account credential a PostgreSQL URL.'
  );
}

function readHolder(folder: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(`${folder}.holder.json`, 'utf8')) as Record<string, unknown>;
    return `process ${String(pid)} on ${String(host)} since ${String(since)}`;
  } catch {
    return 'holder unknown';
  }
}
