import { type IHookFunctions, type INodeType, type INodeTypeDescription, type IWebhookFunctions, type IWebhookResponseData, NodeConnectionTypes } from 'n8n-workflow';

import { salesOsAccountTest } from '../shared/account-test';
import { salesOsOpsTest } from '../shared/ops-access';
import { guarded, unparsedBody } from '../shared/webhook';
import { checkSigningSecret } from './check-signing-secret';
import { receiveAnswer } from './receive-answer';

export class CaseOpsTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Case Ops Trigger',
    name: 'caseOpsTrigger',
    icon: { light: 'file:caseOpsTrigger.svg', dark: 'file:caseOpsTrigger.dark.svg' },
    group: ['trigger'],
    // n8n leaves the body unparsed for nodes of version 1 only (nodes/shared/webhook.ts).
    version: 1,
    subtitle: 'Confirmed or rejected',
    description: 'Starts the workflow when the system of case ops confirms or rejects a handoff: verifies the signature and applies the answer at once',
    eventTriggerDescription: 'Waiting for the ops system to answer',
    activationMessage: 'Answers that the ops system sends to the production URL now open cases, or send handoffs back to sales.',
    defaults: { name: 'Case Ops Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Confirmed', 'Rejected'],
    credentials: [
      { name: 'salesOsAccountApi', displayName: 'Sales OS Account', required: true, testedBy: 'salesOsAccountTest' },
      { name: 'salesOsOpsApi', displayName: 'Sales OS Case Ops', required: true, testedBy: 'salesOsOpsTest' },
    ],
    // Without an empty responseData n8n answers the text "firstEntryJson" instead of our answer.
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'case-ops' }],
    properties: [
      unparsedBody,
      {
        displayName:
          'Let the ops system post <b>case.confirmed</b> or <b>case.rejected</b> to the production URL, signed with the secret of the credential (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature). The recipe is in docs/handoff.md.',
        name: 'notice',
        type: 'notice',
        default: '',
      },
    ],
  };

  methods = { credentialTest: { salesOsAccountTest, salesOsOpsTest } };

  /** The ops system is told the URL by hand; publishing only checks that a secret is there to verify it by. */
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return false;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return checkSigningSecret(this);
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return guarded(this, () => receiveAnswer(this));
  }
}
