import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { openStore } from '../../engine/store';
import { demoFirm } from '../../scripts/demo/demo-firm';
import { becomesALead, googleLeadForm, newLeadState, type Person } from '../../scripts/demo/demo-steps';
import { DemoWorld } from '../../scripts/demo/demo-world';
import { openPlayground, type Playground } from '../../scripts/demo/open-playground';
import { playgroundSecrets } from '../../scripts/demo/playground-secrets';
import { type Answers, postForm } from '../../scripts/demo/post-form';
import { NOTES, REFERRED, toPaymentLink } from '../../scripts/demo/scenario';
import { type FakeOps, startFakeOps } from '../support/fake-ops';
import type { StripeEventJson } from '../support/fake-stripe';
import { requireN8n } from '../support/n8n/describe-n8n';
import { freePortRange } from '../support/n8n/free-ports';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { waitFor } from '../support/n8n/wait-for';

const PERSON: Person = { name: 'Mira Patel', email: 'mira.patel@example.com', phone: '+919876543299', country: 'India' };
/** From the ad to the open case, and what follows the money. */
const OF_MONEY = /^(0\d|1[0-5]|4\d)-/;
const STEP_MS = 120_000;

/** One client's money on the templates, in a real n8n, with a Stripe and an ops system on loopback. */
requireN8n('the money of one client: link, failed card, recovery, paid, handoff rejected, fixed, confirmed, refunded', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-money-'));
  const lead = newLeadState();
  let ops: FakeOps;
  let playground: Playground;
  let world: DemoWorld;
  let opportunity = '';
  let page = '';

  beforeAll(async () => {
    ops = await startFakeOps({ secret: playgroundSecrets(folder).ops_signing_secret });
    playground = await openPlayground({ folder, port: await freePortRange(3), progress: () => undefined, opsUrl: ops.url, only: (slug) => OF_MONEY.test(slug) });
    world = new DemoWorld(playground, 'money', STEP_MS);
    const settings = JSON.parse(demoFirm()) as Record<string, object>;
    const document = JSON.stringify({ ...settings, handoff: { ...settings['handoff'], delivery: 'api' } });
    await form(/firm-set-up\//, { document, mode: 'Apply', note: 'Ops system' });
    for (const step of [googleLeadForm(PERSON, REFERRED), becomesALead(), ...toPaymentLink(PERSON)]) await step.run(world, lead);
    opportunity = String(lead.story?.opportunity_id);
  }, 600_000);

  afterAll(async () => {
    await playground?.close();
    await ops?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  const form = (what: RegExp, answers: Answers) => postForm(playground.n8n, world.form(what), answers, playground.secrets.forms_password);
  const until = (what: string, type: string) => world.until(String(lead.lead_id), what, ({ events }) => events.includes(type));
  const notice = (text: RegExp) => waitFor(async () => world.newestItem((json) => text.test(String(json['notice'] ?? ''))), { what: `the notice ${text}`, timeout: STEP_MS, interval: 500 });
  const stripeSays = async (events: readonly StripeEventJson[]) => {
    const statuses = await playground.stripe.deliver(playground.n8n.baseUrl + world.webhookPath('paymentEventTrigger'), events);
    expect(statuses.every((status) => status === 200)).toBe(true);
  };
  const opsHolds = (type: string, version: number) => waitFor(async () => ops.cases.find((each) => each.type === type && each.payload_version === version) ?? null, { what: `${type} ${version} at the ops system`, timeout: STEP_MS, interval: 300 });
  const opsAnswers = (message: object) => ops.answer(playground.n8n.baseUrl + world.webhookPath('caseOpsTrigger'), message);

  it('PY-05: a declined card gives the closer a task', async () => {
    const link = await world.newestItem((json) => json['opportunity_id'] === opportunity && typeof json['link_id'] === 'string');
    page = playground.stripe.checkout.open(String(link?.['link_id'])).id;
    await stripeSays(playground.stripe.checkout.decline(page));
    await until('the failure is known', 'PaymentFailed');
    expect((await notice(/^Call the client of opportunity/))['notice']).toContain('insufficient_funds');
  }, STEP_MS);

  it('PY-05: on the first day of the chase the client is reminded with the link, after n8n was down when it was due', async () => {
    await playground.n8n.shutdown();
    const store = await openStore({ kind: 'embedded', folder: path.join(folder, '.n8n/sales-os/store') });
    await store.transaction(DEMO_ACCOUNT.accountId, async ({ db }) => {
      const past = new Date(Date.now() - 60_000);
      const clocks = db.updateTable('timers').set({ due_at: past, next_at: past }).where('policy', '=', 'PaymentChase').where('opportunity_id', '=', opportunity);
      await clocks.where((eb) => eb(eb.ref('detail', '->>').key('step'), '=', 'day 1')).execute();
    });
    await store.close();
    await playground.n8n.restart();
    expect((await notice(/^day 1: /))['notice']).toMatch(new RegExp(`CA\\$3,500\\.00 for opportunity ${opportunity} is open. Link for the client: http`));
  }, STEP_MS * 2);

  it('PY-03, HO-02: the client pays after all; the case goes to the ops system, signed', async () => {
    const events = playground.stripe.checkout.pay(page);
    await stripeSays([...events, ...events]);
    await until('the case is handed over', 'CaseOpenTriggered');
    expect(await opsHolds('case.open', 1)).toMatchObject({ opportunity_id: opportunity, payload: { client: { name: PERSON.name } } });
    expect(ops.calls.every(({ genuine }) => genuine)).toBe(true);
  }, STEP_MS);

  it('HO-03: case ops send it back, the closer mends it, and the new version goes out', async () => {
    expect(await opsAnswers({ type: 'case.rejected', opportunity_id: opportunity, payload_version: 1, reason: 'Which province?' })).toMatchObject({ status: 200, body: { changed: true } });
    expect((await notice(/sent the handoff of opportunity/))['notice']).toContain('Which province?');
    const acting_user_id = String(lead.story?.owners['closer'] ?? 'bo');
    await form(/consultation-notes\//, { opportunity_id: opportunity, acting_user_id, ...NOTES, constraints: 'Ontario only' });
    await form(/handoff\/Build again/, { opportunity_id: opportunity, acting_user_id });
    await until('the new version is built', 'CaseOpenResubmitted');
    expect(await opsHolds('case.open', 2)).toMatchObject({ opportunity_id: opportunity });
  }, STEP_MS);

  it('HO-03, HO-04: case ops confirm: CASE_OPENED, and sales can do nothing more', async () => {
    expect((await opsAnswers({ type: 'case.confirmed', opportunity_id: opportunity, payload_version: 1 })).status).toBe(409);
    expect(await opsAnswers({ type: 'case.confirmed', opportunity_id: opportunity, payload_version: 2, ops_reference: 'C-2026-1' })).toMatchObject({ status: 200, body: { changed: true, case_open_status: 'confirmed' } });
    await world.until(String(lead.lead_id), 'the case is open', ({ stage, case_open }) => stage === 'CASE_OPENED' && case_open === 'confirmed');
    await expect(form(/offer-and-payment-link\//, { opportunity_id: opportunity, acting_user_id: 'bo', package_code: 'FULL_PR' })).rejects.toThrow('case ops own the client');
  }, STEP_MS);

  it('HO-03: a refund after the opening raises a stop notice to case ops', async () => {
    const intent = String(playground.stripe.events.find(({ type }) => type === 'payment_intent.succeeded')?.data.object.id);
    const charge = playground.stripe.object(intent);
    await stripeSays(playground.stripe.checkout.refund(intent, Number(charge?.['amount_received'])));
    await until('the stop is asked for', 'CaseStopRequested');
    expect(await opsHolds('case.stop', 2)).toMatchObject({ opportunity_id: opportunity, reason: expect.stringContaining('refunded') });
  }, STEP_MS);

  it('PY-06, HO-03: the audit trail tells the whole story, and no workflow failed', async () => {
    const failed = (await playground.n8n.executions()).filter(({ status }) => status === 'error' || status === 'crashed');
    expect(failed.map(({ workflowId, data }) => `${workflowId}: ${data?.resultData.error?.message}`)).toEqual([]);
    await playground.n8n.shutdown();
    const store = await openStore({ kind: 'embedded', folder: path.join(folder, '.n8n/sales-os/store') });
    try {
      const { trail, cases } = await store.transaction(DEMO_ACCOUNT.accountId, async ({ db }) => ({
        trail: await db.selectFrom('audit_entries').select(['at', 'actor', 'action', 'subject_kind', 'after', 'reason']).where('account_id', '=', DEMO_ACCOUNT.accountId).orderBy('seq').execute(),
        cases: await db.selectFrom('case_opens').select(['status', 'payload_version', 'ops_reference']).where('opportunity_id', '=', opportunity).execute(),
      }));
      console.log(trail.map(({ at, actor, action, subject_kind, reason }) => `${at.toISOString()}  ${action.padEnd(24)} ${subject_kind.padEnd(12)} ${actor.kind} ${actor.id}${reason ? `  (${reason})` : ''}`).join('\n'));
      const money = trail.map(({ action }) => action).filter((action) => /payment_settled|handoff|case_|offer_locked/.test(action));
      expect([...new Set(money)]).toEqual(expect.arrayContaining(['offer_locked', 'payment_settled', 'handoff_built', 'handoff_delivered', 'handoff_rejected', 'case_confirmed']));
      expect(cases).toEqual([{ status: 'confirmed', payload_version: 2, ops_reference: 'C-2026-1' }]);
    } finally {
      await store.close();
    }
  }, STEP_MS);
});
