import {
  NodeOperationError,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IRun,
  type ITriggerFunctions,
  type ITriggerResponse,
  type IWebhookFunctions,
  type IWebhookResponseData,
} from 'n8n-workflow';

const CREDENTIALS = [{ name: 'sampleApi', required: false }];

/** The smallest action node with everything a harness must carry: expressions, defaults, two outputs, credentials, item errors. */
export class SampleSplit implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Sample Split',
    name: 'sampleSplit',
    group: ['transform'],
    version: 1,
    description: 'Splits items at a limit',
    defaults: { name: 'Sample Split' },
    inputs: ['main'],
    outputs: ['main', 'main'],
    outputNames: ['Low', 'High'],
    credentials: CREDENTIALS,
    properties: [
      { displayName: 'Amount', name: 'amount', type: 'number', default: '={{ $json.amount }}' },
      { displayName: 'Limit', name: 'limit', type: 'number', default: 10 },
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const low: INodeExecutionData[] = [];
    const high: INodeExecutionData[] = [];
    for (const [itemIndex] of this.getInputData().entries()) {
      const amount = this.getNodeParameter('amount', itemIndex) as number;
      const limit = this.getNodeParameter('limit', itemIndex) as number;
      if (amount < 0 && this.continueOnFail()) {
        low.push({ json: { error: 'negative' }, error: new NodeOperationError(this.getNode(), 'negative', { itemIndex }), pairedItem: itemIndex });
        continue;
      }
      if (amount < 0) throw new NodeOperationError(this.getNode(), 'negative', { itemIndex, description: 'Amounts start at 0' });
      const key = await this.getCredentials('sampleApi').then(
        (data) => String(data['key']),
        () => null,
      );
      (amount < limit ? low : high).push({ json: { amount, key }, pairedItem: itemIndex });
    }
    return [low, high];
  }
}

/** The smallest webhook node: a GET challenge, a refusal it writes itself, an answer through n8n, a duplicate without execution. */
export class SampleHook implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Sample Hook',
    name: 'sampleHook',
    group: ['trigger'],
    version: 1,
    description: 'Takes signed bodies',
    defaults: { name: 'Sample Hook' },
    inputs: [],
    outputs: ['main'],
    credentials: CREDENTIALS,
    webhooks: [
      { name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: 'webhook' },
      { name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
    ],
    properties: [{ displayName: 'Source', name: 'source', type: 'string', default: 'google' }],
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const response = this.getResponseObject();
    const { rawBody, query } = this.getRequestObject();
    if (this.getWebhookName() === 'setup') {
      response.status(200).type('text/plain').send(String(query['challenge'])).end();
      return { noWebhookResponse: true };
    }
    const { key } = await this.getCredentials<{ key: string }>('sampleApi');
    if (this.getHeaderData()['x-key'] !== key) {
      response.status(401).json({ error: 'signature', message: 'The key is wrong' }).end();
      return { noWebhookResponse: true };
    }
    const body = this.getBodyData();
    if (body['again'] === true) return { webhookResponse: { duplicate: true } };
    const item = { json: { bytes: rawBody.length, body, source: this.getNodeParameter('source') as string } };
    return { workflowData: [[item]], webhookResponse: { accepted: true } };
  }
}

/** The smallest trigger: emits one item with a key at its start and reports how the execution ended. */
export class SampleTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Sample Trigger',
    name: 'sampleTrigger',
    group: ['trigger'],
    version: 1,
    description: 'Emits at its start',
    defaults: { name: 'Sample Trigger' },
    inputs: [],
    outputs: ['main'],
    properties: [{ displayName: 'Event', name: 'event', type: 'string', default: 'LeadCaptured' }],
  };

  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    const done = this.helpers.createDeferredPromise<IRun>();
    const event = this.getNodeParameter('event') as string;
    this.emit([[{ json: { event } }]], undefined, done, 'key-1');
    done.promise.then(
      (run) => run?.status === 'error' && this.emitError(new Error('execution failed')),
      (error: Error) => this.emitError(error),
    );
    return { closeFunction: async () => this.emit([[{ json: { event: 'closed' } }]]) };
  }
}
