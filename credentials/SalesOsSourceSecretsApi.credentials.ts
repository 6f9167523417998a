import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * The secrets by which sources prove themselves. They live only in n8n's encrypted credential store (GV-02).
 * Every secret field takes one a line: all of them are valid, so that a rotation loses no delivery.
 */
export class SalesOsSourceSecretsApi implements ICredentialType {
  name = 'salesOsSourceSecretsApi';

  displayName = 'Sales OS Source Secrets API';

  icon: Icon = { light: 'file:salesOsSourceSecrets.svg', dark: 'file:salesOsSourceSecrets.dark.svg' };

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-sales-os';

  properties: INodeProperties[] = [
    secret('Google Lead Form Key', 'google_key', 'e.g. a long random text', 'The webhook key you entered in the Google Ads lead form'),
    secret('Website Form Token', 'website_token', 'e.g. a long random text', 'Sent by your forms in the header x-sales-os-token or the field form_token'),
    {
      displayName: 'Allowed Website Origins',
      name: 'website_origins',
      type: 'string',
      typeOptions: { rows: 3 },
      default: '',
      placeholder: 'e.g. https://www.example.com',
      description: 'Pages that may post forms from a browser, one per line. Empty means that browsers are refused and only servers may post.',
    },
    secret('Meta App Secret', 'meta_app_secret', 'e.g. 0123456789abcdef0123456789abcdef', 'From the Meta App Dashboard → App settings → Basic. It proves deliveries of lead ads and of WhatsApp'),
    secret('Meta Verify Token', 'meta_verify_token', 'e.g. a long random text', 'A text of your choice; enter the same in the webhook settings of the Meta app'),
    secret('LinkedIn Client Secret', 'linkedin_client_secret', 'e.g. WPL_AP1.…', 'From the LinkedIn developer portal → your app → Auth. It proves notifications and answers the challenge'),
    secret('Twilio Auth Token', 'twilio_auth_token', 'e.g. 0123456789abcdef0123456789abcdef', 'From the Twilio Console → Account Info. It proves messages by WhatsApp and SMS'),
    {
      displayName: 'Twilio Webhook URLs',
      name: 'twilio_webhook_urls',
      type: 'string',
      typeOptions: { rows: 2 },
      default: '',
      placeholder: 'e.g. https://n8n.example.com/webhook/…/lead',
      description: 'Only where a proxy hides the address: the URLs as they stand in the Twilio Console, one per line. Twilio signs them.',
    },
    secret('Calendly Signing Key', 'calendly_signing_key', 'e.g. a long random text', 'The signing key you gave when you made the webhook subscription'),
    secret('Stripe Webhook Secrets', 'stripe_webhook_secrets', 'e.g. whsec_…', 'The signing secret of each Stripe webhook endpoint that posts here'),
  ];
}

function secret(displayName: string, name: string, placeholder: string, description: string): INodeProperties {
  return {
    displayName,
    name,
    type: 'string',
    typeOptions: { password: true, rows: 2 },
    default: '',
    placeholder,
    description: `${description}. One per line: all are valid, so that you can rotate without a gap.`,
  };
}
