import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const forPostgres = { show: { store: ['postgres'] } };

/** Whose data a workflow works on, and where it lives. Wired once per firm; every node of the pack uses it. */
export class SalesOsAccountApi implements ICredentialType {
  name = 'salesOsAccountApi';

  displayName = 'Sales OS Account API';

  icon: Icon = { light: 'file:salesOsAccount.svg', dark: 'file:salesOsAccount.dark.svg' };

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-sales-os';

  properties: INodeProperties[] = [
    {
      displayName: 'Account ID',
      name: 'accountId',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. maple-immigration',
      description: 'Names the firm: a-z, 0-9, - and _. All its records carry it, and the database shows a workflow no other firm\'s rows.',
    },
    {
      displayName: 'Store',
      name: 'store',
      type: 'options',
      default: 'embedded',
      options: [
        { name: 'Embedded', value: 'embedded', description: 'A PostgreSQL inside n8n, in its data folder. For one n8n process: trying out and small firms.' },
        { name: 'PostgreSQL', value: 'postgres', description: 'PostgreSQL 15 or newer. For production and for n8n in queue mode.' },
      ],
    },
    {
      displayName: 'Data Folder',
      name: 'folder',
      type: 'string',
      default: '',
      placeholder: 'e.g. /home/node/.n8n/sales-os/store',
      description: 'Absolute path of the embedded store. Empty for .n8n/sales-os/store beside n8n\'s own data, which the volume that keeps n8n keeps too.',
      displayOptions: { show: { store: ['embedded'] } },
    },
    // The URL holds the database password.
    // eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password
    {
      displayName: 'PostgreSQL URL',
      name: 'url',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      placeholder: 'e.g. postgres://salesos:password@db.example.com:5432/salesos',
      description: 'An ordinary user that owns its database. Superusers are refused: the database would not keep firms apart for them.',
      displayOptions: forPostgres,
    },
    {
      displayName: 'TLS',
      name: 'tls',
      type: 'options',
      default: 'verify',
      options: [
        { name: 'Verify', value: 'verify', description: 'Encrypted, and the server\'s certificate is checked' },
        { name: 'Encrypt Only', value: 'encrypt', description: 'Encrypted without checking the certificate' },
        { name: 'Off', value: 'off', description: 'Only for a database on this machine or in a private network' },
      ],
      displayOptions: forPostgres,
    },
    {
      displayName: 'CA Certificate',
      name: 'ca',
      type: 'string',
      typeOptions: { rows: 4 },
      default: '',
      placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
      description: 'PEM of the authority that signed the server\'s certificate, when it is not a public one',
      displayOptions: { show: { store: ['postgres'], tls: ['verify'] } },
    },
    {
      displayName: 'Maximum Connections',
      name: 'maxConnections',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 200 },
      default: 10,
      description: 'Per n8n process. Main, workers and webhook processors each open their own.',
      displayOptions: forPostgres,
    },
  ];
}
