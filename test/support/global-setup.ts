import { postgresAnswers } from './stores';

/** Asks once what this machine has. With CI=true nothing may be missing. */
export default async function globalSetup(): Promise<void> {
  if (await postgresAnswers()) return;
  const reason = 'PostgreSQL does not answer on DATABASE_URL (default postgres://root@127.0.0.1:5432/postgres)';
  if (process.env.CI) throw new Error(`${reason}; in CI its tests must run`);
  process.env.SALES_OS_TEST_POSTGRES = 'no';
  console.log(`Skipped: the [postgres] half of every store test. ${reason}.`);
}
