import { type IHookFunctions, type INodeType, type INodeTypeDescription, type IWebhookFunctions, type IWebhookResponseData, NodeConnectionTypes } from 'n8n-workflow';

import { SIGNATURE_TOLERANCE_SECONDS, STRIPE_EVENT_TYPES } from '../../engine/adapters/stripe';
import { salesOsAccountTest } from '../shared/account-test';
import { salesOsSourceSecretsTest } from '../shared/source-secrets';
import { guarded, unparsedBody } from '../shared/webhook';
import { checkWebhookSecret } from './check-webhook-secret';
import { receivePayment } from './receive-payment';

export class PaymentEventTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Payment Event Trigger',
    name: 'paymentEventTrigger',
    icon: { light: 'file:paymentEventTrigger.svg', dark: 'file:paymentEventTrigger.dark.svg' },
    group: ['trigger'],
    // n8n leaves the body unparsed for nodes of version 1 only (nodes/shared/webhook.ts).
    version: 1,
    subtitle: 'Stripe',
    description: 'Starts the workflow when a payment succeeds, fails, is refunded or disputed: verifies the signature and applies it to the opportunity at once',
    eventTriggerDescription: 'Waiting for Stripe to send an event',
    activationMessage: 'Events that Stripe sends to the production URL are now applied to their payments and start this workflow.',
    defaults: { name: 'Payment Event Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Applied', 'Review'],
    credentials: [
      { name: 'salesOsAccountApi', displayName: 'Sales OS Account', required: true, testedBy: 'salesOsAccountTest' },
      { name: 'salesOsSourceSecretsApi', displayName: 'Sales OS Source Secrets', required: true, testedBy: 'salesOsSourceSecretsTest' },
    ],
    // Without an empty responseData n8n answers the text "firstEntryJson" instead of our answer.
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'stripe' }],
    properties: [
      unparsedBody,
      {
        displayName: 'Payment Provider',
        name: 'provider',
        type: 'options',
        noDataExpression: true,
        default: 'stripe',
        options: [{ name: 'Stripe', value: 'stripe', description: 'Events of a webhook endpoint, each with its signature' }],
        description: 'Who sends the events',
      },
      {
        displayName: `In Stripe, add a webhook endpoint with the production URL and put its <b>signing secret</b> into the credential. Let it send:<br>${STRIPE_EVENT_TYPES.join(', ')}.`,
        name: 'notice',
        type: 'notice',
        default: '',
      },
      {
        displayName: 'Options',
        // 'options' itself is what n8n reads before the node runs (nodes/shared/webhook.ts).
        name: 'receiveOptions',
        type: 'collection',
        placeholder: 'Add option',
        default: {},
        options: [
          {
            displayName: 'Signature Tolerance (Seconds)',
            name: 'toleranceSeconds',
            type: 'number',
            typeOptions: { minValue: 30, maxValue: 3600 },
            default: SIGNATURE_TOLERANCE_SECONDS,
            description: 'How old a signature may be. An older delivery is refused, so that a recorded one cannot be sent again.',
          },
        ],
      },
    ],
  };

  methods = { credentialTest: { salesOsAccountTest, salesOsSourceSecretsTest } };

  /** The endpoint is made in Stripe by hand; publishing only checks that a secret is there to verify it by. */
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return false;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return checkWebhookSecret(this);
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return guarded(this, () => receivePayment(this));
  }
}
