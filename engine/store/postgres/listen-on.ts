import type { Client, ClientConfig } from 'pg';

const RECONNECT_MS = 5_000;

/**
 * LISTEN on a session of its own. When the session drops it is opened again; until then the callers' polling
 * goes on, so a lost notification costs latency, never an event.
 */
export async function listenOn(
  config: ClientConfig,
  channel: string,
  wake: (payload: string) => void,
  reconnected: () => void,
): Promise<() => Promise<void>> {
  const pg = require('pg') as typeof import('pg');
  let stopped = false;
  let current: Client | undefined;

  const connect = async (): Promise<void> => {
    const client = new pg.Client({ ...config, keepAlive: true });
    client.on('notification', ({ payload }) => wake(payload ?? ''));
    client.on('error', () => undefined);
    client.on('end', () => void (stopped || retry()));
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    current = client;
    reconnected();
  };
  const retry = () => setTimeout(() => void connect().catch(retry), RECONNECT_MS).unref();

  await connect();
  return async () => {
    stopped = true;
    await current?.end();
  };
}
