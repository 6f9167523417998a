import { createHmac } from 'node:crypto';

import { eventLogWorkflow, loggedEvents } from '../../scripts/demo/event-log';
import { googleLeadFormBody, GOOGLE_KEY, LINKEDIN_CLIENT_SECRET, META_APP_SECRET, META_VERIFY_TOKEN } from '../support/deliveries';
import { AD_ACCOUNT, type FakeLinkedIn, LINKEDIN_TOKEN, notificationBody, signedByLinkedIn, startFakeLinkedIn } from '../support/fake-linkedin';
import { type FakeMeta, leadgenBody, META_TOKEN, type MetaForm, signedByMeta, startFakeMeta } from '../support/fake-meta';
import { describeN8n } from '../support/n8n/describe-n8n';
import type { CredentialFile } from '../support/n8n/n8n-types';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { chain, webhookIdOf } from '../support/n8n/pack-workflow';

/** What the firm says that its forms' words cover: with it the leads below carry consent. */
const SETTINGS = {
  intake: {
    google: { form_consents: [{ purposes: ['service'], channels: ['email'], text: 'By sending you agree to be contacted' }] },
    meta: { form_consents: [{ box: 'optional_1', purposes: ['service'], channels: ['email'] }] },
    linkedin: { form_consents: [{ box: '77', purposes: ['marketing'], channels: ['email'] }] },
  },
};

const account: CredentialFile = { id: 'e2eaccount000001', name: 'Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } };
const secrets: CredentialFile = {
  id: 'e2esecrets000001',
  name: 'Secrets',
  type: 'salesOsSourceSecretsApi',
  data: { google_key: GOOGLE_KEY, meta_app_secret: META_APP_SECRET, meta_verify_token: META_VERIFY_TOKEN, linkedin_client_secret: LINKEDIN_CLIENT_SECRET },
};
const SOURCES = ['google', 'meta', 'linkedin'] as const;
type Source = (typeof SOURCES)[number];
const idOf = (source: Source | 'poll') => `e2eads${source}`.padEnd(16, '0');
const pathOf = (source: Source) => `/webhook/${webhookIdOf(idOf(source), 'Intake')}/lead`;
const HOOK = { type: 'n8n-nodes-base.webhook', typeVersion: 2 };

let meta: FakeMeta;
let linkedin: FakeLinkedIn;
let form: MetaForm;

async function options() {
  meta = await startFakeMeta();
  linkedin = await startFakeLinkedIn();
  form = meta.world.addForm(meta.world.newId());
  const metaApi: CredentialFile = { id: 'e2emetaapi000001', name: 'Meta', type: 'salesOsMetaApi', data: { accessToken: META_TOKEN, baseUrl: meta.url, apiVersion: 'v23.0' } };
  const linkedinApi: CredentialFile = { id: 'e2elinkedin00001', name: 'LinkedIn', type: 'salesOsLinkedInApi', data: { accessToken: LINKEDIN_TOKEN, baseUrl: linkedin.url, owners: AD_ACCOUNT, apiVersion: '202606' } };
  const all = [account, secrets, metaApi, linkedinApi];
  const intake = (source: Source) => chain(idOf(source), [{ name: 'Intake', type: 'leadIntakeTrigger', parameters: { source } }, { name: 'Normalize', type: 'normalizeLead' }], all);
  const settings = chain('e2eadssettings01', [{ name: 'Hook', ...HOOK, parameters: { path: 'settings', httpMethod: 'POST', responseMode: 'lastNode' } }, { name: 'Apply', type: 'firmSettings', parameters: { operation: 'apply', document: '={{ $json.body }}', dryRun: false } }], [account]);
  const poll = chain(idOf('poll'), [{ name: 'Hook', ...HOOK, parameters: { path: 'poll', httpMethod: 'POST' } }, { name: 'Find', type: 'leadSources', parameters: { operation: 'findGaps', source: 'meta' } }, { name: 'Normalize', type: 'normalizeLead' }], all);
  return { workflows: [...SOURCES.map(intake), settings, poll, eventLogWorkflow(account)], credentials: all };
}

describeN8n('leads of ads in a real n8n, from a signed request to a lead', options, ({ n8n, it }) => {
  afterAll(() => Promise.all([meta?.close(), linkedin?.close()]));

  const send = (path: string, body: string, headers: Record<string, string> = {}) => n8n().post(path, body, headers);
  /** The leads that a workflow's Normalize Lead has put out so far. */
  const leadsOf = async (source: Source | 'poll') => (await n8n().executions(idOf(source))).flatMap(({ data }) => (data?.resultData.runData['Normalize'] ?? []).flatMap((run) => (run.data?.['main']?.[0] ?? []).map(({ json }) => json)));
  const lead = (source: Source | 'poll', platformId: string) => n8n().waitFor(async () => (await leadsOf(source)).find((one) => one['platform_lead_id'] === platformId), { what: `lead ${platformId}` });

  it('IN-02, IN-03: answers the challenges of both vendors', async () => {
    const hub = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': META_VERIFY_TOKEN });
    const answer = await n8n().get(`${pathOf('meta')}?${hub}`);
    expect([answer.status, answer.text]).toEqual([200, '1158201444']);
    hub.set('hub.verify_token', 'guess');
    expect((await n8n().get(`${pathOf('meta')}?${hub}`)).status).toBe(403);
    const code = '890e4665-4dfe-4ab1-b689-ed553bceeed0';
    expect(await n8n().get(`${pathOf('linkedin')}?challengeCode=${code}`)).toMatchObject({ status: 200, body: { challengeCode: code, challengeResponse: createHmac('sha256', LINKEDIN_CLIENT_SECRET).update(code).digest('hex') } });
    expect(await n8n().get(pathOf('google'))).toMatchObject({ status: 405, body: { error: 'POST_ONLY' } });
  });

  it('IN-13: the firm says once what its forms’ boxes cover', async () => {
    expect(await send('/webhook/settings', JSON.stringify(SETTINGS))).toMatchObject({ status: 200 });
  });

  it('IN-01: makes a lead of a Google delivery, with click id, campaign and consent', async () => {
    const body = JSON.stringify(googleLeadFormBody({ lead_id: 'G-e2e', lead_submit_time: '2026-03-02T15:00:00Z' }));
    expect(await send(pathOf('google'), body)).toMatchObject({ status: 200 });
    expect(await lead('google', 'G-e2e')).toMatchObject({
      email: 'priya.sharma@example.com',
      captured_at: '2026-03-02T15:00:00.000Z',
      last_touch: { click_ids: { gclid: expect.any(String) }, platform: { campaign_id: '20451234567' } },
      consent: [{ channel: 'email', purpose: 'service', status: 'granted' }],
    });
  });

  it('IN-02: makes the leads of one Meta delivery, and of its re-delivery only the new one', async () => {
    const leads = [meta.world.addLead(form), meta.world.addLead(form), meta.world.addLead(form)];
    const bodies = [leadgenBody(leads.slice(0, 2), { numbers: true }), leadgenBody(leads, { numbers: true })];
    expect((await send(pathOf('meta'), bodies[0]!, signedByMeta(bodies[0]!, 'f'.repeat(32)))).status).toBe(401);
    for (const body of bodies) expect((await send(pathOf('meta'), body, signedByMeta(body))).status).toBe(200);
    for (const { id } of leads) {
      expect(await lead('meta', id)).toMatchObject({ email: `p${id}@example.com`, last_touch: { platform: { campaign_name: expect.stringContaining('| Meta |'), placement: 'instagram' } }, consent: [{ channel: 'email', purpose: 'service', status: 'granted', text: 'You may contact me about my enquiry' }] });
    }
    expect((await leadsOf('meta')).filter(({ created }) => created)).toHaveLength(3);
  });

  it('IN-03: makes a lead of a LinkedIn notification', async () => {
    const one = linkedin.world.addLead();
    const body = notificationBody(one);
    expect((await send(pathOf('linkedin'), body, signedByLinkedIn(body, 'guess'))).status).toBe(401);
    expect((await send(pathOf('linkedin'), body, signedByLinkedIn(body))).status).toBe(200);
    expect(await lead('linkedin', one.id)).toMatchObject({ email: one.email, last_touch: { utm_source: 'linkedin', platform: { campaign_name: expect.stringContaining('| LinkedIn |') } }, consent: [{ purpose: 'marketing', status: 'granted' }] });
  });

  it('IN-08, IN-10: finds what no webhook brought, tells it, and doubles nothing', async () => {
    const missed = meta.world.addLead(form, { created: new Date(Date.now() - 3_600_000) });
    expect((await send('/webhook/poll', '{}')).status).toBe(200);
    expect(await lead('poll', missed.id)).toMatchObject({ source_channel: 'meta', created: true });
    await n8n().waitFor(async () => (await loggedEvents(n8n())).find(({ type }) => type === 'SourceGapFound'), { what: 'SourceGapFound' });
    const body = leadgenBody([missed]);
    expect(await send(pathOf('meta'), body, signedByMeta(body))).toMatchObject({ status: 200, body: { duplicate: true } });
  });
});
