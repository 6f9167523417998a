import { closeStores, storeOf } from '../../engine/store';
import { LeadIntakeTrigger } from '../../nodes/LeadIntakeTrigger/LeadIntakeTrigger.node';
import { Message } from '../../nodes/Message/Message.node';
import { NormalizeLead } from '../../nodes/NormalizeLead/NormalizeLead.node';
import { FORM_TOKEN, formFields, META_APP_SECRET, META_VERIFY_TOKEN, TWILIO_AUTH_TOKEN } from '../support/deliveries';
import { metaSignature, said, whatsappBody, type Writer } from '../support/fake-whatsapp';
import { twilioParameters, twilioSignature } from '../support/fake-twilio';
import { callWebhook, runNode, type RunNodeOptions } from '../support/run-node';

const secrets = { website_token: FORM_TOKEN, meta_app_secret: META_APP_SECRET, meta_verify_token: META_VERIFY_TOKEN, twilio_auth_token: TWILIO_AUTH_TOKEN };
const credentials = { salesOsAccountApi: { accountId: 'msg', store: 'embedded', folder: 'memory://' }, salesOsSourceSecretsApi: secrets };
const run = (parameters: Record<string, unknown>, items: RunNodeOptions['items'], onError?: RunNodeOptions['onError']) => runNode({ node: Message, credentials, parameters: parameters as never, items, ...(onError ? { onError } : {}) });
const jsons = ({ outputs }: Awaited<ReturnType<typeof run>>) => outputs.map((items) => items.map(({ json }) => json));

async function received(source: 'whatsapp' | 'twilio' | 'website', body: string, headers: Record<string, string>) {
  const { workflowData, status, body: answer, headers: sent } = await callWebhook({ node: LeadIntakeTrigger, parameters: { source }, credentials, request: { headers, body } });
  const { outputs } = workflowData ? await runNode({ node: NormalizeLead, credentials, items: workflowData[0] ?? [] }) : { outputs: [] };
  return { status, answer, type: sent['content-type'], leads: outputs[0] ?? [], messages: outputs[1] ?? [] };
}

const onWhatsApp = (from: Writer, text: string) => {
  const body = JSON.stringify(whatsappBody([{ from, content: said(text), at: new Date() }]));
  return received('whatsapp', body, { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(body) });
};

afterAll(closeStores);

describe('Message', () => {
  it('CD-09: writes, checks and records an answer for each item, and sends it once', async () => {
    const [chat, form] = [await onWhatsApp({ wa_id: '14165550142', name: 'Priya Nair' }, 'Hello'), await received('website', JSON.stringify(formFields({ submission_id: 'm-1', language: 'fr' })), { 'content-type': 'application/json' })];
    const leads = [...chat.leads, ...form.leads];
    const drafts = await run({ operation: 'compose' }, leads);
    expect(drafts.error).toBeUndefined();
    expect(jsons(drafts)).toMatchObject([[{ channel: 'whatsapp', to: '+14165550142', text: expect.stringContaining('Hello Priya') }, { channel: 'email', language: 'fr' }], []]);
    const checked = await run({ operation: 'check' }, drafts.outputs[0]!);
    expect(jsons(checked)).toMatchObject([[{ allowed: true, message_id: expect.any(String), text: expect.any(String) }, { allowed: true, channel: 'email' }], []]);
    expect(jsons(await run({ operation: 'check' }, drafts.outputs[0]!))).toMatchObject([[], [{ allowed: false, reasons: [{ code: 'being_sent' }] }, { reasons: [{ code: 'being_sent' }] }]]);
    const sent = checked.outputs[0]!.map(({ json }, index) => ({ message_id: json['message_id'], ...(index === 0 ? { messages: [{ id: 'wamid.OUT9' }] } : { messageId: '<9@firm>' }) }));
    const recorded = await run({ operation: 'record', provider: '={{ $json.messages ? "whatsapp" : "email" }}' }, sent as never);
    expect(jsons(recorded)[0]).toMatchObject([{ status: 'sent', changed: true }, { status: 'sent', changed: true }]);
    const store = await storeOf({ kind: 'embedded', folder: 'memory://' });
    const refs = await store.transaction('msg', ({ db }) => db.selectFrom('messages').select(['provider', 'provider_ref']).where('direction', '=', 'outbound').orderBy('id').execute());
    expect(refs).toEqual([{ provider: 'whatsapp', provider_ref: 'wamid.OUT9' }, { provider: 'email', provider_ref: '<9@firm>' }]);
  });

  it('IN-18: asks the next question, and falls silent when a human was asked for', async () => {
    const first = await onWhatsApp({ wa_id: '14165550143', name: 'Bo Chen' }, 'Hi, I want to study');
    const second = await onWhatsApp({ wa_id: '447700900123', name: 'Cy Doe' }, 'agent');
    const asked = await run({ operation: 'askNext' }, [...first.leads, ...second.leads]);
    expect(jsons(asked)[0]).toMatchObject([{ asked_field: 'residence_country', kind: 'reply', key: expect.stringMatching(/^question:/) }, { phase: 'human', handed_over: true }]);
    const more = await onWhatsApp({ wa_id: '447700900123', name: 'Cy Doe' }, 'hello?');
    expect(jsons(await run({ operation: 'askNext' }, more.messages))).toMatchObject([[], [{ text: null, phase: 'human' }]]);
  });

  it('tells what is wrong with an item and goes on with the others', async () => {
    const [lead] = (await onWhatsApp({ wa_id: '14165550144', name: 'Di' }, 'Hello')).leads;
    const { outputs } = await run({ operation: 'compose', templateKey: '={{ $json.key ?? "acknowledgement" }}' }, [{ lead_id: '0195f3a2-7c1e-7b40-9d2c-000000000000' }, lead!, { ...lead!.json, key: 'nothing' }, {}], 'continueErrorOutput');
    expect(outputs[0]).toHaveLength(1);
    expect(outputs[2]!.map(({ json }) => json['error'])).toEqual([expect.stringContaining('is not known'), expect.stringContaining("no text 'nothing'"), expect.stringContaining('needs a lead_id')]);
  });
});

describe('Lead Intake Trigger for messages', () => {
  it('IN-05: answers Twilio with TwiML that sends nothing, and refuses what Twilio did not sign', async () => {
    const parameters = twilioParameters({ From: 'whatsapp:+14165550177', WaId: '14165550177' });
    const body = new URLSearchParams(parameters).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'n8n.example.com', 'x-forwarded-proto': 'https' };
    const url = 'https://n8n.example.com/webhook';
    const refused = await received('twilio', body, { ...headers, 'x-twilio-signature': twilioSignature(url, Object.entries(parameters), '0'.repeat(32)) });
    expect(refused).toMatchObject({ status: 401, answer: { error: 'TWILIO_SIGNATURE_WRONG' } });
    const taken = await callWebhook({ node: LeadIntakeTrigger, parameters: { source: 'twilio' }, credentials: { ...credentials, salesOsSourceSecretsApi: { ...secrets, twilio_webhook_urls: url } }, request: { headers: { ...headers, 'x-twilio-signature': twilioSignature(url, Object.entries(parameters)) }, body } });
    expect(taken).toMatchObject({ status: 200, body: expect.stringContaining('<Response></Response>') });
    expect(taken.headers['content-type']).toContain('text/xml');
    expect(taken.workflowData?.[0]).toHaveLength(1);
  });

  it('IN-04: answers a form that a browser posts without a script with a page', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html,application/xhtml+xml' };
    const post = (fields: Record<string, string>) => received('website', new URLSearchParams(fields).toString(), headers);
    expect(await post(formFields({ submission_id: 'page-1' }))).toMatchObject({ status: 200, answer: expect.stringContaining('<h1>Thank you</h1>') });
    const { consent: _consent, ...without } = formFields({ submission_id: 'page-2', email: '<script>alert(1)</script>' });
    const refused = await post(without);
    expect(refused).toMatchObject({ status: 422, answer: expect.stringContaining('<strong>consent</strong>') });
    expect(refused.answer).not.toContain('<script>');
  });

  it('IN-04: takes so many posts a minute from one address and tells the others when to come again; servers are not counted', async () => {
    const post = (headers: Record<string, string>, id: string) => callWebhook({ node: LeadIntakeTrigger, parameters: { source: 'website', postsPerMinute: 3 }, credentials, request: { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(formFields({ submission_id: id })) } });
    const statuses = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await post({ 'x-forwarded-for': '198.51.100.7' }, `rate-${index}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const refused = await post({ 'x-forwarded-for': '198.51.100.7' }, 'rate-9');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post({ 'x-forwarded-for': '198.51.100.8' }, 'rate-10')).status).toBe(200);
    expect((await post({ 'x-forwarded-for': '198.51.100.7', 'x-sales-os-token': FORM_TOKEN }, 'rate-11')).status).toBe(200);
  });
});
