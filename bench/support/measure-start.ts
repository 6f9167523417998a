import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePortRange } from '../../test/support/n8n/free-ports';
import { hashPassword } from '../../test/support/n8n/installed-n8n';
import { n8nEnvironment, TEST_OWNER } from '../../test/support/n8n/n8n-environment';
import { spawnN8n, tailOf } from '../../test/support/n8n/n8n-process';
import { waitFor } from '../../test/support/n8n/wait-for';
import { residentMb } from './process-usage';

export interface Start {
  /** From the start of the process to the health check's first "ready". */
  readonly seconds: number;
  /** Resident memory some seconds later, when n8n has nothing left to do. */
  readonly resident_mb: number;
}

const SETTLE_MS = 4_000;
const READY_MS = 180_000;

/** Starts n8n on a user folder, measures, and ends it in good order. */
export async function measureStart(userFolder: string, env: Readonly<Record<string, string>>): Promise<Start> {
  mkdirSync(userFolder, { recursive: true });
  const port = await freePortRange(2);
  const logFile = path.join(userFolder, 'n8n.log');
  const owner = { ownerEmail: TEST_OWNER.email, ownerPasswordHash: hashPassword(TEST_OWNER.password) };
  const n8n = spawnN8n(['start'], n8nEnvironment({ userFolder, port, ...owner, encryptionKey: 'bench', env }), logFile);
  const started = performance.now();
  try {
    await waitFor(async () => n8n.running() && (await fetch(`http://127.0.0.1:${port}/healthz/readiness`)).ok, { timeout: READY_MS, interval: 50, what: `n8n to be ready:\n${tailOf(logFile, 10)}` });
    const seconds = (performance.now() - started) / 1_000;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return { seconds, resident_mb: residentMb(n8n.pid) };
  } finally {
    n8n.signal('SIGTERM');
    const patience = setTimeout(() => n8n.signal('SIGKILL'), 30_000);
    await n8n.ended;
    clearTimeout(patience);
  }
}
