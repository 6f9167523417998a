import pg from 'pg';

/** Counts what goes over the wire to PostgreSQL meanwhile, `begin` and `commit` included. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly statements: number }> {
  const { query } = pg.Client.prototype;
  let statements = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    statements += 1;
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    return { result: await work(), statements };
  } finally {
    pg.Client.prototype.query = query;
  }
}
