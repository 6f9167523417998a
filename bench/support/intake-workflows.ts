import type { INode } from 'n8n-workflow';
import { FORM_TOKEN, GOOGLE_KEY, googleLeadFormBody } from '../../test/support/deliveries';
import type { CredentialFile, WorkflowFile } from '../../test/support/n8n/n8n-types';

const PACK = 'n8n-nodes-sales-os';
const BARE_HOOK = '00000000-0000-4000-8000-00000000ba7e';
const OUR_HOOK = '00000000-0000-4000-8000-0000000005a1';

export const ACCOUNT_ID = 'bench-firm';
const ACCOUNT = { id: 'benchaccount0001', name: 'Sales OS Account' };
const SECRETS = { id: 'benchsecrets0001', name: 'Source secrets' };

/** Where each of the two workflows takes its deliveries. */
export const BARE_PATH = `/webhook/${BARE_HOOK}`;
export const OUR_PATH = `/webhook/${OUR_HOOK}/lead`;

function node(name: string, type: string, typeVersion: number, rest: Partial<INode>): INode {
  return { id: name, name, type, typeVersion, position: [0, 0], parameters: {}, ...rest };
}

function chain(id: string, name: string, first: INode, second: INode): WorkflowFile & { readonly id: string } {
  return {
    id,
    name,
    nodes: [first, second],
    connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
    settings: { executionOrder: 'v1' },
  };
}

/** n8n's own Webhook node, answering immediately, with one node after it. */
export const bareWorkflow = chain(
  'benchbare0000001',
  'Bare webhook',
  node('Webhook', 'n8n-nodes-base.webhook', 2, { webhookId: BARE_HOOK, parameters: { httpMethod: 'POST', path: BARE_HOOK, responseMode: 'onReceived' } }),
  node('No Operation', 'n8n-nodes-base.noOp', 1, {}),
);

/** The pack's intake as the template has it: verified, stored and answered, then made a lead. */
export const intakeWorkflow = chain(
  'benchintake00001',
  'Lead intake',
  node('Lead Intake Trigger', `${PACK}.leadIntakeTrigger`, 1, {
    webhookId: OUR_HOOK,
    parameters: { source: 'google' },
    credentials: { salesOsAccountApi: ACCOUNT, salesOsSourceSecretsApi: SECRETS },
  }),
  node('Normalize Lead', `${PACK}.normalizeLead`, 1, { credentials: { salesOsAccountApi: ACCOUNT } }),
);

/** `url` null puts the account on the embedded store beside n8n's own data. */
export function intakeCredentials(url: string | null): CredentialFile[] {
  const store = url === null ? { store: 'embedded', folder: '' } : { store: 'postgres', url, tls: 'off', maxConnections: 10 };
  return [
    { ...ACCOUNT, type: 'salesOsAccountApi', data: { accountId: ACCOUNT_ID, ...store } },
    { ...SECRETS, type: 'salesOsSourceSecretsApi', data: { google_key: GOOGLE_KEY, website_token: FORM_TOKEN } },
  ];
}

/** A Google lead of its own for every delivery; the load process puts the number in. */
export const DELIVERY_BODY = JSON.stringify(
  googleLeadFormBody({
    lead_id: 'bench-{{n}}',
    user_column_data: [
      { column_id: 'FULL_NAME', column_name: 'Full Name', string_value: 'Asha Verma' },
      { column_id: 'EMAIL', column_name: 'User Email', string_value: 'asha.verma.{{n}}@example.com' },
      { column_id: 'PHONE_NUMBER', column_name: 'User Phone', string_value: '+919876543210' },
      { column_id: 'COUNTRY', column_name: 'Country', string_value: 'India' },
      { column_id: 'which_program_are_you_interested_in', string_value: 'Express Entry' },
    ],
  }),
);
