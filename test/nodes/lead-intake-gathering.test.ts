import { closeStores } from '../../engine/store';
import { LeadIntakeTrigger } from '../../nodes/LeadIntakeTrigger/LeadIntakeTrigger.node';
import { FORM_TOKEN, GOOGLE_KEY, googleLeadFormBody } from '../support/deliveries';
import { callWebhook, type PlainCredentials } from '../support/run-node';
import { type StartedTrigger, startTrigger } from '../support/run-trigger';

const account = { accountId: 'gather', store: 'embedded', folder: 'memory://' };
const credentials: PlainCredentials = { salesOsAccountApi: account, salesOsSourceSecretsApi: { google_key: GOOGLE_KEY, website_token: FORM_TOKEN } };
const setup = { node: LeadIntakeTrigger, parameters: { source: 'google' }, credentials };

const send = (lead_id: string, mode: 'webhook' | 'manual' = 'webhook') =>
  callWebhook({ ...setup, mode, request: { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(googleLeadFormBody({ lead_id })) } });
const started = ({ emitted }: StartedTrigger) => emitted.map(({ items }) => items[0]!.map(({ json }) => (json['payload'] as { lead_id: string }).lead_id));

afterAll(closeStores);

describe('a published Lead Intake Trigger', () => {
  it('IN-09: starts the workflow at once for a lead that comes alone, and once for those that come together', async () => {
    const trigger = await startTrigger(setup);
    expect(await send('A')).toMatchObject({ status: 200, body: { accepted: true, duplicate: false }, workflowData: undefined });
    expect(started(trigger)).toEqual([['A']]);
    for (const lead of ['B', 'C', 'D']) expect(await send(lead)).toMatchObject({ status: 200 });
    expect(started(trigger)).toEqual([['A']]);
    await trigger.close();
    expect(started(trigger)).toEqual([['A'], ['B', 'C', 'D']]);
  });

  it('IN-08: starts nothing for a lead seen before', async () => {
    const trigger = await startTrigger(setup);
    expect(await send('A')).toMatchObject({ body: { duplicate: true }, workflowData: undefined });
    await trigger.close();
    expect(started(trigger)).toEqual([]);
  });

  it('starts the workflow from the webhook itself where the trigger is not published, as in a webhook processor', async () => {
    const trigger = await startTrigger(setup);
    await trigger.close();
    expect((await send('E')).workflowData).toMatchObject([[{ json: { payload: { lead_id: 'E' } } }]]);
  });

  it('GV-02: a secret that was taken out of the credential is refused within fifteen seconds', async () => {
    const own = { ...(credentials.salesOsSourceSecretsApi as Record<string, string>) };
    const changed = { ...setup, credentials: { ...credentials, salesOsSourceSecretsApi: own } };
    const trigger = await startTrigger(changed);
    expect(await send('F')).toMatchObject({ status: 200 });
    own['google_key'] = 'another-key-0123456789';
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 15_001);
    expect(await send('G')).toMatchObject({ status: 401, body: { error: 'GOOGLE_KEY_WRONG' } });
    clock.mockRestore();
    await trigger.close();
  });

  it('gives the editor the lead that was sent to the test URL', async () => {
    const trigger = await startTrigger({ ...setup, mode: 'manual' });
    await expect(trigger.manual()).rejects.toThrow('Listen for test event');
    expect((await send('T', 'manual')).workflowData).toHaveLength(1);
    await trigger.manual();
    expect(started(trigger)).toEqual([['T']]);
    await trigger.close();
  });
});
