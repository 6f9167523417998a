import type { IAuthenticateGeneric, Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The firm's own Stripe account, for payment links. Webhook secrets are in Sales OS Source Secrets. */
export class SalesOsStripeApi implements ICredentialType {
  name = 'salesOsStripeApi';

  displayName = 'Sales OS Stripe API';

  icon: Icon = { light: 'file:salesOsStripe.svg', dark: 'file:salesOsStripe.dark.svg' };

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-sales-os';

  properties: INodeProperties[] = [
    {
      displayName: 'Secret Key',
      name: 'secretKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      placeholder: 'e.g. rk_live_…',
      description: 'From Stripe → Developers → API keys. A restricted key is enough: write access to Payment Links and Checkout Sessions and, for reconciliation, read access to Payment Intents, Charges, Disputes, Balance Transactions and Events. Its mode must be the mode in Firm Settings (payment.mode).',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.stripe.com',
      placeholder: 'e.g. https://api.stripe.com',
      description: 'Change it only to rehearse against a stand-in for Stripe',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{$credentials.secretKey}}' } },
  };

  test: ICredentialTestRequest = {
    request: { baseURL: '={{$credentials.baseUrl}}', url: '/v1/payment_links', qs: { limit: 1 } },
  };
}
