import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { SampleHook, SampleSplit } from './node-runtime/sample-nodes';
import { callWebhook, runNode } from './run-node';

const credentials = { sampleApi: { key: 'k-1' } };

describe('runNode', () => {
  it('evaluates an expression for each item and keeps the outputs apart, each item paired with its input', async () => {
    const { outputs, error } = await runNode({ node: SampleSplit, items: [{ amount: 3 }, { amount: 30 }, { amount: 4 }], credentials });
    expect(error).toBeUndefined();
    expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([
      [
        { amount: 3, key: 'k-1' },
        { amount: 4, key: 'k-1' },
      ],
      [{ amount: 30, key: 'k-1' }],
    ]);
    expect(outputs[1]![0]!.pairedItem).toBe(1);
  });

  it('takes the parameters of the test before the defaults of the description', async () => {
    const { outputs } = await runNode({
      node: new SampleSplit(),
      parameters: { amount: '={{ $json.price * 2 }}', limit: 100 },
      items: [{ price: 20 }, { price: 60 }],
    });
    expect(outputs.map((items) => items.map(({ json }) => json['amount']))).toEqual([[40], [120]]);
  });

  it('returns the error of a stopped execution with the item it belongs to', async () => {
    const { outputs, error } = await runNode({ node: SampleSplit, items: [{ amount: 1 }, { amount: -1 }] });
    expect(outputs).toEqual([]);
    expect(error?.message).toBe('negative');
    expect(error?.description).toBe('Amounts start at 0');
    expect(error?.context?.['itemIndex']).toBe(1);
  });

  it('sends failed items to the error output that n8n appends', async () => {
    const { outputs } = await runNode({ node: SampleSplit, items: [{ amount: 1 }, { amount: -1 }], onError: 'continueErrorOutput' });
    expect(outputs).toHaveLength(3);
    expect(outputs[0]!.map(({ json }) => json['amount'])).toEqual([1]);
    expect(outputs[2]!.map(({ json }) => json['error'])).toEqual(['negative']);
  });
});

describe('callWebhook', () => {
  const headers = { 'X-Key': 'k-1', 'Content-Type': 'application/json' };

  it('hands over raw bytes and parsed body, and answers as n8n does', async () => {
    const body = '{"name":"Zoë"}';
    const result = await callWebhook({ node: SampleHook, credentials, parameters: { source: 'meta' }, request: { headers, body } });
    expect(result.status).toBe(200);
    expect(result.body).toEqual({ accepted: true });
    expect(result.workflowData).toEqual([[{ json: { bytes: Buffer.byteLength(body), body: { name: 'Zoë' }, source: 'meta' } }]]);
  });

  it('fails a node whose answer n8n would swallow', async () => {
    class Swallowed extends SampleHook {
      constructor() {
        super();
        this.description.webhooks = [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }];
      }
    }
    await expect(callWebhook({ node: Swallowed, credentials, request: { headers, body: '{}' } })).rejects.toThrow("set responseData: ''");
  });

  it('shows a refusal that the node wrote itself', async () => {
    const result = await callWebhook({ node: SampleHook, credentials, request: { headers: { ...headers, 'x-key': 'no' }, body: '{}' } });
    expect(result).toMatchObject({ status: 401, body: { error: 'signature' }, noWebhookResponse: true, workflowData: undefined });
  });

  it('answers without starting a workflow when the node gives no items', async () => {
    const result = await callWebhook({ node: SampleHook, credentials, request: { headers, body: '{"again":true}' } });
    expect(result).toMatchObject({ status: 200, body: { duplicate: true }, workflowData: undefined });
  });

  it('calls the setup webhook for a challenge', async () => {
    const result = await callWebhook({ node: SampleHook, webhookName: 'setup', request: { method: 'GET', query: { challenge: '42' } } });
    expect(result).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain' }, body: '42' });
  });

  it('leaves the body to a node that asks for it by options.binaryData, broken JSON and multipart included', async () => {
    class ReadsItself extends SampleHook {
      constructor() {
        super();
        this.description.properties.unshift({ displayName: 'Unparsed Body', name: 'options', type: 'hidden', default: { binaryData: true } });
      }

      override async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
        const request = this.getRequestObject();
        const before = request.rawBody === undefined && request.body === undefined;
        await request.readRawBody();
        return { workflowData: [[{ json: { before, text: request.rawBody.toString('utf8') } }]] };
      }
    }
    const result = await callWebhook({ node: ReadsItself, request: { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '{"name":' } });
    expect(result.workflowData).toEqual([[{ json: { before: true, text: '{"name":' } }]]);
    await expect(callWebhook({ node: ReadsItself, request: { body: '', readError: new Error('gone') } })).rejects.toThrow('gone');
  });

  it('answers 422 without calling the node when n8n itself cannot read the body', async () => {
    const result = await callWebhook({ node: SampleHook, credentials, request: { headers, body: '{"name":' } });
    expect(result).toMatchObject({ status: 422, workflowData: undefined });
  });
});
