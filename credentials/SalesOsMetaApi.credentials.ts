import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Reads leads from the Graph API. The app's secret for webhooks is in Sales OS Source Secrets. */
export class SalesOsMetaApi implements ICredentialType {
  name = 'salesOsMetaApi';

  displayName = 'Sales OS Meta API';

  icon: Icon = { light: 'file:salesOsMeta.svg', dark: 'file:salesOsMeta.dark.svg' };

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-sales-os';

  properties: INodeProperties[] = [
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      placeholder: 'e.g. EAAG…',
      description: 'Of a system user (Business settings → Users → System users → Generate token, without expiry) with leads_retrieval, pages_show_list, pages_read_engagement, pages_manage_metadata and ads_management',
    },
    {
      displayName: 'Page Tokens',
      name: 'pageTokens',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      placeholder: 'e.g. 104500000000001 EAAG…',
      description: 'Tokens of single pages that the access token does not cover: page ID, a space, the token; one page per line',
    },
    {
      displayName: 'Pages to Poll',
      name: 'pageIds',
      type: 'string',
      typeOptions: { rows: 2 },
      default: '',
      placeholder: 'e.g. 104500000000001',
      description: 'Page IDs, one per line, for polls and the search for gaps. Empty for all pages that the token has.',
    },
    {
      displayName: 'App Secret',
      name: 'appSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: "Signs the calls (appsecret_proof). Needed when the app has 'Require App Secret' switched on.",
    },
    {
      displayName: 'API Version',
      name: 'apiVersion',
      type: 'string',
      default: 'v23.0',
      placeholder: 'e.g. v23.0',
      description: 'Version of the Graph API. Meta keeps one for about two years.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://graph.facebook.com',
      placeholder: 'e.g. https://graph.facebook.com',
      description: 'Change it only to rehearse against a stand-in for Meta',
    },
  ];
}
