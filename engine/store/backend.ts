import type { Dialect } from 'kysely';
import type { Db as QueueDatabase } from 'pg-boss';

/** What the store needs of a database; PostgreSQL and the embedded PGlite each give one. */
export interface Backend {
  readonly kind: 'embedded' | 'postgres';
  /** Names the database in messages, without its password. */
  readonly label: string;
  readonly dialect: Dialect;
  /** pg-boss's own road to the database. */
  readonly queueDatabase: QueueDatabase;
  /** Runs several statements, without parameters, on one connection. */
  script(sql: string): Promise<void>;
  /** Calls `wake` when a transaction commits a NOTIFY on the channel, and `reconnected` after each new LISTEN. Returns how to stop. */
  listen(channel: string, wake: (payload: string) => void, reconnected: () => void): Promise<() => Promise<void>>;
  /** Vacuum and statistics, where no background process does it. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Where an account's data lives. */
export type StoreConfig =
  | { readonly kind: 'embedded'; /** Absolute folder, or `memory://` for tests. */ readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly tls: TlsMode; readonly ca?: string; readonly maxConnections?: number };

/** verify = certificate and host name checked; encrypt = TLS without the check; off = loopback and private networks only. */
export type TlsMode = 'verify' | 'encrypt' | 'off';
