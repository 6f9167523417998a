import { gzipSync } from 'node:zlib';

import { closeStores, storeOf } from '../../engine/store';
import { LeadIntakeTrigger } from '../../nodes/LeadIntakeTrigger/LeadIntakeTrigger.node';
import { salesOsSourceSecretsTest } from '../../nodes/shared/source-secrets';
import { FORM_TOKEN, formFields, GOOGLE_KEY, googleLeadFormBody, multipartDelivery, ORIGIN } from '../support/deliveries';
import { callWebhook, type PlainCredentials, type WebhookRequest } from '../support/run-node';

const account = { accountId: 'hook', store: 'embedded', folder: 'memory://' };
const secrets = { google_key: GOOGLE_KEY, website_token: FORM_TOKEN, website_origins: ORIGIN };
const credentials: PlainCredentials = { salesOsAccountApi: account, salesOsSourceSecretsApi: secrets };
const json = { 'Content-Type': 'application/json' };

const send = (source: 'google' | 'website', request: WebhookRequest, parameters = {}, own = credentials) =>
  callWebhook({ node: LeadIntakeTrigger, parameters: { source, ...parameters }, credentials: own, request });
const google = (change: Record<string, unknown> = {}, parameters = {}) => send('google', { headers: json, body: JSON.stringify(googleLeadFormBody(change)) }, parameters);
const website = (change: Record<string, unknown> = {}, headers: Record<string, string> = { Origin: ORIGIN }) =>
  send('website', { headers: { ...json, ...headers }, body: JSON.stringify({ ...formFields({ submission_id: `s-${(counter += 1)}` }), ...change }) });
let counter = 0;

async function deliveries() {
  const store = await storeOf({ kind: 'embedded', folder: 'memory://' });
  return store.transaction('hook', ({ db }) => db.selectFrom('raw_deliveries').selectAll().orderBy('id').execute());
}

afterAll(closeStores);

describe('Lead Intake Trigger', () => {
  it('IN-09: stores a Google lead, answers 200 through n8n and starts the workflow with one item', async () => {
    const result = await google({ lead_id: 'G-1' });
    const [raw] = await deliveries();
    expect(result).toMatchObject({ status: 200, noWebhookResponse: false, body: { accepted: true, delivery_id: raw!.id, duplicate: false } });
    expect(result.workflowData).toEqual([[{ json: { delivery_id: raw!.id, source: 'google', received_at: raw!.received_at.toISOString(), is_test: false, payload: expect.objectContaining({ lead_id: 'G-1', form_id: 40000000123 }) } }]]);
    expect(JSON.stringify(result.workflowData)).not.toContain(GOOGLE_KEY);
    expect(Buffer.from(raw!.body).toString()).toBe(JSON.stringify(googleLeadFormBody({ lead_id: 'G-1' })));
  });

  it('IN-08: answers a second sending 200 without an execution', async () => {
    const [first, second] = [await google({ lead_id: 'G-2' }), await google({ lead_id: 'G-2' })];
    expect(first.workflowData).toHaveLength(1);
    expect(second).toMatchObject({ status: 200, workflowData: undefined, noWebhookResponse: false, body: { accepted: true, duplicate: true } });
  });

  it.each([
    ['a wrong key', { google_key: 'guess' }, 'GOOGLE_KEY_WRONG'],
    ['no key', { google_key: undefined }, 'GOOGLE_KEY_WRONG'],
  ])('IN-01: answers %s 401 with a sentence, and stores nothing', async (_what, change, error) => {
    const before = (await deliveries()).length;
    expect(await google(change)).toMatchObject({ status: 401, workflowData: undefined, noWebhookResponse: true, body: { error, message: expect.stringContaining('Sales OS Source Secrets') } });
    expect(await deliveries()).toHaveLength(before);
  });

  it('GV-02: refuses while no secret is set, with or without the credential', async () => {
    const body = JSON.stringify(googleLeadFormBody({ google_key: '' }));
    expect(await send('google', { headers: json, body }, {}, { salesOsAccountApi: account, salesOsSourceSecretsApi: { google_key: ' \n ' } })).toMatchObject({ status: 401, body: { error: 'GOOGLE_KEY_MISSING' } });
    expect(await send('google', { headers: json, body }, {}, { salesOsAccountApi: account })).toMatchObject({ status: 401, body: { error: 'GOOGLE_KEY_MISSING' } });
  });

  it('IN-07: answers a wrong shape 422 with every mistake, and broken JSON 400, and keeps the bytes of both', async () => {
    expect(await google({ lead_id: '', user_column_data: 'none' })).toMatchObject({ status: 422, body: { error: 'LEAD_FORM_INVALID', problems: [{ field: 'lead_id' }, { field: 'user_column_data' }] } });
    expect(await send('google', { headers: json, body: `{"google_key":"${GOOGLE_KEY}","lead_id":` })).toMatchObject({ status: 400, body: { error: 'BODY_NOT_JSON' }, workflowData: undefined });
    expect((await deliveries()).slice(-2)).toMatchObject([{ status: 'rejected', reason: expect.stringContaining('user_column_data') }, { status: 'rejected', reason: expect.stringContaining('BODY_NOT_JSON') }]);
  });

  it('IN-01: lets test leads run marked as such, or only stores them', async () => {
    expect((await google({ is_test: true })).workflowData).toMatchObject([[{ json: { is_test: true } }]]);
    expect(await google({ is_test: true }, { testLeads: 'store' })).toMatchObject({ status: 200, workflowData: undefined });
    expect((await google({ lead_id: 'G-3' }, { testLeads: 'store' })).workflowData).toHaveLength(1);
  });

  it('IN-04: takes a website form as JSON, urlencoded and multipart, byte for byte', async () => {
    const multipart = multipartDelivery(formFields({ submission_id: 'm-1' }));
    const requests: WebhookRequest[] = [
      { headers: { ...json, Origin: ORIGIN }, body: JSON.stringify(formFields({ submission_id: 'j-1' })) },
      { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(formFields({ submission_id: 'u-1' })).toString() },
      { headers: { 'Content-Type': multipart.content_type ?? '' }, body: multipart.body },
    ];
    for (const request of requests) {
      const result = await send('website', request);
      expect(result).toMatchObject({ status: 200, workflowData: [[{ json: { source: 'website', payload: { full_name: 'jan van der berg', gclid: 'Cj0KCQiA5rGuBhCnARIsAN11vgT' } } }]] });
      expect(Buffer.from((await deliveries()).at(-1)!.body).equals(Buffer.from(request.body ?? ''))).toBe(true);
    }
  });

  it('IN-04: takes the token from the header or the URL, unzips, and keeps the headers that matter without the token', async () => {
    const fields = formFields({ submission_id: 'h-1' });
    delete fields['form_token'];
    const body = gzipSync(JSON.stringify(fields));
    const headers = { ...json, 'Content-Encoding': 'gzip', 'X-Sales-OS-Token': FORM_TOKEN, 'User-Agent': 'Forms/1.0', 'CF-IPCountry': 'NL' };
    expect(await send('website', { headers, body })).toMatchObject({ status: 200 });
    const raw = (await deliveries()).at(-1)!;
    expect(raw.headers).toEqual({ 'content-type': 'application/json', 'user-agent': 'Forms/1.0', 'cf-ipcountry': 'NL' });
    expect(Buffer.from(raw.body).toString()).toBe(JSON.stringify(fields));
    expect(await send('website', { headers: json, query: { token: FORM_TOKEN }, body: JSON.stringify({ ...fields, submission_id: 'h-2' }) })).toMatchObject({ status: 200 });
    expect(await send('website', { headers: json, body: JSON.stringify({ ...fields, submission_id: 'h-3' }) })).toMatchObject({ status: 401, body: { error: 'FORM_TOKEN_WRONG' } });
  });

  it('IN-13: answers a form without consent 422 with all gaps', async () => {
    expect(await website({ consent: '', email: 'jan@' })).toMatchObject({ status: 422, workflowData: undefined, body: { error: 'FORM_INCOMPLETE', problems: [{ field: 'email' }, { field: 'consent' }] } });
  });

  it('GV-02: answers a page of another origin 403', async () => {
    expect(await website({}, { Origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { error: 'ORIGIN_NOT_ALLOWED', message: expect.stringContaining('https://evil.example') } });
  });

  it('IN-09: answers 500 without details when the store is not there, so that the source sends again', async () => {
    const broken = { ...credentials, salesOsAccountApi: { accountId: 'hook', store: 'postgres', url: 'postgres://nobody:secret@127.0.0.1:1/none', tls: 'off' } };
    const result = await send('google', { headers: json, body: JSON.stringify(googleLeadFormBody({ lead_id: 'G-9' })) }, {}, broken);
    expect(result).toMatchObject({ status: 500, workflowData: undefined, body: { error: expect.any(String), message: expect.stringContaining('send it again later') } });
    expect(JSON.stringify(result.body)).not.toMatch(/secret|127\.0\.0\.1/);
  });

  it('answers a GET where the source makes no challenge with what to do instead', async () => {
    const result = await callWebhook({ node: LeadIntakeTrigger, parameters: { source: 'google' }, credentials, request: { method: 'GET' }, webhookName: 'setup' });
    expect(result).toMatchObject({ status: 405, workflowData: undefined, body: { error: 'POST_ONLY', message: expect.stringContaining('POST') } });
  });

  it('answers a body over n8n’s limit 413', async () => {
    const readError = Object.assign(new Error('request entity too large'), { status: 413 });
    expect(await send('google', { headers: json, body: '{}', readError })).toMatchObject({ status: 413, body: { error: 'BODY_TOO_LARGE' } });
  });
});

describe('publishing a Lead Intake Trigger', () => {
  const publish = (own: Record<string, unknown>, store: Record<string, unknown> = account) => {
    const context = {
      getNode: () => ({ name: 'Intake', credentials: { salesOsSourceSecretsApi: {} } }),
      getNodeParameter: () => 'website',
      getCredentials: async (type: string) => (type === 'salesOsAccountApi' ? store : own),
    };
    return new LeadIntakeTrigger().webhookMethods.default.create.call(context as never);
  };

  it('GV-02: fails without the secret of its source, with the sentence that mends it', async () => {
    await expect(publish({ google_key: GOOGLE_KEY })).rejects.toMatchObject({ message: 'The credential has no Website Form Token', description: expect.stringContaining('Sales OS Source Secrets') });
  });

  it('opens the store, or fails with what is wrong with it', async () => {
    await expect(publish(secrets)).resolves.toBe(true);
    await expect(publish(secrets, { accountId: 'Not OK!', store: 'postgres', url: '' })).rejects.toThrow('The Sales OS Account credential has 2 mistakes');
  });
});

describe('the test of the source secrets credential', () => {
  const test = async (data: Record<string, string>) => salesOsSourceSecretsTest.call({} as never, { id: '1', name: 'x', type: 'salesOsSourceSecretsApi', data });

  it('says what is set', async () => {
    expect(await test({ google_key: `${GOOGLE_KEY}\n gk-second-key-0123456789 \n`, website_origins: `${ORIGIN}/` })).toEqual({ status: 'OK', message: 'Set: Google Lead Form Key (2), Allowed Website Origins' });
  });

  it('says everything that is wrong', async () => {
    const { status, message } = await test({ google_key: 'short', website_origins: 'www.example.com\nhttps://x.example/path', stripe_webhook_secrets: 'sk_live_1' });
    expect(status).toBe('Error');
    for (const label of ['Google Lead Form Key', 'Allowed Website Origins', 'Stripe Webhook Secrets']) expect(message).toContain(label);
    expect(await test({})).toMatchObject({ status: 'Error', message: expect.stringContaining('No secret is set') });
  });
});
