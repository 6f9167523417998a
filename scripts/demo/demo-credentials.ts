import { DEMO_ACCOUNT } from '../../test/support/n8n/pack-facts';
import type { CredentialFile } from '../../test/support/n8n/n8n-types';
import type { PlaygroundSecrets } from './playground-secrets';

/** The demo firm's credentials, as an admin would enter them under n8n's Credentials. */
export function demoCredentials(secrets: PlaygroundSecrets, stripeUrl: string): CredentialFile[] {
  return [
    { id: 'sosAccount000001', name: 'Demo firm', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } },
    {
      id: 'sosSecrets000001',
      name: 'Demo source secrets',
      type: 'salesOsSourceSecretsApi',
      data: {
        google_key: secrets.google_key,
        website_token: secrets.website_token,
        calendly_signing_key: secrets.calendly_signing_key,
        stripe_webhook_secrets: secrets.stripe_webhook_secret,
      },
    },
    {
      id: 'sosStripe0000001',
      name: 'Demo Stripe',
      type: 'salesOsStripeApi',
      data: { secretKey: secrets.stripe_secret_key, baseUrl: stripeUrl },
    },
  ];
}
