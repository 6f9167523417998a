import { randomUUID } from 'node:crypto';

import { eventLogWorkflow, loggedEvents } from '../../scripts/demo/event-log';
import { GOOGLE_KEY, googleLeadFormBody } from '../support/deliveries';
import { describeN8n } from '../support/n8n/describe-n8n';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { chain, webhookIdOf } from '../support/n8n/pack-workflow';

const account = { id: 'e2eaccount000002', name: 'Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } };
const secrets = { id: 'e2esecrets000002', name: 'Secrets', type: 'salesOsSourceSecretsApi', data: { google_key: GOOGLE_KEY } };
const intakeId = 'e2eenrich0000001';
const enrichId = 'e2eenrich0000002';
const namesId = 'e2eenrich0000003';
const intake = chain(intakeId, [{ name: 'Intake', type: 'leadIntakeTrigger', parameters: { source: 'google' } }, { name: 'Normalize', type: 'normalizeLead' }], [account, secrets]);
const enrich = chain(enrichId, [{ name: 'Captured', type: 'salesEventTrigger', parameters: { events: ['LeadCaptured'] } }, { name: 'Enrich', type: 'normalizeLead', parameters: { operation: 'enrich' } }], [account]);
const names = chain(
  namesId,
  [
    { name: 'Ask', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { httpMethod: 'POST', path: 'names', responseMode: 'lastNode', responseData: 'allEntries', options: {} } },
    { name: 'Check', type: 'campaignRegister', parameters: { operation: 'checkNames', campaignName: '={{ $json.body.name }}' } },
  ],
  [account],
);

describeN8n('what marketing and enrichment do in a real n8n', { workflows: [intake, enrich, names, eventLogWorkflow(account)], credentials: [account, secrets] }, ({ n8n, it }) => {
  it('IN-15: a captured lead is enriched behind the event, and told once', async () => {
    const body = googleLeadFormBody({ lead_id: `lead-${randomUUID()}` });
    expect(await n8n().post(`/webhook/${webhookIdOf(intakeId, 'Intake')}/lead`, body)).toMatchObject({ status: 200 });
    const enriched = await n8n().waitFor(async () => (await loggedEvents(n8n())).find(({ type }) => type === 'LeadEnriched'), { what: 'LeadEnriched' });
    expect(enriched.data).toMatchObject({ fields: ['time_zone'] });
    const [run] = await n8n().executions(enrichId);
    expect(JSON.stringify(run?.data?.resultData.runData['Enrich'])).toContain('"Asia/Kolkata"');
  });

  it('IN-12: a right campaign name comes back as right', async () => {
    const name = 'India | PR | Express Entry | Eligibility Check | Google | 2026-03';
    const answer = await n8n().post('/webhook/names', { name });
    expect(answer).toMatchObject({ status: 200, body: [{ name, is_valid: true }] });
  });
});
