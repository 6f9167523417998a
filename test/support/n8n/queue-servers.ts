import { connect } from 'node:net';
import { createDatabase, postgresAnswers } from '../stores';
import { REDIS_URL, type QueueServers } from './queue-environment';

/** What is missing for n8n's queue mode on this machine, in one sentence, or null. */
export async function queueMissing(): Promise<string | null> {
  if (!(await postgresAnswers())) return 'PostgreSQL does not answer: install PostgreSQL 15 or newer and set DATABASE_URL to a user that may create databases (default postgres://root@127.0.0.1:5432/postgres)';
  if (!(await redisAnswers())) return `Redis does not answer at ${REDIS_URL}: install Redis 6 or newer, or set REDIS_URL`;
  return null;
}

/** Fresh databases for n8n and for the firm's data. @throws Error with what to install */
export async function queueServers(workers: number): Promise<QueueServers & { readonly storeUrl: string }> {
  const missing = await queueMissing();
  if (missing) throw new Error(missing);
  return { databaseUrl: await createDatabase(), storeUrl: await createDatabase(), redisUrl: REDIS_URL, workers };
}

function redisAnswers(): Promise<boolean> {
  const { hostname, port } = new URL(REDIS_URL);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: 2_000 });
    const end = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
}

type Test = (title: string, body: () => Promise<void>) => void;
const TEST_MS = 900_000;

/** Tests that are skipped, with the reason printed, where PostgreSQL or Redis does not answer; with CI=true they fail. */
export function requireQueueServers(body: (test: Test) => void): void {
  body((title, run) =>
    it(title, async () => {
      const missing = await queueMissing();
      if (!missing) return run();
      if (process.env['CI'] === 'true') throw new Error(missing);
      console.warn(`Skipped: ${title}: ${missing}`);
    }, TEST_MS),
  );
}
