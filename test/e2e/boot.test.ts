import { describeN8n } from '../support/n8n/describe-n8n';
import { builtNodeTypes } from '../support/n8n/pack-facts';

const id = 'e2eboot000000001';
const hook = '00000000-0000-4000-8000-0000000000b1';

/** A bare webhook of n8n: what the harness itself needs, without any node of ours. */
const workflow = {
  id,
  name: 'Boot',
  nodes: [
    {
      id: 'n1',
      name: 'Webhook',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      position: [0, 0] as [number, number],
      webhookId: hook,
      parameters: { httpMethod: 'POST', path: hook, responseMode: 'onReceived' },
    },
  ],
  connections: {},
  settings: { executionOrder: 'v1' as const },
};

describeN8n('a real n8n with the pack', { workflows: [workflow] }, ({ n8n, it }) => {
  it('PK-01: knows every node type of the pack under its published name', async () => {
    const known = (await n8n().client.nodeTypes()).map(({ name }) => name);
    const expected = builtNodeTypes().map(({ name }) => `n8n-nodes-sales-os.${name}`);
    expect(known).toEqual(expect.arrayContaining(expected));
  });

  it('runs a delivery, and keeps the execution when n8n is killed and started again', async () => {
    const answer = await n8n().post(`/webhook/${hook}`, { hello: 1 });
    expect(answer.status).toBe(200);
    const succeeded = async () => (await n8n().executions(id)).find(({ status }) => status === 'success');
    const first = await n8n().waitFor(succeeded, { what: 'the execution' });
    await n8n().kill9();
    await n8n().restart();
    expect((await n8n().executions(id)).map((execution) => execution.id)).toEqual([first.id]);
    expect((await n8n().post(`/webhook/${hook}`, { hello: 2 })).status).toBe(200);
  });
});
