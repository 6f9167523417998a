import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { applyDemoFirm } from '../../scripts/demo/apply-demo-firm';
import { DemoWorld } from '../../scripts/demo/demo-world';
import { openPlayground, type Playground } from '../../scripts/demo/open-playground';
import { runScenario, type DemoResult } from '../../scripts/demo/run-scenario';
import { scenario } from '../../scripts/demo/scenario';
import { freePortRange } from '../support/n8n/free-ports';
import { requireN8n } from '../support/n8n/describe-n8n';

const RUN = 'e2e';

requireN8n('the demo firm on the templates, in a real n8n', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-demo-'));
  let playground: Playground;
  let results: DemoResult[] = [];

  beforeAll(async () => {
    playground = await openPlayground({ folder, port: await freePortRange(3), progress: () => undefined });
    const world = new DemoWorld(playground, RUN);
    await applyDemoFirm(world);
    results = await runScenario(world, scenario(RUN), () => undefined);
  }, 600_000);

  afterAll(async () => {
    await playground?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  it.each(scenario(RUN).map(({ name, source }, index) => [name, source, index] as const))('PK-02, PK-07: %s by %s ends as it should', (_name, _source, index) => {
    const result = results[index]!;
    expect({ got: result.got, note: result.note }).toEqual({ got: result.expected, note: '' });
  });

  it('PK-02: no execution of any template failed', async () => {
    const failed = (await playground.n8n.executions()).filter(({ status }) => status === 'error' || status === 'crashed');
    expect(failed.map(({ workflowId, data }) => `${workflowId}: ${data?.resultData.error?.message}`)).toEqual([]);
  });
});
