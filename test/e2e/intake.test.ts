import { randomUUID } from 'node:crypto';
import { eventLogWorkflow, loggedEvents } from '../../scripts/demo/event-log';
import { GOOGLE_KEY, googleLeadFormBody } from '../support/deliveries';
import { describeN8n } from '../support/n8n/describe-n8n';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { chain, webhookIdOf } from '../support/n8n/pack-workflow';

const account = { id: 'e2eaccount000001', name: 'Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } };
const secrets = { id: 'e2esecrets000001', name: 'Secrets', type: 'salesOsSourceSecretsApi', data: { google_key: GOOGLE_KEY } };
const id = 'e2eintake0000001';
const path = `/webhook/${webhookIdOf(id, 'Intake')}/lead`;
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

  it('IN-09: gathers leads that come together into few executions, an item each', async () => {
    const before = (await n8n().executions(id)).length;
    const leads = Array.from({ length: 30 }, () => googleLeadFormBody({ lead_id: `lead-${randomUUID()}` }));
    for (const answer of await Promise.all(leads.map((lead) => n8n().post(path, lead)))) expect(answer.status).toBe(200);
    const captured = async () => (await loggedEvents(n8n())).filter(({ type }) => type === 'LeadCaptured').length;
    await n8n().waitFor(async () => (await captured()) === 31, { what: 'LeadCaptured of every lead' });
    expect((await n8n().executions(id)).length - before).toBeLessThan(10);
  });

  it('gives the editor a lead that is sent to the test URL', async () => {
    const { body } = await n8n().client.rest('GET', `/workflows/${id}`);
    const listening = await n8n().client.rest('POST', `/workflows/${id}/run`, { workflowData: (body as { data: unknown }).data, triggerToStartFrom: { name: 'Intake' } });
    expect(listening).toMatchObject({ status: 200, body: { data: { waitingForWebhook: true } } });
    const lead_id = `lead-${randomUUID()}`;
    expect(await n8n().post(path.replace('/webhook/', '/webhook-test/'), googleLeadFormBody({ lead_id }))).toMatchObject({ status: 200 });
    const run = await n8n().waitFor(async () => (await n8n().executions(id)).find(({ mode, status }) => mode === 'manual' && status === 'success'), { what: 'the manual execution' });
    expect(JSON.stringify(run.data?.resultData.runData['Intake'])).toContain(lead_id);
    expect(run.data?.resultData.runData['Normalize']?.[0]).toMatchObject({ executionStatus: 'success' });
  });
});
