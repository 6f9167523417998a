/** The person who owns a test's or the playground's n8n. */
export interface Owner {
  readonly email: string;
  readonly password: string;
}

export const TEST_OWNER: Owner = { email: 'owner@example.com', password: 'Test-owner-1' };

export interface EnvironmentOptions {
  readonly userFolder: string;
  /** n8n takes this port, its task broker the next one. */
  readonly port: number;
  readonly encryptionKey: string;
  readonly ownerEmail: string;
  /** bcrypt */
  readonly ownerPasswordHash: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** n8n reads its settings from N8N_*, DB_*, EXECUTIONS_*, …: what the caller's own n8n has set must not leak in. */
const FOREIGN = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|GENERIC_TIMEZONE|WEBHOOK_URL|NODE_OPTIONS|NODE_FUNCTION_|CREDENTIALS_|JEST_|npm_)/;

/** The environment of one n8n on 127.0.0.1 that calls nobody, with its owner set and community packages allowed. */
export function n8nEnvironment(options: EnvironmentOptions): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
  return {
    ...inherited,
    NODE_ENV: 'production',
    N8N_USER_FOLDER: options.userFolder,
    N8N_PORT: String(options.port),
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_HOST: '127.0.0.1',
    N8N_RUNNERS_BROKER_PORT: String(options.port + 1),
    N8N_ENCRYPTION_KEY: options.encryptionKey,
    N8N_SECURE_COOKIE: 'false',
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_HIRING_BANNER_ENABLED: 'false',
    // It asks a server on the internet at every start and fills the log when nobody answers.
    N8N_DISABLED_MODULES: 'mcp-registry',
    N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
    N8N_INSTANCE_OWNER_EMAIL: options.ownerEmail,
    N8N_INSTANCE_OWNER_PASSWORD_HASH: options.ownerPasswordHash,
    N8N_INSTANCE_OWNER_FIRST_NAME: 'Sales',
    N8N_INSTANCE_OWNER_LAST_NAME: 'Ops',
    ...options.env,
  };
}
