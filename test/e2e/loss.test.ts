import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../engine/store';
import { applyDemoFirm } from '../../scripts/demo/apply-demo-firm';
import type { Person } from '../../scripts/demo/demo-steps';
import { DemoWorld } from '../../scripts/demo/demo-world';
import { openPlayground, type Playground } from '../../scripts/demo/open-playground';
import { toCaseOpened } from '../../scripts/demo/scenario';
import { requireN8n } from '../support/n8n/describe-n8n';
import { freePortRange } from '../support/n8n/free-ports';
import { InterruptedLead, type Moment } from '../support/n8n/interrupted-lead';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';

/** From the first byte of the delivery to the confirmation of the case. */
const MOMENTS: Record<string, Moment> = {
  'Amara Okafor': { step: 'Google Ads sends the lead form', after_ms: 2 },
  'Bilal Haddad': { step: 'Google Ads sends the lead form', after_ms: 25 },
  'Chloe Martin': { step: 'Google Ads sends the lead form', after_ms: null },
  'Diego Fuentes': { step: 'the delivery becomes a lead', after_ms: null },
  'Elif Yildiz': { step: 'it is an SQL with an owner', after_ms: 150 },
  'Farid Karimi': { step: 'the setter logs a call', after_ms: 60 },
  'Grace Mwangi': { step: 'the client books by Calendly', after_ms: null },
  'Hiro Tanaka': { step: 'the closer makes the offer', after_ms: 80 },
  'Ines Duarte': { step: 'the client pays and Stripe says so', after_ms: null },
  'Jonas Weber': { step: 'case ops confirm', after_ms: 60 },
};

function personOf(name: string, index: number): Person {
  return { name, email: `${name.replace(' ', '.').toLowerCase()}@example.com`, phone: `+9198765432${10 + index}`, country: 'India' };
}

requireN8n('n8n killed with -9 at ten moments between the first byte and Case Opened', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-loss-'));
  let playground: Playground;

  afterAll(async () => {
    await playground?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  it('IN-07, EV-01: every lead that was answered 2xx ends as Case Opened, once', async () => {
    playground = await openPlayground({ folder, port: await freePortRange(3), progress: () => undefined });
    const world = new DemoWorld(playground, 'loss', 240_000);
    await applyDemoFirm(world);
    const leads = Object.entries(MOMENTS).map(([name, moment], index) => ({ moment, lead: new InterruptedLead(name, world, toCaseOpened(personOf(name, index), `C-${index}`)) }));
    for (const { lead, moment } of leads) await lead.killAt(moment);
    await Promise.all(leads.map(({ lead }) => lead.finish()));
    expect(leads.map(({ lead }) => [lead.name, lead.state.story?.stage, lead.state.story?.case_open])).toEqual(Object.keys(MOMENTS).map((name) => [name, 'CASE_OPENED', 'confirmed']));
  }, 1_500_000);

  it('IN-08, PY-03, HO-03: the store holds each lead, opportunity, payment and case once, and no dead letter', async () => {
    await playground.n8n.shutdown();
    const store = await openStore({ kind: 'embedded', folder: path.join(folder, '.n8n/sales-os/store') });
    try {
      const counts = await store.transaction(DEMO_ACCOUNT.accountId, async ({ db }) => {
        const count = async (table: 'leads' | 'prospects' | 'opportunities' | 'payments' | 'case_opens' | 'dead_letters') =>
          Number((await db.selectFrom(table).select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow()).count);
        return {
          leads: await count('leads'),
          prospects: await count('prospects'),
          opportunities: await count('opportunities'),
          payments: await count('payments'),
          case_opens: await count('case_opens'),
          dead_letters: await count('dead_letters'),
        };
      });
      expect(counts).toEqual({ leads: 10, prospects: 10, opportunities: 10, payments: 10, case_opens: 10, dead_letters: 0 });
    } finally {
      await store.close();
    }
  }, 60_000);
});
