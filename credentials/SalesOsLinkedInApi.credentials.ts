import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Reads leads from LinkedIn's Lead Sync API. The client secret for webhooks is in Sales OS Source Secrets. */
export class SalesOsLinkedInApi implements ICredentialType {
  name = 'salesOsLinkedInApi';

  displayName = 'Sales OS LinkedIn API';

  icon: Icon = { light: 'file:salesOsLinkedIn.svg', dark: 'file:salesOsLinkedIn.dark.svg' };

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-sales-os';

  properties: INodeProperties[] = [
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      placeholder: 'e.g. AQX…',
      description: 'Of a member with a role on the ad account or page, with r_marketing_leadgen_automation and r_ads (r_organization_admin for organic forms). It lasts two months.',
    },
    {
      displayName: 'Owners to Poll',
      name: 'owners',
      type: 'string',
      typeOptions: { rows: 2 },
      default: '',
      placeholder: 'e.g. urn:li:sponsoredAccount:507000001',
      description: 'URNs of ad accounts and organizations, one per line, for polls and the search for gaps',
    },
    {
      displayName: 'Refresh Token',
      name: 'refreshToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      placeholder: 'e.g. AQW…',
      description: 'Renews the access token by itself for a year; only some apps get one. It needs the client ID and secret too.',
    },
    { displayName: 'Client ID', name: 'clientId', type: 'string', default: '', placeholder: 'e.g. 86abcdefgh1234', description: 'Of the app in the LinkedIn developer portal → Auth' },
    { displayName: 'Client Secret', name: 'clientSecret', type: 'string', typeOptions: { password: true }, default: '', placeholder: 'e.g. WPL_AP1.…', description: 'Of the same app' },
    {
      displayName: 'API Version',
      name: 'apiVersion',
      type: 'string',
      default: '202606',
      placeholder: 'e.g. 202606',
      description: 'Year and month of the version. LinkedIn keeps each for a year.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.linkedin.com',
      placeholder: 'e.g. https://api.linkedin.com',
      description: 'Change it only to rehearse against a stand-in for LinkedIn',
    },
    {
      displayName: 'Token URL',
      name: 'tokenUrl',
      type: 'string',
      default: 'https://www.linkedin.com/oauth/v2/accessToken',
      placeholder: 'e.g. https://www.linkedin.com/oauth/v2/accessToken',
      description: 'Where the access token is renewed; change it only to rehearse',
    },
  ];
}
