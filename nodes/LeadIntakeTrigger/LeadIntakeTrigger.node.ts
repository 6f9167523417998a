import {
  type IHookFunctions,
  type INodeType,
  type INodeTypeDescription,
  type ITriggerFunctions,
  type ITriggerResponse,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';

import { salesOsAccountTest } from '../shared/account-test';
import { leadSourceOptions } from '../shared/lead-sources';
import { salesOsSourceSecretsTest } from '../shared/source-secrets';
import { guarded, unparsedBody } from '../shared/webhook';
import { answerChallenge } from './answer-challenge';
import { notices } from './notices';
import { publishIntake } from './published-intake';
import { readyToReceive } from './ready-to-receive';
import { receive } from './receive';
import { emitTestLeads } from './test-leads';

const sourceNames = Object.fromEntries(leadSourceOptions.map(({ name, value }) => [value, name]));

export class LeadIntakeTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Lead Intake Trigger',
    name: 'leadIntakeTrigger',
    icon: { light: 'file:leadIntakeTrigger.svg', dark: 'file:leadIntakeTrigger.dark.svg' },
    group: ['trigger'],
    // n8n leaves the body unparsed for nodes of version 1 only (nodes/shared/webhook.ts).
    version: 1,
    subtitle: `={{ ${JSON.stringify(sourceNames)}[$parameter["source"]] }}`,
    description: 'Starts the workflow when a lead comes in: verifies the source, stores the raw delivery, answers at once',
    eventTriggerDescription: 'Waiting for you to send a test lead',
    activationMessage: 'Leads that are sent to the production URL are now stored and start this workflow.',
    defaults: { name: 'Lead Intake Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      { name: 'salesOsAccountApi', displayName: 'Sales OS Account', required: true, testedBy: 'salesOsAccountTest' },
      { name: 'salesOsSourceSecretsApi', displayName: 'Sales OS Source Secrets', required: true, testedBy: 'salesOsSourceSecretsTest' },
    ],
    // Without an empty responseData n8n answers the text "firstEntryJson" instead of our answer.
    // A fixed path: an expression here would be evaluated for every delivery.
    webhooks: [
      { name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', responseData: '', path: 'lead' },
      { name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'lead' },
    ],
    properties: [
      unparsedBody,
      {
        displayName: 'Source',
        name: 'source',
        type: 'options',
        noDataExpression: true,
        default: 'google',
        options: leadSourceOptions,
        description: 'Who sends the leads. Use one trigger per source.',
      },
      ...notices,
      {
        displayName: 'Posts per Minute',
        name: 'postsPerMinute',
        type: 'number',
        typeOptions: { minValue: 0, maxValue: 10000 },
        default: 30,
        description: 'How many posts of one address a form takes in a minute; more are answered with 429 and when to try again. 0 means no limit. Servers that send the token in a header are not counted.',
        displayOptions: { show: { source: ['website'] } },
      },
      {
        displayName: 'Test Leads',
        name: 'testLeads',
        type: 'options',
        default: 'run',
        options: [
          { name: 'Run the Workflow', value: 'run', description: 'They carry is_test and are kept apart from real leads at every step' },
          { name: 'Store Only', value: 'store', description: 'They are stored and answered, and start nothing' },
        ],
        description: "What to do with leads that the source marks as a test, such as those of the 'Send test data' button in Google Ads",
      },
    ],
  };

  methods = { credentialTest: { salesOsAccountTest, salesOsSourceSecretsTest } };

  /** Sources register the URL by hand; publishing only checks that deliveries can be verified and stored. */
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return false;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return readyToReceive(this);
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
  };

  /** Starts the workflow for what `webhook` received, so that leads which come together share one execution. */
  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    if (this.getMode() === 'manual') return { manualTriggerFunction: async () => emitTestLeads(this) };
    return { closeFunction: publishIntake(this) };
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return guarded(this, () => (this.getWebhookName() === 'setup' ? answerChallenge(this) : receive(this)));
  }
}
