import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { eventLogWorkflow, loggedEvents } from '../../scripts/demo/event-log';
import { readyTemplates, type ReadyTemplate } from '../../scripts/demo/template-files';
import { FORM_TOKEN, META_APP_SECRET, META_VERIFY_TOKEN, TWILIO_AUTH_TOKEN } from '../support/deliveries';
import { describeEditor } from '../support/editor/describe-editor';
import { metaSignature, said, statusBody, wamid, whatsappBody } from '../support/fake-whatsapp';
import { twilioParameters, twilioSignature } from '../support/fake-twilio';
import { builtNodeTypes, DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { openSmtpInbox, type SmtpInbox } from '../support/smtp-inbox';

const ROOT = path.resolve(__dirname, '../..');
const ADMIN = { username: 'admin', password: 'forms-password' };
const SLUGS = ['03-intake-website', '20-list-import', '21-acknowledge', '22-intake-messages'];

let inbox: SmtpInbox;
let site: Server;
let templates: ReadyTemplate[] = [];
let pageHtml = '';

const origin = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

/** The agency's own web server, with the form page of the repository. */
async function openSite(): Promise<void> {
  site = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(pageHtml));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
}

async function setUp() {
  inbox = await openSmtpInbox();
  await openSite();
  const account = { id: 'e2eaccount000001', name: 'Sales OS Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } };
  const credentials = [
    account,
    { id: 'e2esecrets000001', name: 'Sales OS Source Secrets', type: 'salesOsSourceSecretsApi', data: { website_token: FORM_TOKEN, website_origins: origin(), meta_app_secret: META_APP_SECRET, meta_verify_token: META_VERIFY_TOKEN, twilio_auth_token: TWILIO_AUTH_TOKEN } },
    { id: 'e2eadmin00000001', name: 'Admin forms', type: 'httpBasicAuth', data: { user: ADMIN.username, password: ADMIN.password } },
    { id: 'e2esmtp000000001', name: 'Sales team mailbox', type: 'smtp', data: { user: '', password: '', host: '127.0.0.1', port: inbox.port, secure: false, disableStartTls: true, hostName: '' } },
    { id: 'e2ewhatsapp00001', name: 'WhatsApp number', type: 'whatsAppApi', data: { accessToken: 'none', businessAccountId: '1' } },
    { id: 'e2etwilio0000001', name: 'Twilio number', type: 'twilioApi', data: { authType: 'authToken', accountSid: 'AC1', authToken: 'none' } },
  ];
  templates = readyTemplates(builtNodeTypes(), credentials).filter(({ slug }) => SLUGS.includes(slug));
  return { credentials, workflows: [...templates, eventLogWorkflow(account)] };
}

function hookOf(slug: string, node: string): string {
  const found = templates.find((template) => template.slug === slug)?.nodes.find(({ name }) => name === node);
  return `/webhook/${found?.webhookId}/lead`;
}

describeEditor('messages, forms and lists in a real n8n', setUp, ({ n8n, browser, it }) => {
  afterAll(async () => {
    await inbox?.close();
    await new Promise((resolve) => site?.close(resolve));
  });

  const events = async (type: string) => (await loggedEvents(n8n())).filter((event) => event.type === type);
  const captured = (channel: string) => n8n().waitFor(async () => (await events('LeadCaptured')).find(({ data }) => data['source_channel'] === channel), { what: `LeadCaptured from ${channel}` });
  const post = (url: string, body: string, headers: Record<string, string>) => fetch(n8n().baseUrl + url, { method: 'POST', body, headers });

  it("IN-05: answers Meta's challenge, takes a signed message once, keeps statuses apart and refuses a forged one", async () => {
    const hook = hookOf('22-intake-messages', 'WhatsApp');
    const challenge = await fetch(`${n8n().baseUrl}${hook}?hub.mode=subscribe&hub.challenge=9876543210&hub.verify_token=${encodeURIComponent(META_VERIFY_TOKEN)}`);
    expect([challenge.status, await challenge.text()]).toEqual([200, '9876543210']);
    const body = JSON.stringify(whatsappBody([{ from: { wa_id: '14165550111', name: 'Ana Ruiz' }, content: said('Hello, I want to work in Canada'), id: wamid(), at: new Date() }]));
    const signed = { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(body) };
    expect((await post(hook, body, { ...signed, 'x-hub-signature-256': metaSignature(body, '0'.repeat(32)) })).status).toBe(401);
    expect((await post(hook, body, signed)).status).toBe(200);
    expect(await (await post(hook, body, signed)).json()).toMatchObject({ accepted: true, duplicate: true });
    const status = JSON.stringify(statusBody('wamid.none', 'delivered'));
    expect((await post(hook, status, { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(status) })).status).toBe(200);
    await captured('whatsapp');
    expect((await events('LeadCaptured')).filter(({ data }) => data['source_channel'] === 'whatsapp')).toHaveLength(1);
  });

  it('IN-05: takes an SMS that Twilio signed, answers TwiML, and keeps a STOP', async () => {
    const hook = hookOf('22-intake-messages', 'Twilio');
    const sms = async (change: Record<string, string>) => {
      const parameters = twilioParameters({ From: '+14165550122', To: '+15550783881', WaId: '', ProfileName: '', ...change });
      const signature = twilioSignature(n8n().baseUrl + hook, Object.entries(parameters));
      return post(hook, new URLSearchParams(parameters).toString(), { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature });
    };
    const answer = await sms({ Body: 'Hi, do you help with study permits?' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, expect.stringContaining('text/xml'), expect.stringContaining('<Response>')]);
    await captured('sms');
    expect((await sms({ Body: 'STOP' })).status).toBe(200);
    await n8n().waitFor(async () => (await events('OptOutRecorded')).find(({ data }) => data['channel'] === 'sms'), { what: 'OptOutRecorded' });
    const forged = await post(hook, new URLSearchParams(twilioParameters()).toString(), { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'AAAA' });
    expect(forged.status).toBe(401);
  });

  it('IN-17, IN-04, CD-09: the form page works in a browser: it tells mistakes, sends once complete, and the answer arrives by e-mail', async () => {
    const hook = n8n().baseUrl + hookOf('03-intake-website', 'Website form delivery');
    pageHtml = readFileSync(path.join(ROOT, 'workflows/website-form.html'), 'utf8').replace('https://n8n.example.com/webhook/your-webhook-id/lead', hook).replace('your-website-form-token', FORM_TOKEN);
    const page = await (await browser().newContext()).newPage();
    await page.goto(`${origin()}/contact?utm_source=google&utm_medium=cpc&utm_campaign=latam_study&gclid=abc`);
    expect(await page.getByLabel(/You may contact me/).isChecked()).toBe(false);
    expect(await page.getByLabel(/news and offers/).isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await page.locator('#summary').innerText()).toContain('Please look at these fields');
    expect(await page.locator('#email-error').innerText()).toBe('Please fill this in.');
    await page.getByLabel('What is it about?').selectOption('Study permit');
    await page.getByLabel('Full name').fill('Anne Roy');
    await page.getByLabel('E-mail address').fill('anne.roy@example.fr');
    await page.getByLabel(/You may contact me/).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('#done').filter({ hasText: 'Thank you' }).waitFor();
    const sentAt = Date.now();
    await captured('website');
    const mail = await n8n().waitFor(async () => inbox.mails.find(({ to }) => to.includes('anne.roy@example.fr')), { what: 'the acknowledgement' });
    expect(mail.source).toContain('thank you for contacting');
    expect(mail.at.getTime() - sentAt).toBeLessThan(120_000);
    await n8n().waitFor(async () => (await n8n().executions(templates.find(({ slug }) => slug === '21-acknowledge')!.id)).some(({ status }) => status === 'success'), { what: 'the recorded acknowledgement' });
    expect(inbox.mails.filter(({ to }) => to.includes('anne.roy@example.fr'))).toHaveLength(1);
  });

  it('IN-04: answers a preflight, and a form without a script with a page', async () => {
    const hook = n8n().baseUrl + hookOf('03-intake-website', 'Website form delivery');
    const preflight = await fetch(hook, { method: 'OPTIONS', headers: { origin: origin(), 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
    expect(preflight.status).toBeLessThan(300);
    expect(preflight.headers.get('access-control-allow-origin')).toMatch(/\*|127\.0\.0\.1/);
    const context = await browser().newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin()}/contact`);
    await page.getByLabel('What is it about?').selectOption('Citizenship');
    await page.getByLabel('Full name').fill('Bo Chen');
    await page.getByLabel('E-mail address').fill('bo.chen@example.com');
    await page.getByLabel(/You may contact me/).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    const stranger = await fetch(hook, { method: 'POST', body: new URLSearchParams({ email: 'x@example.com', consent: 'on', form_token: FORM_TOKEN }), headers: { origin: 'https://elsewhere.example' } });
    expect(stranger.status).toBe(403);
  });

  it('IN-06: imports a list by its form in a browser and ends with a report of the rows that stayed out', async () => {
    const page = await (await browser().newContext({ httpCredentials: ADMIN, acceptDownloads: true })).newPage();
    await page.goto(`${n8n().baseUrl}/form/sales-os-import-list`);
    const csv = Buffer.from('Nombre;Correo electrónico;Teléfono\r\nJosé Núñez;jose@example.mx;+52 55 1234 5678\r\nAna;not-an-address;\r\nBo;bo.list@example.com;3.58E+11\r\n', 'latin1');
    await page.locator('input[type=file]').setInputFiles({ name: 'feria.csv', mimeType: 'text/csv', buffer: csv });
    await page.getByLabel('Where is the list from?').fill('Feria de México 2026');
    await page.getByLabel('On which day did the people give their details?').fill('2026-02-20');
    await page.getByLabel('What proves that they may be contacted?').fill('Hojas firmadas');
    await page.getByLabel('Email', { exact: true }).check();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Import' }).click();
    const card = page.locator('.card .header');
    await card.filter({ hasText: 'Imported' }).waitFor();
    const words = await card.innerText();
    expect(words).toContain('New leads: 1');
    expect(words).toContain('Not imported: 2');
    expect(words).toMatch(/Line 3, email: 'not-an-address' is not an e-mail address/);
    const report = readFileSync(await (await download).path(), 'utf8');
    expect(report).toContain('4,rejected,phone,3.58E+11');
    await captured('outbound');
  });
});
