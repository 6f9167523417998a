import { createRequire } from 'node:module';

/** bootstrap/ is plain JavaScript for the Node of a fresh clone; this is its door for TypeScript. */
const bootstrap = createRequire(__filename)('../bootstrap/install.cjs') as { installPlayground(): Promise<void> };

/** Installs n8n into playground/ unless it is there as the lockfile says. */
export const { installPlayground } = bootstrap;
