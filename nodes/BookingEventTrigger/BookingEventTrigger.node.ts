import { type IHookFunctions, type INodeType, type INodeTypeDescription, type IWebhookFunctions, type IWebhookResponseData, NodeConnectionTypes } from 'n8n-workflow';

import { TOLERANCE_SECONDS } from '../../engine/adapters/calendly';
import { salesOsAccountTest } from '../shared/account-test';
import { salesOsSourceSecretsTest } from '../shared/source-secrets';
import { guarded, unparsedBody } from '../shared/webhook';
import { checkSigningKey } from './check-signing-key';
import { receiveBooking } from './receive-booking';

export class BookingEventTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Booking Event Trigger',
    name: 'bookingEventTrigger',
    icon: { light: 'file:bookingEventTrigger.svg', dark: 'file:bookingEventTrigger.dark.svg' },
    group: ['trigger'],
    // n8n leaves the body unparsed for nodes of version 1 only (nodes/shared/webhook.ts).
    version: 1,
    subtitle: 'Calendly',
    description: 'Starts the workflow when an appointment is booked, moved, cancelled or missed: verifies the signature and applies it to the opportunity at once',
    eventTriggerDescription: 'Waiting for you to book, move or cancel an appointment in Calendly',
    activationMessage: 'Bookings that Calendly sends to the production URL are now applied to their opportunities and start this workflow.',
    defaults: { name: 'Booking Event Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Applied', 'Refused'],
    credentials: [
      { name: 'salesOsAccountApi', displayName: 'Sales OS Account', required: true, testedBy: 'salesOsAccountTest' },
      { name: 'salesOsSourceSecretsApi', displayName: 'Sales OS Source Secrets', required: true, testedBy: 'salesOsSourceSecretsTest' },
    ],
    // Without an empty responseData n8n answers the text "firstEntryJson" instead of our answer.
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'calendly' }],
    properties: [
      unparsedBody,
      {
        displayName: 'Scheduling Tool',
        name: 'provider',
        type: 'options',
        noDataExpression: true,
        default: 'calendly',
        options: [{ name: 'Calendly', value: 'calendly', description: 'Webhook subscription for invitee.created, invitee.canceled and invitee_no_show.created' }],
        description: 'Who sends the bookings',
      },
      {
        displayName:
          'Make a webhook subscription in Calendly (API v2, <b>POST /webhook_subscriptions</b>) with the production URL and a <b>signing_key</b> of your own, and put that key into the credential. Add <b>?utm_content={opportunity_id}</b> to booking links, so that a booking finds its opportunity whatever e-mail the client uses.',
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
            default: TOLERANCE_SECONDS,
            description: 'How old a signature may be. An older delivery is refused, so that a recorded one cannot be sent again.',
          },
        ],
      },
    ],
  };

  methods = { credentialTest: { salesOsAccountTest, salesOsSourceSecretsTest } };

  /** The subscription is made in Calendly by hand; publishing only checks that a key is there to verify it by. */
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return false;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return checkSigningKey(this);
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return guarded(this, () => receiveBooking(this));
  }
}
