import { DEMO_ACCOUNT } from '../../test/support/n8n/pack-facts';
import type { CredentialFile } from '../../test/support/n8n/n8n-types';
import type { PlaygroundSecrets } from './playground-secrets';

/** Who may open which forms; the demo gives all three the same password. */
export const FORM_USERS = [
  { id: 'sosFormsSales0001', name: 'Sales team forms', user: 'sales' },
  { id: 'sosFormsAdmin0001', name: 'Admin forms', user: 'admin' },
  { id: 'sosFormsOps000001', name: 'Case ops forms', user: 'ops' },
] as const;

export interface DemoServers {
  readonly stripeUrl: string;
  /** Where handoffs are posted; by default nowhere: the demo's case ops answer by form. */
  readonly opsUrl?: string | undefined;
  /** The firm's PostgreSQL; by default the store is embedded. */
  readonly storeUrl?: string | undefined;
}

/** The demo firm's credentials, as an admin would enter them under n8n's Credentials. */
export function demoCredentials(secrets: PlaygroundSecrets, { stripeUrl, opsUrl = 'http://127.0.0.1:9/ops', storeUrl }: DemoServers): CredentialFile[] {
  const store = storeUrl === undefined ? {} : { store: 'postgres', url: storeUrl, tls: 'off', maxConnections: 10 };
  return [
    { id: 'sosAccount000001', name: 'Sales OS Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT, ...store } },
    {
      id: 'sosSecrets000001',
      name: 'Sales OS Source Secrets',
      type: 'salesOsSourceSecretsApi',
      data: {
        google_key: secrets.google_key,
        website_token: secrets.website_token,
        meta_app_secret: secrets.meta_app_secret,
        meta_verify_token: secrets.meta_verify_token,
        linkedin_client_secret: secrets.linkedin_client_secret,
        twilio_auth_token: secrets.twilio_auth_token,
        calendly_signing_key: secrets.calendly_signing_key,
        stripe_webhook_secrets: secrets.stripe_webhook_secret,
      },
    },
    {
      id: 'sosStripe0000001',
      name: 'Sales OS Stripe',
      type: 'salesOsStripeApi',
      data: { secretKey: secrets.stripe_secret_key, baseUrl: stripeUrl },
    },
    {
      id: 'sosOps0000000001',
      name: 'Sales OS Case Ops',
      type: 'salesOsOpsApi',
      data: { url: opsUrl, signing_secrets: secrets.ops_signing_secret, token: '' },
    },
    ...FORM_USERS.map(({ id, name, user }) => ({ id, name, type: 'httpBasicAuth', data: { user, password: secrets.forms_password } })),
  ];
}
