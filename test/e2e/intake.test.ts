import { randomUUID } from 'node:crypto';
import { eventLogWorkflow, loggedEvents } from '../../scripts/demo/event-log';
import { GOOGLE_KEY, googleLeadFormBody } from '../support/deliveries';
import { describeN8n } from '../support/n8n/describe-n8n';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { chain, webhookIdOf } from '../support/n8n/pack-workflow';

const account = { id: 'e2eaccount000001', name: 'Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } };
const secrets = { id: 'e2esecrets000001', name: 'Secrets', type: 'salesOsSourceSecretsApi', data: { google_key: GOOGLE_KEY } };
const id = 'e2eintake0000001';
const path = `/webhook/${webhookIdOf(id, 'Intake')}/google`;
const intake = chain(
  id,
  [
    { name: 'Intake', type: 'leadIntakeTrigger', parameters: { source: 'google' } },
    { name: 'Normalize', type: 'normalizeLead' },
  ],
  [account, secrets],
);
const options = { workflows: [intake, eventLogWorkflow(account)], credentials: [account, secrets] };

describeN8n('the intake in a real n8n', options, ({ n8n, it }) => {
  it('IN-09: refuses a wrong key with a sentence and starts nothing', async () => {
    const answer = await n8n().post(path, googleLeadFormBody({ google_key: 'wrong' }));
    expect(answer.status).toBe(401);
    expect(await n8n().executions(id)).toEqual([]);
  });

  it('IN-01: makes a lead of a delivery once, and tells it to the event log', async () => {
    const body = googleLeadFormBody({ lead_id: `lead-${randomUUID()}` });
    const first = await n8n().post(path, body);
    expect(first).toMatchObject({ status: 200, body: { accepted: true, duplicate: false } });
    const captured = await n8n().waitFor(async () => (await loggedEvents(n8n())).find(({ type }) => type === 'LeadCaptured'), { what: 'LeadCaptured' });
    expect(captured.data).toMatchObject({ source_channel: 'google', is_test: false });
    expect(await n8n().post(path, body)).toMatchObject({ status: 200, body: { duplicate: true } });
    expect(await n8n().executions(id)).toHaveLength(1);
  });
});
