import { randomUUID } from 'node:crypto';

/** The servers that n8n's queue mode needs: a PostgreSQL database for n8n's own tables, and Redis. */
export interface QueueServers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** How many worker processes. */
  readonly workers: number;
}

export const REDIS_URL = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** What main, workers and webhook processor have in common. Keys of its own keep it apart from another n8n on the same Redis. */
export function queueEnvironment({ databaseUrl, redisUrl }: QueueServers): Record<string, string> {
  const database = new URL(databaseUrl);
  const redis = new URL(redisUrl);
  const prefix = `salesos-${randomUUID().slice(0, 8)}`;
  return {
    EXECUTIONS_MODE: 'queue',
    DB_TYPE: 'postgresdb',
    DB_POSTGRESDB_HOST: database.hostname,
    DB_POSTGRESDB_PORT: database.port || '5432',
    DB_POSTGRESDB_DATABASE: database.pathname.slice(1),
    DB_POSTGRESDB_USER: decodeURIComponent(database.username),
    DB_POSTGRESDB_PASSWORD: decodeURIComponent(database.password),
    QUEUE_BULL_REDIS_HOST: redis.hostname,
    QUEUE_BULL_REDIS_PORT: redis.port || '6379',
    QUEUE_BULL_REDIS_DB: redis.pathname.slice(1) || '0',
    ...(redis.password ? { QUEUE_BULL_REDIS_PASSWORD: decodeURIComponent(redis.password) } : {}),
    QUEUE_BULL_PREFIX: prefix,
    N8N_REDIS_KEY_PREFIX: prefix,
  };
}
