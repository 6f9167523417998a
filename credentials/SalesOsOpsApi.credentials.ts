import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The system of case ops: where handoffs go, and the secret that both sides sign with (docs/handoff.md). */
export class SalesOsOpsApi implements ICredentialType {
  name = 'salesOsOpsApi';

  displayName = 'Sales OS Case Ops API';

  icon: Icon = { light: 'file:salesOsOps.svg', dark: 'file:salesOsOps.dark.svg' };

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-sales-os';

  properties: INodeProperties[] = [
    {
      displayName: 'Delivery URL',
      name: 'url',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. https://ops.example.com/hooks/sales',
      description: 'Where handoffs and stop notices are posted. Redirects are not followed.',
    },
    {
      displayName: 'Signing Secrets',
      name: 'signing_secrets',
      type: 'string',
      typeOptions: { password: true, rows: 2 },
      required: true,
      default: '',
      placeholder: 'e.g. whsec_…',
      description: 'At least 24 characters. One per line: the first signs what is sent, all of them verify what case ops answer, so that you can rotate without a gap.',
    },
    {
      displayName: 'Bearer Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      placeholder: 'e.g. a token of your ops system',
      description: 'Sent as Authorization header where the ops system wants one beside the signature',
    },
  ];
}
