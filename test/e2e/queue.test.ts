import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../engine/store';
import { applyDemoFirm } from '../../scripts/demo/apply-demo-firm';
import { DemoWorld } from '../../scripts/demo/demo-world';
import { openPlayground, type Playground } from '../../scripts/demo/open-playground';
import { toCaseOpened } from '../../scripts/demo/scenario';
import { requireN8n } from '../support/n8n/describe-n8n';
import { freePortRange } from '../support/n8n/free-ports';
import { InterruptedLead, type Moment } from '../support/n8n/interrupted-lead';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { queueServers, requireQueueServers } from '../support/n8n/queue-servers';
import { dropDatabases } from '../support/stores';

/** In this order a worker, the other worker and main are killed. */
const MOMENTS: Record<string, Moment> = {
  'Katja Lindqvist': { step: 'it is an SQL with an owner', after_ms: 150 },
  'Liam Byrne': { step: 'the client pays and Stripe says so', after_ms: null },
  'Mina Rahimi': { step: 'the delivery becomes a lead', after_ms: null },
};

const personOf = (name: string, index: number) => ({ name, email: `${name.replace(' ', '.').toLowerCase()}@example.com`, phone: `+9198765431${10 + index}`, country: 'India' });

requireN8n('n8n in queue mode with two workers and a webhook processor', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-queue-'));
  let playground: Playground | undefined;
  let storeUrl = '';

  afterAll(async () => {
    await playground?.close();
    await dropDatabases();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 120_000);

  requireQueueServers((test) => {
    test('PK-06: leads that meet the death of a worker or of main end as Case Opened', async () => {
      const queue = await queueServers(2);
      storeUrl = queue.storeUrl;
      playground = await openPlayground({ folder, port: await freePortRange(3), progress: () => undefined, queue });
      const world = new DemoWorld(playground, 'queue', 300_000);
      await applyDemoFirm(world);
      const leads = Object.entries(MOMENTS).map(([name, moment], index) => ({ moment, lead: new InterruptedLead(name, world, toCaseOpened(personOf(name, index), `Q-${index}`)) }));
      for (const { lead, moment } of leads) await lead.killAt(moment);
      await Promise.all(leads.map(({ lead }) => lead.finish()));
      expect(leads.map(({ lead }) => [lead.name, lead.state.story?.stage, lead.state.story?.case_open])).toEqual(Object.keys(MOMENTS).map((name) => [name, 'CASE_OPENED', 'confirmed']));
    });

    test('PK-06: each lead, payment and case is there once, and nothing died', async () => {
      const store = await openStore({ kind: 'postgres', url: storeUrl, tls: 'off', maxConnections: 2 });
      const count = (table: 'leads' | 'opportunities' | 'payments' | 'case_opens' | 'dead_letters') =>
        store.transaction(DEMO_ACCOUNT.accountId, async ({ db }) => (await db.selectFrom(table).selectAll().execute()).length);
      expect([await count('leads'), await count('opportunities'), await count('payments'), await count('case_opens'), await count('dead_letters')]).toEqual([3, 3, 3, 3, 0]);
      await store.close();
    });
  });
});
