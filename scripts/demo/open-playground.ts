import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startFakeStripe, type FakeStripe } from '../../test/support/fake-stripe';
import { builtNodeTypes } from '../../test/support/n8n/pack-facts';
import type { Owner } from '../../test/support/n8n/n8n-environment';
import type { QueueServers } from '../../test/support/n8n/queue-environment';
import { startN8n, type RunningN8n } from '../../test/support/n8n/start-n8n';
import { demoCredentials } from './demo-credentials';
import { eventLogWorkflow } from './event-log';
import { lackingCredentials, type Lacking } from './lacking-credentials';
import { playgroundSecrets, type PlaygroundSecrets } from './playground-secrets';
import { readyTemplates, type ReadyTemplate } from './template-files';

export interface Playground {
  readonly n8n: RunningN8n;
  readonly stripe: FakeStripe;
  readonly templates: readonly ReadyTemplate[];
  /** Templates that are there but not published, because the demo has no mailbox, no WhatsApp number … */
  readonly lacking: readonly Lacking[];
  readonly secrets: PlaygroundSecrets;
  readonly owner: Owner;
  close(): Promise<void>;
}

export interface PlaygroundOptions {
  /** n8n's user folder and the playground's secrets. */
  readonly folder: string;
  readonly port: number;
  readonly progress: (step: string) => void;
  /** Where handoffs are posted; nowhere without it: the demo's case ops answer by form. */
  readonly opsUrl?: string;
  /** n8n in queue mode, with the firm's data in a PostgreSQL database of its own. */
  readonly queue?: QueueServers & { readonly storeUrl: string };
  /** The templates to import, by slug; all of them without it. */
  readonly only?: (slug: string) => boolean;
}

const OWNER_EMAIL = 'owner@example.com';

/** Brings up n8n with the pack, the templates and the demo firm's credentials, and a stand-in for Stripe beside it. */
export async function openPlayground({ folder, port, progress, opsUrl, queue, only = () => true }: PlaygroundOptions): Promise<Playground> {
  const secrets = playgroundSecrets(folder);
  const owner = { email: OWNER_EMAIL, password: secrets.owner_password };
  const stripe = await startFakeStripe({ port: port + 2, secretKey: secrets.stripe_secret_key, webhookSecret: secrets.stripe_webhook_secret, liveMode: false });
  const credentials = demoCredentials(secrets, { stripeUrl: stripe.url, opsUrl, storeUrl: queue?.storeUrl });
  const types = builtNodeTypes();
  const templates = readyTemplates(types, credentials).filter(({ slug }) => only(slug));
  const lacking = lackingCredentials(templates, types);
  const own = credentials.filter(({ type }) => type === 'salesOsAccountApi').map(eventLogWorkflow);
  const workflows = [...templates, ...own];
  const imports = importOnce(folder, { credentials, workflows });
  // At a later start n8n publishes by itself what was published.
  const ready = workflows.flatMap(({ id }) => id ?? []).filter((id) => !lacking.some(({ template }) => template.id === id));
  const publish = imports.needed.workflows ? ready : [];
  try {
    const n8n = await startN8n({ userFolder: folder, port, owner, encryptionKey: secrets.encryption_key, progress, publish, ...(queue ? { queue } : {}), ...imports.needed });
    imports.done();
    const close = async (): Promise<void> => {
      await n8n.shutdown();
      await stripe.close();
    };
    return { n8n, stripe, templates, lacking, secrets, owner, close };
  } catch (error) {
    await stripe.close();
    throw error;
  }
}

type Imports = Required<Pick<Parameters<typeof startN8n>[0] & object, 'credentials' | 'workflows'>>;

/** What must be imported: everything at the first start and after a change of the templates, nothing otherwise. */
function importOnce(folder: string, imports: Imports): { needed: Partial<Imports>; done(): void } {
  const file = path.join(folder, 'imported.sha256');
  const hash = createHash('sha256').update(JSON.stringify(imports)).digest('hex');
  const known = existsSync(file) && readFileSync(file, 'utf8') === hash;
  return { needed: known ? {} : imports, done: () => writeFileSync(file, hash) };
}
