import { demoCredentials } from '../../scripts/demo/demo-credentials';
import { formPath } from '../../scripts/demo/post-form';
import { readyTemplates, type ReadyTemplate } from '../../scripts/demo/template-files';
import { describeEditor } from '../support/editor/describe-editor';
import { Editor } from '../support/editor/editor';
import { FormPage } from '../support/editor/form-page';
import { builtNodeTypes } from '../support/n8n/pack-facts';
import { chain } from '../support/n8n/pack-workflow';

const PREFIX = 'n8n-nodes-sales-os.';
const secret = 'a-secret-of-the-editor-test';
const secrets = {
  encryption_key: 'test',
  owner_password: secret,
  google_key: secret,
  website_token: secret, meta_app_secret: 'x', meta_verify_token: 'x', linkedin_client_secret: 'x', twilio_auth_token: 'x', ops_signing_secret: 'x',
  calendly_signing_key: secret,
  stripe_webhook_secret: `whsec_${secret}`,
  stripe_secret_key: `sk_test_${secret}`,
  forms_password: secret,
};

/** What an ops person types into the node creator, and the nodes that must be offered. */
const SEARCHES: readonly (readonly [words: string, ...nodes: string[]])[] = [
  ['google ads', 'leadIntakeTrigger'],
  ['phone format', 'normalizeLead'],
  ['duplicate', 'dedupeProspect'],
  ['lead score', 'scoreAndSegment'],
  ['round robin', 'routeOwner'],
  ['sla', 'slaTimer'],
  ['deal', 'opportunity'],
  ['utm', 'campaignRegister'],
  ['missing leads', 'leadSources'],
  ['confirm case', 'caseOpsTrigger'],
  ['calendly', 'bookingEventTrigger'],
  ['payment link', 'paymentLink'],
  ['stripe', 'paymentEventTrigger', 'paymentLink'],
  ['case opened', 'buildHandoffPayload', 'salesEventTrigger'],
  ['replay', 'deadLetters', 'normalizeLead'],
  ['configuration', 'firmSettings'],
  ['auto reply', 'message'],
];

/** Credentials of n8n's own for vendors that the demo does not connect. */
const VENDORS = [
  { id: 'edSmtp0000000001', name: 'Sales team mailbox', type: 'smtp', data: { host: '127.0.0.1', port: 25 } },
  { id: 'edWhatsApp000001', name: 'WhatsApp number', type: 'whatsAppApi', data: { accessToken: secret, businessAccountId: '1' } },
  { id: 'edTwilio00000001', name: 'Twilio number', type: 'twilioApi', data: { authType: 'authToken', accountSid: 'AC1', authToken: secret } },
  { id: 'edHubSpotApp0001', name: 'HubSpot app', type: 'hubspotDeveloperApi', data: { appId: '1', clientSecret: secret } },
  { id: 'edHubSpot0000001', name: 'HubSpot', type: 'hubspotAppToken', data: { appToken: secret } },
  { id: 'edFacebook000001', name: 'Facebook Lead Ads', type: 'facebookLeadAdsOAuth2Api', data: { clientId: '1', clientSecret: secret } },
];
const credentials = [...demoCredentials(secrets, { stripeUrl: 'http://127.0.0.1:9' }), ...VENDORS];
const brokenId = 'e2eeditor0000001';
/** Shows that the checks of the templates would see something. */
const BROKEN = chain(
  brokenId,
  [
    { name: 'No events', type: 'salesEventTrigger' },
    { name: 'Unknown', type: 'notANode' },
  ],
  credentials.slice(0, 1),
);

interface Panel {
  readonly labels: readonly string[];
  readonly errors: readonly string[];
}

interface Seen {
  readonly slug: string;
  readonly unknown: readonly string[];
  readonly incomplete: readonly string[];
  readonly errors: readonly string[];
}

let templates: readonly ReadyTemplate[] = [];

/** All templates are imported with the credentials of a firm; only the form that is posted is published. */
function firm() {
  templates = readyTemplates(builtNodeTypes(), credentials);
  return { credentials, workflows: [...templates, BROKEN], publish: templates.slice(0, 1).map(({ id }) => id) };
}

/** Opens a template, and the panel of each node type of the pack that was not opened before. */
async function look(editor: Editor, { id, slug, nodes }: ReadyTemplate, panels: Map<string, Panel>): Promise<Seen> {
  await editor.openWorkflow(id, nodes.length);
  const canvas = { slug, unknown: await editor.unknownNodes(), incomplete: await editor.nodesWithIssues(), errors: editor.takeErrors() };
  for (const { name, type } of nodes) {
    if (type.startsWith(PREFIX) && !panels.has(type)) panels.set(type, { labels: await editor.panelOf(name), errors: editor.takeErrors() });
  }
  return canvas;
}

describeEditor("n8n's editor with the pack", firm, ({ n8n, browser, it }) => {
  let editor: Editor;
  const seen: Seen[] = [];
  const panels = new Map<string, Panel>();

  beforeAll(async () => {
    editor = await Editor.open(browser(), n8n());
    for (const template of templates) seen.push(await look(editor, template, panels));
  }, 480_000);

  it('PK-02: shows every node of every template, known and with nothing missing', async () => {
    expect(seen).toEqual(templates.map(({ slug }) => ({ slug, unknown: [], incomplete: [], errors: [] })));
  });

  it('PK-02: marks a node that misses a parameter, and one that n8n does not know', async () => {
    await editor.openWorkflow(brokenId, BROKEN.nodes.length);
    expect({ unknown: await editor.unknownNodes(), incomplete: await editor.nodesWithIssues() }).toEqual({ unknown: ['Unknown'], incomplete: ['No events'] });
  });

  for (const { name, displayName, credentials: needed = [] } of builtNodeTypes()) {
    it(`PK-01: opens the panel of ${displayName} with its credentials and fields, and without an error`, async () => {
      const { labels, errors } = panels.get(PREFIX + name) ?? { labels: [], errors: ['no template uses it'] };
      const always = needed.filter(({ displayOptions, required }) => !displayOptions && required).map((credential) => credential.displayName);
      expect({ labels, errors }).toEqual({ labels: expect.arrayContaining(always), errors: [] });
      expect(labels.length).toBeGreaterThan(always.length);
    });
  }

  it('PK-01: offers each node for the words an ops person would type', async () => {
    const types = builtNodeTypes();
    expect(new Set(SEARCHES.flatMap(([, ...nodes]) => nodes))).toEqual(new Set(types.map(({ name }) => name)));
    await editor.openWorkflow(templates[0]!.id, 1);
    await editor.openNodeCreator();
    const missed = [];
    for (const [words, ...nodes] of SEARCHES) {
      for (const node of nodes) {
        const { displayName } = types.find(({ name }) => name === node)!;
        if (!(await editor.finds(words, displayName))) missed.push(`${words}: ${displayName}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('PK-02: a form asks for its password, lists every mistake on its last page, and says what a good answer would change', async () => {
    const form = templates[0]!.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger')!;
    await n8n().waitForPath(formPath(form));
    expect((await n8n().get(formPath(form))).status).toBe(401);
    const page = await FormPage.open(browser(), n8n(), formPath(form), { username: 'admin', password: secret });
    const refused = await page.send({ 'Settings document (JSON)': '{ "firm": { "currency": "XXX" }, "nope": 1 }' });
    expect(refused).toMatch(/^Nothing was changed/);
    expect(refused.split('\n').filter((line) => line.startsWith('•'))).toEqual(expect.arrayContaining([expect.stringContaining('nope: no such setting'), expect.stringContaining("'XXX' is not")]));
    await page.reopen();
    expect(await page.send({ 'Settings document (JSON)': '{ "firm": { "currency": "EUR" } }' })).toMatch(/^What would change\s+• firm\.currency: .*EUR/);
    expect(page.errors).toEqual([]);
  });
});
