import { closeStores, storeOf } from '../../engine/store';
import { LeadIntakeTrigger } from '../../nodes/LeadIntakeTrigger/LeadIntakeTrigger.node';
import { NormalizeLead } from '../../nodes/NormalizeLead/NormalizeLead.node';
import { salesOsLinkedInApiTest, salesOsMetaApiTest } from '../../nodes/shared/lead-apis';
import { LINKEDIN_CLIENT_SECRET, META_APP_SECRET, META_VERIFY_TOKEN } from '../support/deliveries';
import { AD_ACCOUNT, type FakeLinkedIn, LINKEDIN_TOKEN, notificationBody, signedByLinkedIn, startFakeLinkedIn } from '../support/fake-linkedin';
import { type FakeMeta, leadgenBody, META_TOKEN, type MetaForm, signedByMeta, startFakeMeta } from '../support/fake-meta';
import { callWebhook, runNode, type WebhookRequest } from '../support/run-node';

const account = { accountId: 'ads', store: 'embedded', folder: 'memory://' };
const secrets = { meta_app_secret: META_APP_SECRET, meta_verify_token: META_VERIFY_TOKEN, linkedin_client_secret: LINKEDIN_CLIENT_SECRET };
let meta: FakeMeta;
let linkedin: FakeLinkedIn;
let form: MetaForm;

beforeAll(async () => {
  meta = await startFakeMeta();
  linkedin = await startFakeLinkedIn();
  form = meta.world.addForm(meta.world.newId());
});
afterAll(async () => {
  await Promise.all([closeStores(), meta.close(), linkedin.close()]);
});

const send = (source: 'meta' | 'linkedin', request: WebhookRequest, webhookName: 'default' | 'setup' = 'default') =>
  callWebhook({ node: LeadIntakeTrigger, parameters: { source }, credentials: { salesOsAccountApi: account, salesOsSourceSecretsApi: secrets }, request, webhookName });
const metaCredential = (change: Record<string, unknown> = {}) => ({ accessToken: META_TOKEN, baseUrl: meta.url, ...change });
const linkedinCredential = (change: Record<string, unknown> = {}) => ({ accessToken: LINKEDIN_TOKEN, baseUrl: linkedin.url, owners: AD_ACCOUNT, ...change });
const normalize = (ids: readonly unknown[], credentials: Record<string, Record<string, unknown>> = { salesOsMetaApi: metaCredential(), salesOsLinkedInApi: linkedinCredential() }) =>
  runNode({ node: NormalizeLead, parameters: { operation: 'normalize' }, credentials: { salesOsAccountApi: account, ...credentials }, items: ids.map((delivery_id) => ({ delivery_id: String(delivery_id) })) });
const itemsOf = (outputs: Awaited<ReturnType<typeof runNode>>['outputs'], output: number) => (outputs[output] ?? []).map(({ json }) => json);
const idsOf = (result: Awaited<ReturnType<typeof send>>) => (result.workflowData?.[0] ?? []).map(({ json }) => json['delivery_id']);

describe('Lead Intake Trigger: challenges', () => {
  it('IN-02: answers Meta’s challenge as text, and a wrong verify token 403', async () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': META_VERIFY_TOKEN };
    expect(await send('meta', { method: 'GET', query }, 'setup')).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain' }, body: '1158201444', workflowData: undefined });
    expect(await send('meta', { method: 'GET', query: { ...query, 'hub.verify_token': 'x' } }, 'setup')).toMatchObject({ status: 403, body: { error: 'META_VERIFY_TOKEN_WRONG' } });
  });

  it('IN-03: answers LinkedIn’s challenge as JSON', async () => {
    expect(await send('linkedin', { method: 'GET', query: { challengeCode: 'abc' } }, 'setup')).toMatchObject({ status: 200, body: { challengeCode: 'abc', challengeResponse: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });
});

describe('Lead Intake Trigger and Normalize Lead: leads of ads', () => {
  it('IN-02: starts the workflow with one item a lead of a delivery, and only with the new ones of the next', async () => {
    const leads = [meta.world.addLead(form), meta.world.addLead(form), meta.world.addLead(form)];
    const [firstBody, secondBody] = [leadgenBody(leads.slice(0, 2), { numbers: true }), leadgenBody(leads.slice(1), { numbers: true })];
    const first = await send('meta', { headers: signedByMeta(firstBody), body: firstBody });
    expect(first).toMatchObject({ status: 200, body: { accepted: true, deliveries: [{ duplicate: false }, { duplicate: false }] } });
    expect(first.workflowData![0]!.map(({ json }) => json)).toMatchObject(leads.slice(0, 2).map(({ id }) => ({ source: 'meta', payload: { leadgen_id: id, page_id: form.page } })));
    const second = await send('meta', { headers: signedByMeta(secondBody), body: secondBody });
    expect(second.workflowData![0]!).toMatchObject([{ json: { payload: { leadgen_id: leads[2]!.id } } }]);
    const { outputs } = await normalize([...idsOf(first), ...idsOf(second)]);
    expect(itemsOf(outputs, 0)).toMatchObject(leads.map(({ id }) => ({ source_channel: 'meta', platform_lead_id: id, email: `p${id}@example.com`, created: true })));
    const store = await storeOf({ kind: 'embedded', folder: 'memory://' });
    const bytes = await store.transaction('ads', ({ db }) => db.selectFrom('raw_deliveries').select('body').where('bytes_in', 'is', null).orderBy('id').execute());
    expect(bytes.map(({ body }) => Buffer.from(body).toString())).toEqual([firstBody, secondBody]);
  });

  it('GV-02: answers a forged delivery 401 and stores nothing', async () => {
    const body = leadgenBody([meta.world.addLead(form)]);
    expect(await send('meta', { headers: signedByMeta(body, 'f'.repeat(32)), body })).toMatchObject({ status: 401, workflowData: undefined, body: { error: 'META_SIGNATURE_WRONG' } });
    const notification = notificationBody(linkedin.world.addLead());
    expect(await send('linkedin', { headers: signedByLinkedIn(notification, 'guess'), body: notification })).toMatchObject({ status: 401, workflowData: undefined });
  });

  it('IN-03: makes a lead of a LinkedIn notification, beside a Meta one in the same batch', async () => {
    const [one, two] = [linkedin.world.addLead(), meta.world.addLead(form)];
    const [notification, leadgen] = [notificationBody(one), leadgenBody([two])];
    const sent = [await send('linkedin', { headers: signedByLinkedIn(notification), body: notification }), await send('meta', { headers: signedByMeta(leadgen), body: leadgen })];
    const { outputs } = await normalize(sent.flatMap(idsOf));
    expect(itemsOf(outputs, 0)).toMatchObject([{ source_channel: 'linkedin', email: one.email }, { source_channel: 'meta', platform_lead_id: two.id }]);
  });

  it('IN-02: puts what cannot be fetched yet out as waiting with the sentence that mends it, and makes the lead once it can', async () => {
    const body = leadgenBody([meta.world.addLead(form)]);
    const ids = idsOf(await send('meta', { headers: signedByMeta(body), body }));
    const missing = await normalize([...ids, ...ids], {});
    expect(itemsOf(missing.outputs, 2)).toMatchObject([{ waiting: true, code: 'SOURCE_NOT_CONNECTED' }, { waiting: true }]);
    const expired = await normalize(ids, { salesOsMetaApi: metaCredential({ accessToken: 'EAAG-old' }) });
    expect(itemsOf(expired.outputs, 2)).toMatchObject([{ waiting: true, code: 'META_TOKEN_EXPIRED', message: expect.stringContaining("'Sales OS Meta'"), next_attempt_at: expect.any(String) }]);
    expect(itemsOf((await normalize(ids)).outputs, 0)).toMatchObject([{ created: true }]);
  });

  it('says everything that is wrong with a credential', async () => {
    const { error } = await normalize(['0195f3a2-7c1e-7b40-9d2c-000000000000'], { salesOsMetaApi: { accessToken: '', pageIds: 'my page', apiVersion: '23' } });
    for (const word of ['accessToken', 'pageIds', 'apiVersion']) expect(error?.message).toContain(word);
  });
});

describe('the tests of the API credentials', () => {
  const asCredential = (data: Record<string, unknown>) => ({ id: '1', name: 'x', type: 'x', data }) as never;
  const testMeta = (change = {}) => salesOsMetaApiTest.call({} as never, asCredential(metaCredential(change)));
  const testLinkedIn = (change = {}) => salesOsLinkedInApiTest.call({} as never, asCredential(linkedinCredential(change)));

  it('IN-02: reads a lead list of every page', async () => {
    expect(await testMeta()).toEqual({ status: 'OK', message: `Reads the leads of ${form.page}` });
    expect(await testMeta({ accessToken: 'EAAG-old' })).toMatchObject({ status: 'Error', message: expect.stringContaining('system user') });
    expect(await testMeta({ baseUrl: 'http://127.0.0.1:1' })).toMatchObject({ status: 'Error', message: expect.stringContaining('could not be reached') });
    expect(await testMeta({ pageTokens: 'only-a-token' })).toMatchObject({ status: 'Error', message: expect.stringContaining('pageTokens') });
  });

  it('IN-03: reads a lead list of every owner', async () => {
    expect(await testLinkedIn()).toEqual({ status: 'OK', message: `Reads the leads of ${AD_ACCOUNT}` });
    expect(await testLinkedIn({ owners: '' })).toMatchObject({ status: 'Error', message: expect.stringContaining('owners') });
    expect(await testLinkedIn({ owners: '507000001' })).toMatchObject({ status: 'Error', message: expect.stringContaining('urn:li') });
    expect(await testLinkedIn({ apiVersion: '202401' })).toMatchObject({ status: 'Error', message: expect.stringContaining('API Version') });
  });
});
