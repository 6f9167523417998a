import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '../../engine/store';
import { GOOGLE_KEY, googleAnswers, googleLeadFormBody } from '../support/deliveries';
import { EventRecorder } from '../support/event-recorder';
import { requireN8n } from '../support/n8n/describe-n8n';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { chain, webhookIdOf } from '../support/n8n/pack-workflow';
import { type RunningN8n, startN8n } from '../support/n8n/start-n8n';

/** Milliseconds from the last delivery of a round to the kill: from an outbox just written to executions half done. */
const MOMENTS = [0, 40, 90, 150, 250, 400, 600, 900, 1_300, 2_000];
const LEADS_A_ROUND = 8;

const account = { id: 'e2eaccount000001', name: 'Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } };
const secrets = { id: 'e2esecrets000001', name: 'Secrets', type: 'salesOsSourceSecretsApi', data: { google_key: GOOGLE_KEY } };
const subscription = (event: string, together: number) => ({ name: event, type: 'salesEventTrigger', parameters: { events: [event], options: { together } } });

const intake = chain('outboxintake0001', [{ name: 'Intake', type: 'leadIntakeTrigger', parameters: { source: 'google' } }, { name: 'Normalize', type: 'normalizeLead' }], [account, secrets]);
const recovery = chain('outboxrecover001', [subscription('DeliveryStalled', 10), { name: 'Normalize', type: 'normalizeLead' }], [account]);
const pipeline = chain('outboxpipeline01', [subscription('LeadCaptured', 10), { name: 'Dedupe', type: 'dedupeProspect' }], [account]);
const telling = (url: string) =>
  chain('outboxtelling001', [subscription('LeadIdentified', 1), { name: 'Tell', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { url: `=${url}/?id={{ $json.lead_id }}` } }], [account]);

function lead(round: number, index: number) {
  const name = `Person ${'abcdefghij'[round]}${'abcdefgh'[index]}`;
  return googleLeadFormBody({ lead_id: `r${round}-${index}`, user_column_data: googleAnswers({ name, email: `p.${round}.${index}@example.com`, phone: `+9198765${round}${index}210`, country: 'India' }) });
}

requireN8n('n8n killed with -9 at ten moments while events are on their way', () => {
  const userFolder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-outbox-'));
  const recorder = new EventRecorder();
  let n8n: RunningN8n;
  let accepted = 0;

  beforeAll(async () => {
    const url = await recorder.listen();
    n8n = await startN8n({ userFolder, workflows: [intake, recovery, pipeline, telling(url)], credentials: [account, secrets] });
  }, 240_000);
  afterAll(async () => {
    recorder.close();
    await n8n?.stop();
    rmSync(userFolder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  it('EV-01: every event of an accepted lead reaches its subscribers', async () => {
    const hook = `/webhook/${webhookIdOf('outboxintake0001', 'Intake')}/lead`;
    for (const [round, pause] of MOMENTS.entries()) {
      const answers = await Promise.all(Array.from({ length: LEADS_A_ROUND }, (_, index) => n8n.post(hook, lead(round, index))));
      accepted += answers.filter(({ status }) => status === 200).length;
      await delay(pause);
      await n8n.kill9();
      await n8n.restart();
      await n8n.waitForPath(hook, { timeout: 180_000 });
    }
    expect(accepted).toBe(MOMENTS.length * LEADS_A_ROUND);
    await n8n.waitFor(() => recorder.seen.size === accepted, { timeout: 300_000, interval: 500, what: `all ${accepted} leads to be told of` });
  }, 1_200_000);

  it('EV-01: each happened once, left the outbox, and died nowhere', async () => {
    await n8n.shutdown();
    const store = await openStore({ kind: 'embedded', folder: path.join(userFolder, '.n8n/sales-os/store') });
    try {
      const facts = await store.transaction(DEMO_ACCOUNT.accountId, async ({ db }) => ({
        events: await db.selectFrom('events').select(['type', ({ fn }) => fn.countAll<string>().as('count')]).where('type', 'in', ['LeadCaptured', 'LeadIdentified', 'DeliveryDeadLettered']).groupBy('type').orderBy('type').execute(),
        waiting: await db.selectFrom('events').select('id').where('relayed_at', 'is', null).execute(),
        leads: (await db.selectFrom('leads').select('id').execute()).length,
      }));
      expect(facts.leads).toBe(accepted);
      expect(facts.events.map(({ type, count }) => [type, Number(count)])).toEqual([['LeadCaptured', accepted], ['LeadIdentified', accepted]]);
      expect(facts.waiting).toEqual([]);
    } finally {
      await store.close();
    }
  }, 60_000);
});
